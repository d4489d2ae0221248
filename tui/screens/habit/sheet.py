"""The page: its parts below each other, or in columns where there is room for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.glyphs import glyphs, plain_punctuation
from tui.keys import key_label
from tui.screens.habit.figures_part import (
    draw_categories,
    draw_critics,
    draw_evidence,
    draw_scores,
    draw_trials,
)
from tui.screens.habit.foresight_part import draw_foresight
from tui.screens.habit.newcomer import draw_newcomer
from tui.screens.habit.parts import Drawing, Part, padded
from tui.screens.habit.plan_part import draw_plan
from tui.screens.habit.weeks_part import draw_weeks
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.screens.habit.reading import Practice
    from tui.widgets.prose import Line

__all__ = ["HabitSheet", "parts_of"]

COLUMN: Final = 58
"""Cells that a column needs at least."""
MEASURE: Final = 84
"""Cells that a column takes at most."""
GAP: Final = 5
_MOST_COLUMNS: Final = 3


def parts_of(practice: Practice) -> list[Part]:
    """Return the parts of the page, in reading order."""

    def part(
        name: str, title: str, about: str, draw: Callable[[Practice, Drawing], list[Line]]
    ) -> Part:
        return Part(name, title, about, lambda drawing: draw(practice, drawing))

    told, overview = practice.over_time, practice.overview
    weeks, scored = len(overview.standing.weeks), sum(len(each.scores) for each in told.sections)
    probes = sum(each.probes for each in told.periods)
    given = sum(each.given for each in told.critics)
    return [
        part("weeks", "Your weeks", f"n {weeks}", draw_weeks),
        part("plan", "What keeps it going", "", draw_plan),
        part("scores", "Your scores", f"n {scored}", draw_scores),
        part("foresight", "Your foresight", f"n {overview.calibration.n}", draw_foresight),
        part("evidence", "How you know", f"n {_claims(practice)}", draw_evidence),
        part("trials", "How sure your rates are", f"n {probes}", draw_trials),
        part("critics", "What argues with you", f"n {given}", draw_critics),
        part("categories", "What you took apart", f"n {overview.finished}", draw_categories),
    ]


def _claims(practice: Practice) -> int:
    return sum(sum(each.mix.values()) for each in practice.over_time.periods)


class HabitSheet(Sheet):
    """All parts, one of them marked as the one where one is."""

    PURPOSE = (
        "How your practice goes on. Tab goes to the next part; n is how many a figure stands on. "
        "What is missed stays quiet: it makes no difference to a habit."
    )

    def __init__(self) -> None:
        super().__init__(id="habit-sheet")
        self.practice: Practice | None = None
        self.with_meanings = True
        self.here = 0
        """The part where one is."""
        self._tops: list[int] = []
        """The line on which each part begins."""

    def draw(self, width: int) -> list[Line]:
        """Return the lines of all parts."""
        practice = self.practice
        self._tops = []
        if practice is None:
            return [[(plain_punctuation("Reading…"), "muted")]]
        columns = max(1, min(_MOST_COLUMNS, (width + GAP) // (COLUMN + GAP)))
        room = min(MEASURE, (width - 2 - GAP * (columns - 1)) // columns)
        drawing = Drawing(room - 2, self.with_meanings, self._key)
        if not practice.has_begun:
            drawing = Drawing(min(MEASURE, width - 4), with_meanings=True, key=self._key)
            return [[("  ", ""), *line] for line in draw_newcomer(practice, drawing)]
        stacks: list[list[Line]] = [[] for _ in range(columns)]
        for number, part in enumerate(parts_of(practice)):
            stack = min(stacks, key=len)
            if stack:
                stack += [[], []]
            self._tops.append(len(stack))
            stack += self._drawn(number, part, drawing)
        return _beside(stacks, room)

    def _drawn(self, number: int, part: Part, drawing: Drawing) -> list[Line]:
        is_here = number == self.here
        sign = f"{glyphs().cursor} " if is_here else "  "
        about = f"   {part.about}" if part.about else ""
        heading: Line = [(sign, "accent"), (part.title, "accent bold"), (about, "muted")]
        return [heading, [], *([("  ", ""), *line] for line in part.draw(drawing))]

    def _key(self, command: str) -> str:
        keys = self.app.keys.get(command) or ()  # type: ignore[attr-defined]  # our app's
        return key_label(keys[0]) if keys else "Ctrl+P"

    def step(self, step: int) -> None:
        """Go to the next part, or the one before; from what is seen, where one scrolled on."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        here = self._tops[self.here] if self._tops else 0
        if top <= here < top + height or len(self._tops) <= self.here:
            self.go_to(self.here + step)
            return
        ahead = [n for n, line in enumerate(self._tops) if (line > top if step > 0 else line < top)]
        far = min if step > 0 else max
        self.go_to(far(ahead, key=lambda n: self._tops[n], default=0))

    def go_to(self, number: int) -> None:
        """Go to a part; round the end."""
        if not self._tops:
            return
        self.here = number % len(self._tops)
        self.redraw()
        top = self._tops[self.here]
        height = self.scrollable_content_region.height
        # On a page that is wide the part may be seen already: then nothing moves.
        seen = self.scroll_offset.y <= top < self.scroll_offset.y + height // 2
        if not seen:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)


def _beside(stacks: list[list[Line]], room: int) -> list[Line]:
    """Return columns beside each other as lines."""
    if len(stacks) == 1:
        return stacks[0]
    lines: list[Line] = []
    for number in range(max(map(len, stacks))):
        line: Line = []
        for stack in stacks:
            if line:
                line.append((" " * GAP, ""))
            line += padded(stack[number] if number < len(stack) else [], room)
        lines.append(line)
    return lines
