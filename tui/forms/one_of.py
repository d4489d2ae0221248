"""A field for one of many things: its neighbours by the arrows, all of them in a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.message import Message

from tui.forms.going_on import goes_on
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line, width_of
from tui.widgets.lines import LineWidget
from tui.widgets.prose import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.geometry import Size

    from tui.choosing.choices import Choice
    from tui.widgets.lines import Piece

__all__ = ["OneAsked", "OneField"]

_HOW: Final = "Space lists them all"
_MEANING: Final = 2
"""Lines for what is chosen means, at the most."""


@dataclass(frozen=True, slots=True)
class OneAsked:
    """One of many things; the value is its id."""

    name: str
    label: str
    offers: Callable[[], Sequence[Choice]]
    """Everything there is, each with its title and what it means."""
    what: str
    """What is chosen, such as “the kind of probe”."""
    value: str = ""


class OneField(LineWidget, can_focus=True):
    """What is chosen, and below it what that means."""

    PURPOSE: ClassVar[str] = (
        "One of many. Space opens the list, in which a few letters find it; the arrows go to the "
        "one before and after. Enter goes on to the next field."
    )
    DEFAULT_CSS = "OneField { height: auto; background: $surface; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pick", show=False),
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
    ]

    class Changed(Message):
        """Another one is chosen."""

        def __init__(self, field: str, value: str) -> None:
            super().__init__()
            self.field = field
            self.value = value

    def __init__(self, asked: OneAsked, value: str) -> None:
        super().__init__(id=f"field-{asked.name}")
        self.asked = asked
        self.value = value

    @property
    def purpose(self) -> str:
        """What this one asks, for help."""
        return f"{self.asked.label}. {self.PURPOSE}"

    @property
    def chosen(self) -> Choice | None:
        """What is chosen; ``None`` for something that is not offered."""
        return next((each for each in self.asked.offers() if each.id == self.value), None)

    def _meaning(self, width: int) -> list[str]:
        chosen = self.chosen
        if chosen is None or not chosen.help:
            return []
        return wrapped(plain_punctuation(chosen.help), width)[:_MEANING]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a line for what is chosen, and those for what it means."""
        del container, viewport
        return 1 + len(self._meaning(width))

    def line(self, y: int, width: int) -> Iterable[Piece]:
        """Draw what is chosen, or what it means."""
        if y:
            meaning = self._meaning(width)
            return [(meaning[y - 1], "muted")] if y <= len(meaning) else []
        chosen = self.chosen
        title = one_line(chosen.title if chosen is not None else self.value)
        more = glyphs().more
        room = width - width_of(_HOW) - 3
        if not self.has_focus or room < width_of(title) + 2:
            return [(f"[{fit(title, min(width - 2, width_of(title)), more=more)}]", "accent bold")]
        return [(f"[{title}]", "accent bold reverse"), (f"  {_HOW}", "muted")]

    def action_step(self, step: int) -> None:
        """Choose the next one, or the one before."""
        ids = [each.id for each in self.asked.offers()]
        place = ids.index(self.value) if self.value in ids else -1
        self.put(ids[(place + step) % len(ids)])

    def action_pick(self) -> None:
        """Open the list."""
        from tui.choosing.chooser import PickScreen

        offers = [*self.asked.offers()]
        self.app.push_screen(PickScreen(self.asked.what, offers, at=self.value), self._take)

    def _take(self, picked: str | None) -> None:
        if picked is not None:
            self.put(picked)

    def put(self, value: str) -> None:
        """Choose another one."""
        if value != self.value:
            self.value = value
            self.refresh(layout=True)
            self.post_message(self.Changed(self.asked.name, value))

    def on_key(self, event: events.Key) -> None:
        """Go on to the next field with Enter."""
        goes_on(self, event)

    def on_click(self) -> None:
        """Open the list."""
        self.action_pick()

    def on_focus(self) -> None:
        """Show that keys go here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self.refresh()
