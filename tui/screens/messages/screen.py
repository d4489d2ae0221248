"""Messages: what the app said, to be read again and copied."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from tui.bindings import bindings_of
from tui.glyphs import glyphs, plain_punctuation
from tui.messages import Told
from tui.page import Page
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText
from tui.widgets.prose import block
from tui.widgets.sheet import CardList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.commands import Scope
from tui.widgets.prose import Line

__all__ = ["MessagesScreen"]


class MessageList(CardList[Told]):
    """One card a message, the newest first."""

    PURPOSE: ClassVar[str] = "What the app said, one message each, the newest first."
    GAP: ClassVar[int] = 0

    def __init__(self, offset: int) -> None:
        super().__init__(id="messages")
        self._zone = timedelta(seconds=offset)

    def key_of(self, card: Told) -> str:
        """Return its time and text."""
        return f"{card.at.isoformat()} {card.text}"

    def lines(self, card: Told, width: int) -> list[Line]:
        """Draw a message behind its time."""
        sign = glyphs().warning if card.severity != "information" else " "
        ink = {"warning": "warning", "error": "bad"}.get(card.severity, "muted")
        first = f"{card.at + self._zone:%H:%M:%S} {sign} "
        return block(plain_punctuation(card.text), "", width, first=first, first_ink=ink)

    def draw(self, width: int) -> list[Line]:
        """Say so where there is nothing."""
        if self.cards:
            return super().draw(width)
        return [[("  Nothing was said yet.", "muted")]]


class MessagesScreen(Page[None]):
    """What the app said since it was started."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("messages",)
    PURPOSE = "Everything the app said since it was started, the newest first."
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("messages")
    DEFAULT_CSS = """
    MessagesScreen MessageList { padding: 0 1; height: 1fr; }
    MessagesScreen .heading { padding: 1 3; }
    """

    def compose(self) -> ComposeResult:
        """Lay out the list and the bottom line."""
        clock = self.app.desk.workspace.clock
        self.list = MessageList(clock.local_zone(clock.now())[1])
        yield PlainText([("Messages", "bold")], classes="heading")
        yield self.list
        yield BottomLine()

    def on_mount(self) -> None:
        """Show the messages."""
        self.list.focus()
        self.list.show([*self.app.messages][::-1])

    def action_copy(self) -> None:
        """Copy the message under the cursor."""
        if self.list.card is not None:
            self.app.copy(self.list.card.text)

    def action_copy_all(self) -> None:
        """Copy every message."""
        self.app.copy("\n".join(f"{told.at:%H:%M:%S} {told.text}" for told in self.app.messages))

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()
