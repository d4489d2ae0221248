"""The habit and recall, from Home: what a newcomer finds, and what a regular does there."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from lab.habit.calendar import Pause, WeekRow
from lab.habit.recall import method_cards
from lab.settings.pauses import pauses_in
from lab.workspace import Workspace
from tests.tui.driving import begin, driving
from tests.tui.practice_samples import first_week, regular
from tui.harmless import width_of
from tui.screens.habit import figures_part
from tui.screens.habit.parts import Drawing
from tui.screens.habit.pauses import (
    as_setting,
    coming,
    pause_fault,
    pause_of,
    pause_words,
    without,
)
from tui.screens.habit.reading import read_practice
from tui.screens.habit.sheet import parts_of
from tui.screens.habit.weeks_part import draw_weeks, heatmap
from tui.screens.recall.drawing import when_words

if TYPE_CHECKING:
    from pathlib import Path

    from lab.habit.calendar import Status
    from lab.places import Places
    from tests.conftest import FrozenClock

MONDAY = date(2026, 3, 2)


async def test_a_newcomer_is_told_the_one_thing_to_do(places: Places, clock: FrozenClock) -> None:
    async with driving(places, clock) as driver:
        await driver.press("h")
        await driver.sees("It begins with one teardown", "Then this page fills by itself")
        assert "Year page" not in driver.bottom
        assert "0%" not in driver.screen
        await driver.press("r", "e")
        await driver.sees("It begins with one teardown")
        await driver.press("n")
        await driver.sees("New teardown")
    begin(places, clock, "Notion AI")
    async with driving(places, clock) as driver:
        await driver.press("h")
        await driver.sees("Your first teardown is begun", "goes back to it")


async def test_a_regular_plans_pauses_reads_on_and_writes_the_year(
    places: Places, clock: FrozenClock, tmp_path: Path
) -> None:
    regular(places, clock, weeks=12)
    with closing(Workspace(places, clock=clock, environ={})) as workspace:
        workspace.exports.remember(tmp_path)
    async with driving(places, clock) as driver:
        preferences = driver.workspace.preferences
        await driver.press("h")
        await driver.sees("10 weeks in a row", "goal reached", "kept in reserve", "How steady")
        await driver.press("w", "tab")
        await driver.sees("▌ What keeps it going", "None planned; p plans one.")
        assert "How steady" not in driver.screen
        await driver.press("p")
        await driver.sees("A planned pause")
        await driver.type("9 May")
        await driver.press("enter", "enter")
        await driver.sees("9 May 2026", "Saved")
        assert preferences.written("pauses") == "2026-05-09..2026-05-09"
        await driver.press("u")
        await driver.sees("None planned", "“planned pauses” is as it was before.")
        await driver.press("i")
        await driver.sees("I open a teardown")
        await driver.type("tea is up")
        await driver.press("enter")
        await driver.sees("When tea is up, you open a teardown.")
        await driver.press("shift+tab", "shift+tab")
        await driver.sees("▌ What you took apart", "still to come")
        await driver.press("e")
        await driver.sees("Wrote")
        page = tmp_path / "teardowns-2026.md"
        assert page.read_text(encoding="utf-8").startswith("# 2026 in teardowns")
        await driver.press("escape")
        await driver.sees("This week")


async def test_a_pause_that_is_not_wanted_any_more_is_taken_out(
    places: Places, clock: FrozenClock
) -> None:
    first_week(places, clock)
    with closing(Workspace(places, clock=clock, environ={})) as workspace:
        workspace.preferences.set("pauses", "2025-12-20..2026-01-02, 2026-04-06, 2026-07-06")
    async with driving(places, clock, size=(80, 45)) as driver:
        await driver.press("h")
        await driver.sees("6 April 2026; 6 July 2026")
        await driver.press("x")
        await driver.sees("Enter takes it out")
        assert "January" not in driver.screen
        await driver.press("enter")
        await driver.sees_no("6 April 2026")
        written = driver.workspace.preferences.written("pauses")
        assert written == "2025-12-20..2026-01-02, 2026-07-06..2026-07-06"


async def test_cards_are_asked_one_at_a_time_and_every_answer_is_kept_at_once(
    places: Places, clock: FrozenClock
) -> None:
    name = first_week(places, clock)

    def schedule() -> object:
        with closing(Workspace(places, clock=clock, environ={})) as other:
            return other.load(name).take_home.lessons[0].schedule.get("due_on")

    async with driving(places, clock, size=(80, 45)) as driver:
        await driver.press("h")
        await driver.sees("2 cards today")
        await driver.press("r")
        await driver.sees("1 of 2", "What does a draft cost the reader?")
        assert "Trust" not in driver.screen
        await driver.press("3")  # nothing is answered that was not looked at
        await driver.press("space")
        await driver.sees("Trust", "Drafts that nobody sends on.", "again in 2 days")
        await driver.press("3")
        await driver.sees("2 of 2", "From the method", "Good: it comes again in 2 days.")
        assert schedule() == "2026-03-04"
        await driver.press("u")
        await driver.sees("1 of 2", "Trust")
        assert schedule() is None
        await driver.press("o")
        await driver.sees_no("How did it go?")
        await driver.sees("Notion AI")
        await driver.press("escape")
        await driver.sees("How did it go?")
        await driver.press("1")
        await driver.sees("2 of 2")
        await driver.pilot.resize_terminal(40, 10)
        await driver.press("enter")
        ((_, answer), *_) = method_cards().values()
        await driver.sees(answer[:20])  # scrolled to it, as it is asked how it went
        await driver.press("4")
        await driver.sees("Done: 2 cards")
        await driver.pilot.resize_terminal(80, 45)
        assert schedule() == "2026-03-03"
        await driver.press("escape")
        await driver.sees("Nothing is due today.")


async def test_recall_can_be_paused_from_the_card(places: Places, clock: FrozenClock) -> None:
    first_week(places, clock)
    async with driving(places, clock) as driver:
        await driver.press("h", "r")
        await driver.sees("1 of 2")
        await driver.press("p")
        await driver.sees("Recall is paused.", "Your cards wait")
        assert driver.workspace.preferences.written("recall") is False
        await driver.press("p")
        await driver.sees("What does a draft cost the reader?")
        await driver.press("escape")
        await driver.sees("Habit")


def test_every_part_fits_and_nothing_in_it_warns(places: Places, clock: FrozenClock) -> None:
    regular(places, clock, weeks=24)
    with closing(Workspace(places, clock=clock, environ={})) as workspace:
        parts = parts_of(read_practice(workspace))
    for width in (54, 74, 84):
        for part in parts:
            for line in part.draw(Drawing(width, with_meanings=True, key=lambda name: name[:1])):
                assert sum(width_of(text) for text, _ in line) <= width, (part.id, line)
                assert not {"bad", "warning"} & {ink for _, inks in line for ink in inks.split()}


def test_weeks_stand_with_their_counts_and_a_missed_one_says_nothing() -> None:
    said: list[tuple[int, Status]] = [
        (1, "met"), (12, "met"), (0, "kept"), (0, "missed"), (0, "open"),
    ]  # fmt: skip
    weeks = [
        WeekRow(MONDAY - timedelta(weeks=4 - number), done, status)
        for number, (done, status) in enumerate(said)
    ]
    months, signs, counts, _, legend = (
        "".join(text for text, _ in line) for line in heatmap(weeks, 60)
    )
    assert months.split() == ["Feb", "Mar"]
    assert signs.split() == ["■", "■", "□", "·", "○"]
    assert counts.rstrip() == "1  +"
    assert legend == "■ goal reached   □ kept in reserve   · nothing   ○ running"


def test_who_comes_back_after_months_reads_of_no_zero(places: Places, clock: FrozenClock) -> None:
    first_week(places, clock)
    clock.move(days=200)
    with closing(Workspace(places, clock=clock, environ={})) as workspace:
        practice = read_practice(workspace)
    drawn = draw_weeks(practice, Drawing(74, with_meanings=False, key=str))
    lines = ["".join(text for text, _ in line) for line in drawn]
    assert "In a row        The next one begins a new row; the longest had 1 week." in lines
    assert not any("0 weeks" in line for line in lines)


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "tomorrow"), (9, "in 9 days"), (30, "in 4 weeks"), (75, "in 2 months"),
     (800, "in 2 years")],
)  # fmt: skip
def test_when_a_card_comes_again_is_said_as_people_say_it(days: int, words: str) -> None:
    assert when_words(MONDAY + timedelta(days=days), today=MONDAY) == words


def test_pauses_are_written_so_that_the_settings_read_them() -> None:
    pause = pause_of({"first": "28 June", "last": "3 July"}, today=MONDAY)
    assert pause == Pause(date(2026, 6, 28), date(2026, 7, 3))
    assert pause_words(pause) == "28 June to 3 July 2026"
    text = as_setting([pause, pause, Pause(MONDAY, MONDAY)])
    assert text is not None
    assert pauses_in(text) == [(MONDAY, MONDAY), (pause.first, pause.last)]
    assert as_setting([]) is None
    assert pause_of({"first": "3 July", "last": "2026-06-28"}, today=MONDAY) is None
    over = Pause(date(2026, 1, 1), date(2026, 1, 2))
    assert coming([pause, over], today=MONDAY) == [pause]


def test_shares_always_fill_the_bar_and_hide_nothing() -> None:
    for mix in ({"tried": 1, "told": 999, "guess": 1}, {"tried": 1}, {"tried": 3, "told": 3}):
        shares = figures_part.shares(mix, 20)
        assert sum(shares.values()) == 20
        assert min(shares.values()) >= 1


@pytest.mark.parametrize(
    ("first", "last", "fault"),
    [
        ("2026-02-22", "", "Past weeks stay as they were"),
        ("2026-03-02", "", ""),
        ("3 July", "2 July", "That would be 3 July 2026 to 2 July 2027"),
        ("3 July", "2 July 2027", ""),
        ("3 July", "in 1 year", ""),
        ("3 July", "10 December", ""),
    ],
)
def test_a_pause_holds_no_week_that_is_over_and_no_year_by_mistake(
    first: str, last: str, fault: str
) -> None:
    found = pause_fault({"first": first, "last": last}, today=MONDAY, week=MONDAY)
    assert (found is not None) == bool(fault)
    assert found is None or fault in found[1]


def test_taking_out_a_pause_leaves_the_weeks_that_it_held() -> None:
    began, ahead = Pause(date(2026, 2, 1), date(2026, 4, 1)), Pause(date(2026, 7, 1), MONDAY)
    assert without([began, ahead], ahead, week=MONDAY) == [began]
    left = without([began, ahead], began, week=MONDAY)
    assert left == [ahead, Pause(date(2026, 2, 1), MONDAY - timedelta(days=1))]


async def test_the_habit_left_open_over_the_night_shows_the_new_week(
    places: Places, clock: FrozenClock
) -> None:
    clock.move(hours=24 * 6 + 14)  # Sunday at 23:00
    begin(places, clock, "Notion AI", finished=True)
    async with driving(places, clock, size=(80, 45)) as driver:
        await driver.press("h")
        await driver.sees("Goal reached: 1 done")
        clock.move(hours=2)
        await driver.sees("0 of 1 done")
