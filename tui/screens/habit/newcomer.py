"""What somebody sees before the first finish: what is to come, and the one thing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.figures import counted
from tui.glyphs import plain_punctuation
from tui.screens.habit.parts import legend
from tui.weeks import STATUS_WORDS, week_piece
from tui.widgets.prose import block

if TYPE_CHECKING:
    from lab.habit.calendar import Status
    from tui.screens.habit.parts import Drawing
    from tui.screens.habit.reading import Practice
    from tui.widgets.prose import Line

__all__ = ["draw_newcomer"]

_SIGNS: Final[tuple[Status, ...]] = ("met", "repaired", "kept", "paused")
_TO_COME: Final = (
    ("Your weeks", "{} a week is the goal; a quick one counts."),
    ("Your scores", "section by section, how they go on."),
    ("Your foresight", "how often what you predict comes true, from ten on."),
    ("Your evidence", "how much of what you claim you tried yourself."),
    ("Your trials", "how surely you know how often something works."),
    ("Your year", "a page to keep, or to show."),
)
_GENTLE: Final = (
    "A missed week makes no difference to a habit, so nothing here turns red: two weeks a quarter "
    "are kept for you, and a week can be made whole. Nobody is compared with anybody."
)


def draw_newcomer(practice: Practice, drawing: Drawing) -> list[Line]:
    """Return a welcome."""
    if practice.begun:
        what = "Your first teardown is begun. Once it is finished, your first week stands here."
        first, way = drawing.key("habit.back"), "goes back to it."
    else:
        what = "It begins with one teardown. Fifteen minutes are enough."
        first, way = drawing.key("habit.begin"), "begins it."
    width = drawing.width
    lines: list[Line] = [
        *block(plain_punctuation(what), "bold", width),
        *block(way, "", width, first=f"{first}  ", first_ink="accent bold"),
        [],
        [("Then this page fills by itself", "accent bold")],
        [],
    ]
    signs = [(*week_piece(status), STATUS_WORDS[status]) for status in _SIGNS]
    goal = practice.overview.rules.goal
    aim = "one teardown" if goal == 1 else counted(goal, "teardown")
    for number, (title, words) in enumerate(_TO_COME):
        lines += block(words.format(aim), "muted", width, first=f"{title:<16}", first_ink="bold")
        if number == 0:
            lines += [[(" " * 16, ""), *line] for line in legend(signs, max(1, width - 16))]
    return [*lines, [], *block(_GENTLE, "muted", width)]
