"""A field for several of many things: space or a click opens the list that they are ticked in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.message import Message

from tui.forms.going_on import goes_on
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, width_of
from tui.widgets.lines import LineWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual import events
    from textual.binding import BindingType
    from textual.geometry import Size

    from tui.forms.fields import PickAsked
    from tui.widgets.lines import Piece

__all__ = ["PickField"]

MORE: Final = "+more"
MOST_LINES: Final = 4
"""Lines of what is picked; of more, the number is said."""


class PickField(LineWidget, can_focus=True):
    """What is picked, one line each."""

    PURPOSE: ClassVar[str] = (
        "What this rests on. Space opens the list of quotes, pages and observations, in which "
        "several can be ticked; Enter goes on to the next field."
    )
    DEFAULT_CSS = "PickField { height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pick", show=False),
        Binding("backspace,delete", "clear", show=False),
    ]

    class Changed(Message):
        """Something else is picked."""

    def __init__(
        self, asked: PickAsked, value: str, *, elsewhere: Callable[[], object] | None = None
    ) -> None:
        """Hold what is picked; *elsewhere* goes to where more can be had."""
        super().__init__(id=f"field-{asked.name}")
        self._elsewhere = elsewhere
        self.asked = asked
        self.value = value

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a line for each, a few at most."""
        del container, viewport, width
        return max(1, min(MOST_LINES, len(self.value.split())))

    def line(self, y: int, width: int) -> Iterable[Piece]:
        """Draw one of what is picked, or what can be."""
        picked = self.asked.words(self.value.split())
        more = glyphs().more
        if not picked:
            hint = plain_punctuation(self.asked.hint)
            return [(fit(hint, width, more=more), "" if self.has_focus else "muted")]
        if y == MOST_LINES - 1 and len(picked) > MOST_LINES:
            return [(f"and {len(picked) - y} more", "muted")]
        if y >= len(picked):
            return []
        words, mark = picked[y]
        end = f"  {glyphs().warning} {mark}" if mark else ""
        room = width - 2 - width_of(end)
        return [
            (f"{glyphs().dot} ", "accent"),
            (fit(words, min(room, width_of(words)), more=more), ""),
            (end, "warning"),
        ]

    def action_pick(self) -> None:
        """Open the list."""
        from tui.choosing.choices import Choice
        from tui.choosing.ticking import TickChooser

        offers = [*self.asked.offers()]
        if self._elsewhere is not None and self.asked.more:
            offers.append(Choice(MORE, self.asked.more, "", ""))
        if offers:
            chooser = TickChooser(
                "Type to narrow the list", offers, ticked=self.value.split(), acts={MORE}
            )
            self.app.push_screen(chooser, self._take)

    def _take(self, picked: str | None) -> None:
        if picked == MORE and self._elsewhere is not None:
            self._elsewhere()
        elif picked is not None:
            # What it names that is not offered, as it was taken out, stays until it is cleared.
            offered = {offer.id for offer in self.asked.offers()}
            kept = [name for name in self.value.split() if name not in offered]
            self.put(" ".join([*kept, *picked.split()]))

    def put(self, value: str) -> None:
        """Hold other things."""
        if value != self.value:
            self.value = value
            self.refresh(layout=True)
            self.post_message(self.Changed())

    def action_clear(self) -> None:
        """Pick nothing."""
        self.put("")

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
