from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.habit import this_week
from lab.model import Summary
from tests.conftest import MONDAY_MORNING, FrozenClock

NEW_YORK = ("EST", -5 * 3600)
AUCKLAND = ("NZDT", 13 * 3600)


def finished(at: str, **values: object) -> Summary:
    return Summary(id="a-1234", status="finished", finished_at=at, **values)  # type: ignore[arg-type] # test data


def test_what_was_finished_since_the_week_began_counts(clock: FrozenClock) -> None:
    clock.move(days=2)
    rows = [
        finished("2026-03-02T00:00:00Z"),
        finished("2026-03-04T08:59:59Z"),
        finished("2026-03-01T23:59:59Z"),
        Summary(id="draft"),
    ]
    week = this_week(rows, clock=clock, goal=1, week_start=0)
    assert (week.start, week.done, week.days_left, week.goal) == (date(2026, 3, 2), 2, 5, 1)


def test_an_example_never_counts(clock: FrozenClock) -> None:
    rows = [finished("2026-03-02T08:00:00Z", example=True)]
    assert this_week(rows, clock=clock, goal=1, week_start=0).done == 0


@pytest.mark.parametrize(
    ("week_start", "start", "days_left"),
    [(0, date(2026, 3, 2), 7), (6, date(2026, 3, 1), 6), (1, date(2026, 2, 24), 1)],
)
def test_a_week_begins_on_the_chosen_day(
    clock: FrozenClock, week_start: int, start: date, days_left: int
) -> None:
    week = this_week([], clock=clock, goal=1, week_start=week_start)
    assert (week.start, week.days_left) == (start, days_left)


@pytest.mark.parametrize(
    ("zone", "start", "done"), [(NEW_YORK, date(2026, 2, 23), 0), (AUCKLAND, date(2026, 3, 2), 1)]
)
def test_the_week_is_the_one_of_the_persons_own_calendar(
    zone: tuple[str, int], start: date, done: int
) -> None:
    clock = FrozenClock(datetime.fromisoformat("2026-03-02T02:00:00Z"), zone)
    rows = [finished("2026-03-01T12:00:00Z")]  # Monday already in Auckland only
    week = this_week(rows, clock=clock, goal=1, week_start=0)
    assert week.start == start
    assert week.done == (done if zone is AUCKLAND else 1)


def test_the_day_of_finishing_stays_when_the_person_travels() -> None:
    clock = FrozenClock(datetime.fromisoformat("2026-03-03T12:00:00Z"), NEW_YORK)
    # Finished in Auckland on Monday; in New York it was still Sunday then.
    row = finished("2026-03-01T12:00:00Z", finished_on="2026-03-02")
    assert this_week([row], clock=clock, goal=1, week_start=0).done == 1


@pytest.mark.parametrize("odd", ["", "yesterday", "2026-03-02T08:00:00"])
def test_an_odd_date_counts_nothing(clock: FrozenClock, odd: str) -> None:
    assert this_week([finished(odd)], clock=clock, goal=1, week_start=0).done == 0


@given(st.integers(-12, 14), st.integers(0, 6), st.integers(0, 500))
def test_today_always_lies_in_the_week(hours: int, week_start: int, later: int) -> None:
    clock = FrozenClock(MONDAY_MORNING + timedelta(hours=later * 7), ("X", hours * 3600))
    week = this_week([], clock=clock, goal=1, week_start=week_start)
    today = (clock.now() + timedelta(hours=hours)).date()
    assert week.start <= today < week.start + timedelta(days=7)
    assert week.start.weekday() == week_start
    assert week.days_left == (week.start + timedelta(days=7) - today).days
