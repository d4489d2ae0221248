"""Half a year of weeks, the streak, the reserves, and the score beside them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from lab.figures import counted
from lab.habit.calendar import DAYS, HALF_LIFE, RESERVES
from lab.habit.words import week_sentence
from tui.glyphs import glyphs
from tui.screens.habit.parts import bar, fact, legend, note
from tui.weeks import MOST_WEEKS, STATUS_WORDS, week_piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.habit.calendar import Standing, WeekRow
    from tui.screens.habit.parts import Drawing
    from tui.screens.habit.reading import Practice
    from tui.widgets.prose import Line

__all__ = ["draw_weeks", "heatmap"]

_ROOMY: Final = 3
_CLOSE: Final = 2
"""Cells of one week."""
_MONTH: Final = 3
_MANY: Final = 9
_SCORE_CELLS: Final = 20
_HOUR: Final = 60
_FEW: Final = 4
_ROOM: Final = "There is room for half a year in this row. It fills by itself, a week at a time."


def draw_weeks(practice: Practice, drawing: Drawing) -> list[Line]:
    """Return the weeks with their counts, and what they come to."""
    overview, standing = practice.overview, practice.overview.standing
    weeks = standing.weeks[-MOST_WEEKS:]
    lines = [*heatmap(weeks, drawing.width), []]
    if len(weeks) < _FEW:
        lines += [*note(_ROOM, drawing), []]
    lines += fact("This week", week_sentence(standing, overview.rules.goal), drawing)
    if standing.repairable is not None:
        missing = overview.rules.goal + 1 - standing.week.done
        makes = "makes" if missing == 1 else "make"
        lines += fact(
            "Last week", f"{missing} more until {_day(practice)} {makes} it whole", drawing,
            means=_BACK if standing.weeks[-2].status == "kept" else "", ink="accent bold",
        )  # fmt: skip
    lines += fact(
        "In a row", _streak(standing), drawing,
        means="Weeks that reached the goal or were made whole. Kept and paused ones hold them.",
    )  # fmt: skip
    lines += fact("In reserve", _reserves(standing), drawing, means=_RESERVES_MEAN)
    shown = fact("Practice score", f"{standing.score:.0f} of 100", drawing, means=_SCORE_MEANS)
    shown[0] += [("  ", ""), *bar(standing.score / 100, _SCORE_CELLS)]
    lines += shown
    hours = round(overview.minutes / _HOUR)
    spent = f", about {counted(hours, 'hour')}" if hours else ""
    return [
        *lines,
        *fact("In all", f"{counted(overview.finished, 'teardown')} finished{spent}", drawing),
    ]


_BACK: Final = "Its reserve comes back to you, too."
_RESERVES_MEAN: Final = (
    f"{RESERVES} a quarter, spent by themselves on a week without a teardown. That is what they "
    "are for."
)
_SCORE_MEANS: Final = (
    f"How steady you are, not how good. Half is left after {HALF_LIFE:.0f} weeks without practice, "
    "and it comes back as fast."
)


def heatmap(weeks: Sequence[WeekRow], width: int) -> list[Line]:
    """Return the months, a sign for each week, how many were done in it, and what signs say."""
    cells = _ROOMY if len(weeks) * _ROOMY <= width else _CLOSE
    most = max(1, width // cells)
    weeks = weeks[-most:]
    months = list(" " * (len(weeks) * cells + _MONTH))
    free = 0
    for number, week in enumerate(weeks):
        is_new = number == 0 or weeks[number - 1].start.month != week.start.month
        if is_new and number * cells >= free:
            months[number * cells : number * cells + _MONTH] = f"{week.start:%b}"
            free = number * cells + _MONTH + 1
    signs: Line = []
    counts: Line = []
    for week in weeks:
        sign, ink = week_piece(week.status)
        signs.append((sign + " " * (cells - 1), f"{ink} bold" if week.done > 1 else ink))
        counts.append((_count(week).ljust(cells), "muted"))
    there = {week.status for week in weeks}
    said = [(*week_piece(each), STATUS_WORDS[each]) for each in STATUS_WORDS if each in there]
    return [
        [("".join(months).rstrip()[:width], "muted")],
        signs,
        counts,
        [],
        *legend(said, width),
    ]


def _count(week: WeekRow) -> str:
    """Return how many were done; nothing is said of none."""
    if not week.done:
        return ""
    return str(week.done) if week.done <= _MANY else "+"


def _day(practice: Practice) -> str:
    last = practice.overview.standing.week.start + timedelta(days=DAYS - 1)
    return f"{last:%A}"


def _streak(standing: Standing) -> str:
    if not standing.streak:
        return (
            f"The next one begins a new row; the longest had {counted(standing.longest, 'week')}."
        )
    weeks = counted(standing.streak, "week")
    return (
        f"{weeks}, the longest {standing.longest}" if standing.longest > standing.streak else weeks
    )


def _reserves(standing: Standing) -> str:
    held = sum(week.status == "kept" for week in standing.weeks)
    left = f"{standing.reserve_left} of {RESERVES} weeks this quarter"
    return f"{left} {glyphs().dot} {held} kept so far" if held else left
