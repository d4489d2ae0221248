"""A line to type in over a list; Enter takes what the cursor is on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import Vertical
from textual.events import Mount
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.bindings import bindings_of
from tui.choosing.choices import Choice, best
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line, width_of
from tui.widgets.field import Field
from tui.widgets.plain import PlainText
from tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.app import TeardownApp
    from tui.commands import Scope
    from tui.widgets.lines import Piece

__all__ = ["Chooser", "PickScreen"]

TYPE_HERE: Final = "Type a few letters of what you look for; the arrows go through what fits."


class ChoiceList(RowList[Choice]):
    """The lines that fit."""

    can_focus = False

    @property
    def is_active(self) -> bool:
        """Always: the keys that are typed above it act on it."""
        return True

    def key_of(self, row: Choice) -> str:
        """Return its id."""
        return row.id

    def pieces(self, row: Choice, width: int) -> Iterable[Piece]:
        """Draw title and key, and what it does where there is room."""
        more = glyphs().more
        about = one_line(row.about)
        title = plain_punctuation(one_line(row.title))
        left = width - width_of(about) - 1
        yield fit(title, min(left, max(24, width_of(title))), more=more), ""
        left -= max(24, width_of(title)) + 2
        if left > 0:
            yield "  " + fit(plain_punctuation(one_line(row.help)), left, more=more), "muted"
        yield " " + about, "accent"


class Chooser(ModalScreen[str | None]):
    """A line to type in over a list; ends with the id of what was taken, and runs it."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("palette", "list")
    PURPOSE = "Enter takes the line under the cursor, Esc closes."

    DEFAULT_CSS = """
    Chooser { align: center top; background: $background 60%; }
    Chooser > Vertical { width: 90%; max-width: 90; height: auto; margin-top: 2; padding: 1 1 0 1;
        background: $panel; }
    Chooser Field { background: $background; }
    Chooser ChoiceList { background: $panel; margin-top: 1; height: 12; max-height: 60vh; }
    Chooser PlainText { color: $ink-muted; padding: 1 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("list"), *bindings_of("palette")]
    AUTO_FOCUS = "Field"

    if TYPE_CHECKING:

        @property
        def app(self) -> TeardownApp:  # type: ignore[override]  # narrower than Textual's
            """The app."""

    def __init__(self, placeholder: str, hint: str) -> None:
        super().__init__()
        self._placeholder = placeholder
        self._hint = hint
        self.offers: Sequence[Choice] = ()
        self.choices = ChoiceList()

    def compose(self) -> ComposeResult:
        """Lay out the line, the list and a hint."""
        with Vertical():
            yield self.line()
            yield self.choices
            yield PlainText(self._hint, ours=True)

    def line(self) -> Field:
        """Return the line to type in."""
        return Field(placeholder=self._placeholder, purpose=TYPE_HERE)

    @on(Mount)
    async def _take_what_was_typed_ahead(self) -> None:
        await self.app.hands.release(self)

    def offer(self, offers: Sequence[Choice]) -> None:
        """Offer these."""
        self.offers = offers
        self._narrow(self.query_one(Field).value)

    def _narrow(self, typed: str) -> None:
        self.choices.show(best(self.offers, typed))
        self.choices.move_to(0)

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    @on(Input.Submitted)
    @on(RowList.Chosen)
    def _on_chosen(self) -> None:
        self.take_row()

    def take_row(self) -> None:
        """End with the line under the cursor, if there is one."""
        choice = self.choices.row
        if choice is not None:
            self.take(choice)

    def take(self, choice: Choice) -> None:
        """End with a line, and run it."""
        self.dismiss(choice.id)
        self.app.call_later(choice.run)

    def action_close(self) -> None:
        """Close without doing anything."""
        self.dismiss(None)

    # The arrows move in the list while the line keeps the focus.

    def action_down(self) -> None:
        """Go to the next line."""
        self.choices.action_down()

    def action_up(self) -> None:
        """Go to the line before."""
        self.choices.action_up()

    def action_page(self, pages: int) -> None:
        """Go a screenful down, or up where negative."""
        self.choices.action_page(pages)


class PickScreen(Chooser):
    """A few things to choose from, the one in force under the cursor."""

    def __init__(
        self,
        what: str,
        choices: Sequence[Choice],
        *,
        at: str,
        preview: Callable[[str], None] = lambda _: None,
        hint: str = "Enter takes it. Esc leaves it as it was.",
    ) -> None:
        """Choose *what*, such as “a theme”; *preview* is called as the cursor moves."""
        super().__init__(what, hint)
        self._given = choices
        self._at = at
        self._preview = preview
        self._shown = ""

    def on_mount(self) -> None:
        """Offer everything, with the cursor on what is in force."""
        self.choices.styles.height = min(12, len(self._given))
        self.offer(self._given)
        self.choices.move_to_key(self._at)
        self._shown = self._at

    @on(RowList.Moved)
    def _on_moved(self) -> None:
        choice = self.choices.row
        if choice is not None and self._shown and choice.id != self._shown:
            self._shown = choice.id
            self._preview(choice.id)

    def action_close(self) -> None:
        """Leave it as it was."""
        if self._shown != self._at:
            self._preview(self._at)
        self.dismiss(None)
