"""How Home speaks of the weeks: what it says, what it draws, and what it leaves out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lab.habit.calendar import Pause, Rules, standing
from tui import weeks
from tui.glyphs import ASCII
from tui.harmless import width_of
from tui.screens.home.masthead import Masthead
from tui.screens.home.week import Week, week_words

MONDAY = date(2026, 3, 2)


def week_of(
    *done: int, day: int = 3, goal: int = 1, pauses: tuple[Pause, ...] = (), plan: str = ""
) -> Week:
    """Return the practice with so many finished each week, the last number being this week's."""
    rules = Rules(goal=goal, pauses=pauses)
    today = MONDAY + timedelta(days=day)
    days = [
        MONDAY - timedelta(days=7 * (len(done) - 1 - number))
        for number, many in enumerate(done)
        for _ in range(many)
    ]
    return Week(standing(days, today=today, rules=rules), rules, today, plan)


def drawn(week: Week, width: int) -> list[str]:
    """Return the lines of the head of Home, as wide as they may be."""
    masthead = Masthead()
    masthead.show_week(week, 0)
    masthead.show_next(("t", "Take Cursor apart", "Ask for a rename."))
    lines = ["".join(text for text, _ in masthead.line(y, width)) for y in range(4)]
    assert all(width_of(line) <= width for line in lines)
    return [line.rstrip() for line in lines]


@pytest.mark.parametrize(
    ("done", "goal", "day", "begun", "words"),
    [
        ((0,), 1, 0, 0, "fifteen minutes are enough for a first teardown"),
        ((0,), 1, 4, 1, "the goal is one teardown, 3 days left, 1 begun"),
        ((1, 0), 2, 6, 2, "the goal is 2 teardowns, today is the last day, 2 begun"),
        ((1,), 2, 4, 0, "1 of 2 done, 3 days left"),
        ((1,), 1, 4, 1, "goal reached: 1 teardown done, 1 begun"),
        ((3,), 1, 4, 0, "3 done, more than the 1 you aimed for"),
    ],
)
def test_the_week_never_scolds(
    done: tuple[int, ...], goal: int, day: int, begun: int, words: str
) -> None:
    assert week_words(week_of(*done, goal=goal, day=day), begun) == words


def test_a_planned_pause_says_until_when_it_lasts() -> None:
    pause = Pause(MONDAY, MONDAY + timedelta(days=16))
    assert week_words(week_of(1, 0, pauses=(pause,)), 0) == "paused until 18 March, as you planned"
    over = Pause(MONDAY, MONDAY)
    words = week_words(week_of(1, 0, pauses=(over,)), 0)
    assert words == "a planned pause touches this week: it asks for nothing"


def test_a_newcomer_sees_no_empty_figures() -> None:
    lines = drawn(week_of(0), 78)
    assert lines[0].startswith("This week   ○  fifteen minutes")
    assert lines[1].startswith("Next        t  Take Cursor apart")
    assert lines[2:] == ["", ""]


def test_the_weeks_so_far_stand_as_signs_with_reserves_shown_as_kept() -> None:
    week = week_of(1, 1, 0, 1, 1, 0)
    assert drawn(week, 78)[1] == (
        "Practice    ■■□■■○  4 weeks in a row · score 40 · 1 week in reserve"
    )
    long = week_of(*[1] * 40)
    assert drawn(long, 138)[1].count("■") == weeks.MOST_WEEKS
    assert drawn(long, 78)[1].count("■") < weeks.MOST_WEEKS
    narrow = drawn(long, 58)[1]
    assert narrow.endswith("  40 weeks in a row · score 100")


def test_last_week_can_be_made_whole_and_the_way_is_named_first() -> None:
    line = drawn(week_of(1, 1, 0, 0), 78)[1]
    assert line.endswith("2 weeks in a row · score 21 · 2 more make last week whole")
    assert drawn(week_of(1, 1, 0, 1), 58)[1].endswith("1 more makes last week whole")
    assert "whole" not in drawn(week_of(1, 1, 0, 2), 78)[1]


def test_the_plan_stands_beside_a_week_that_is_open() -> None:
    plan = "the Monday meeting is over."
    line = drawn(week_of(1, 0, plan=plan), 138)[0]
    assert line.endswith("When the Monday meeting is over, you open a teardown.")
    assert "Monday" not in drawn(week_of(1, 1, plan=plan), 138)[0]


def test_each_sign_is_another_one_without_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    signs = [weeks.week_piece(status)[0] for status in weeks.STATUS_WORDS]
    monkeypatch.setattr(weeks, "glyphs", lambda: ASCII)
    plain = [weeks.week_piece(status)[0] for status in weeks.STATUS_WORDS]
    assert len(set(signs)) == len(set(plain)) == len(signs)
    assert "".join(plain).isascii()


def test_what_does_not_fit_is_left_out_rather_than_cut() -> None:
    masthead = Masthead()
    masthead.show_week(week_of(1, 0), 3)
    masthead.show_next(("Enter", "Go on with Notion AI", "0 of 6 sections done"), "l")
    lines = ["".join(text for text, _ in masthead.line(y, 58)).rstrip() for y in range(3)]
    assert lines[0] == "This week   ○  the goal is one teardown, 4 days left"
    assert " ".join(lines[2].split()) == "Next Enter Go on with Notion AI l what else"
