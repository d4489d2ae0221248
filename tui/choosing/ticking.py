"""A line to type in over a list of which several can be ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding

from tui.choosing.chooser import TYPE_HERE, Chooser
from tui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual.binding import BindingType

    from tui.choosing.choices import Choice

__all__ = ["TickChooser"]

MOST_LINES: Final = 12


class TickChooser(Chooser):
    """Ends with the ids of what is ticked, a space between them; ``None`` where it is left.

    Space ticks. Enter takes the ticked; where nothing was ticked or unticked, it takes the line
    under the cursor. A line that *acts* ends it at once with its own id.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", show=False, priority=True),
    ]

    def __init__(
        self,
        what: str,
        choices: Sequence[Choice],
        *,
        ticked: Collection[str] = (),
        acts: Collection[str] = (),
    ) -> None:
        """Tick some of *what*, such as “what it rests on”."""
        super().__init__(what, "Space ticks, Enter takes what is ticked. Esc leaves it.")
        self._given = choices
        self._before = set(ticked)
        self._acts = frozenset(acts)
        self.choices.marked = set(ticked)

    def line(self) -> Field:
        """Return the line to type in."""
        return Field(
            placeholder=self._placeholder,
            purpose=f"{TYPE_HERE} Space ticks.",
            passes_on={"space"},
        )

    def on_mount(self) -> None:
        """Offer everything."""
        self.choices.styles.height = max(1, min(MOST_LINES, len(self._given)))
        self.offer(self._given)

    def action_tick(self) -> None:
        """Tick the line under the cursor, or take its tick away."""
        choice = self.choices.row
        if choice is not None and choice.id not in self._acts:
            self.choices.toggle_mark()

    def take(self, choice: Choice) -> None:
        """End with what is ticked."""
        marked = self.choices.marked
        if choice.id in self._acts or not (marked or self._before):
            self.dismiss(choice.id)
        else:
            self.dismiss(" ".join(each.id for each in self._given if each.id in marked))
