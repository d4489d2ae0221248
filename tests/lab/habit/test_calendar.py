"""Weeks and days: the calendar never takes anything away that was earned."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.habit.calendar import (
    Pause,
    Rules,
    Standing,
    day_of,
    latest_of,
    quarter_of,
    standing,
    week_of,
)

MONDAY = date(2026, 1, 5)
DAYS_OF_A_YEAR = st.integers(0, 364).map(lambda days: MONDAY + timedelta(days=days))
PAUSES = st.builds(
    lambda first, days: Pause(first, first + timedelta(days=days)),
    DAYS_OF_A_YEAR,
    st.integers(0, 20),
)
RULES = st.builds(
    Rules,
    goal=st.integers(1, 3),
    week_start=st.integers(0, 6),
    reserves=st.integers(0, 3),
    pauses=st.lists(PAUSES, max_size=2).map(tuple),
    earlier_goals=st.lists(st.tuples(DAYS_OF_A_YEAR, st.integers(1, 3)), max_size=2).map(
        lambda goals: tuple(sorted(goals))
    ),
)


def on(*weeks: int) -> list[date]:
    """Return the Wednesday of each of these weeks, the first being week 0."""
    return [MONDAY + timedelta(days=7 * week + 2) for week in weeks]


def at_week(week: int) -> date:
    return MONDAY + timedelta(days=7 * week + 3)


def statuses(found: Standing) -> str:
    return " ".join(week.status for week in found.weeks)


@settings(max_examples=60)
@given(st.lists(DAYS_OF_A_YEAR, min_size=1, max_size=40), DAYS_OF_A_YEAR, DAYS_OF_A_YEAR, RULES)
def test_one_more_session_never_lowers_anything(
    days: list[date], extra: date, today: date, rules: Rules
) -> None:
    extra = max(extra, min(days))
    before = standing(days, today=today, rules=rules)
    after = standing([*days, extra], today=today, rules=rules)
    assert after.streak >= before.streak
    assert after.longest >= before.longest
    assert after.reserve_left >= before.reserve_left
    assert after.score >= before.score - 1e-9
    assert after.week.done >= before.week.done


@settings(max_examples=40)
@given(
    st.lists(DAYS_OF_A_YEAR, min_size=1, max_size=30), st.integers(1, 400), DAYS_OF_A_YEAR, RULES
)
def test_a_session_from_before_the_practice_began_takes_no_week_away(
    days: list[date], earlier: int, today: date, rules: Rules
) -> None:
    before = standing(days, today=today, rules=rules)
    after = standing([*days, min(days) - timedelta(days=earlier)], today=today, rules=rules)
    assert after.score >= before.score - 1e-9
    later = after.weeks[-len(before.weeks) :]
    assert [week.start for week in later] == [week.start for week in before.weeks]
    earned = {"met", "repaired", "paused"}
    for was, week in zip(before.weeks, later, strict=True):
        assert week.done >= was.done
        assert was.status not in earned or week.status in earned


@settings(max_examples=40)
@given(st.lists(DAYS_OF_A_YEAR, max_size=30), st.randoms(), DAYS_OF_A_YEAR, RULES)
def test_the_order_of_sessions_never_matters(
    days: list[date], chance: object, today: date, rules: Rules
) -> None:
    shuffled = list(days)
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # a Random
    assert standing(days, today=today, rules=rules) == standing(shuffled, today=today, rules=rules)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 364 * 24), st.integers(-12, 14)), min_size=1, max_size=30),
    st.integers(-12, 14),
    st.integers(-12, 14),
)
def test_past_weeks_never_change_when_the_zone_does(
    happened: list[tuple[int, int]], here: int, there: int
) -> None:
    start = datetime(2026, 1, 5, tzinfo=UTC)
    days = [day_of(start + timedelta(hours=hour), zone * 3600) for hour, zone in happened]
    now = start + timedelta(days=400, hours=12)
    first, second = (
        standing(days, today=day_of(now, zone * 3600), rules=Rules()) for zone in (here, there)
    )
    settled = min(len(first.weeks), len(second.weeks)) - 2
    assert first.weeks[:settled] == second.weeks[:settled]


@settings(max_examples=40)
@given(st.lists(DAYS_OF_A_YEAR, max_size=30), DAYS_OF_A_YEAR, RULES)
def test_time_alone_never_rewrites_what_was_said_of_a_week(
    days: list[date], today: date, rules: Rules
) -> None:
    past = [min([*days, today]), *(day for day in days if day <= today)]
    before = standing(past, today=today, rules=rules)
    later = standing(past, today=today + timedelta(days=70), rules=rules)
    settled = len(before.weeks) - 2
    assert later.weeks[: max(settled, 0)] == before.weeks[: max(settled, 0)]
    assert later.longest >= before.longest


@settings(max_examples=40)
@given(st.lists(DAYS_OF_A_YEAR, max_size=20), DAYS_OF_A_YEAR, RULES)
def test_weeks_follow_each_other_without_a_gap_up_to_today(
    days: list[date], today: date, rules: Rules
) -> None:
    found = standing(days, today=today, rules=rules)
    assert all(
        after.start - week.start == timedelta(days=7) for week, after in pairwise(found.weeks)
    )
    assert found.week.start <= today < found.week.start + timedelta(days=7)
    assert all(week.start.weekday() == rules.week_start for week in found.weeks)
    latest = latest_of(today, rules.week_start)
    assert latest - today in {timedelta(0), timedelta(days=1)}
    assert sum(week.done for week in found.weeks) == sum(day <= latest for day in days)


def test_what_was_finished_before_a_flight_over_the_date_line_counts_in_its_week() -> None:
    thursday, friday, saturday, sunday, monday = (
        at_week(5) + timedelta(days=day) for day in range(5)
    )
    found = standing([friday], today=thursday, rules=Rules())
    assert (found.week.done, found.streak) == (1, 1)
    assert standing([saturday], today=thursday, rules=Rules()).week.done == 0
    assert standing([monday], today=sunday, rules=Rules()).week.done == 0
    assert standing([monday], today=monday, rules=Rules()).week.done == 1


def test_two_missed_weeks_a_quarter_are_kept_and_the_third_breaks() -> None:
    found = standing(on(0, 3, 5, 6), today=at_week(6), rules=Rules())
    assert statuses(found) == "met kept kept met missed met met"
    assert (found.streak, found.longest, found.reserve_left) == (2, 2, 0)


def test_a_new_quarter_brings_new_reserves() -> None:
    # Weeks 0–11 lie in the first quarter of 2026; week 12 has its middle on 2 April.
    found = standing(on(*range(10), 13), today=at_week(13), rules=Rules())
    assert statuses(found).split()[10:] == ["kept", "kept", "kept", "met"]
    assert (found.streak, found.reserve_left) == (11, 1)


def test_a_week_is_repaired_by_one_more_in_the_week_after() -> None:
    rules = Rules(reserves=0)
    broken = standing(on(0, 2), today=at_week(2), rules=rules)
    assert (statuses(broken), broken.repairable) == ("met open met", at_week(1) - timedelta(days=3))
    whole = standing(on(0, 2, 2), today=at_week(2), rules=rules)
    assert (statuses(whole), whole.streak, whole.repairable) == ("met repaired met", 3, None)
    late = standing(on(0, 2, 3, 3), today=at_week(3), rules=rules)
    assert (statuses(late), late.streak) == ("met missed met met", 2)


def test_the_longest_streak_never_falls_when_a_repair_is_left_undone() -> None:
    rules = Rules(reserves=0)
    before = standing(on(0, 2), today=at_week(2), rules=rules)
    after = standing(on(0, 2), today=at_week(3), rules=rules)
    assert (before.streak, before.longest) == (2, 1)
    assert (after.streak, after.longest) == (1, 1)


def test_repairing_gives_the_reserve_back() -> None:
    assert standing(on(0, 2), today=at_week(2), rules=Rules()).reserve_left == 1
    assert standing(on(0, 2, 2), today=at_week(2), rules=Rules()).reserve_left == 2


def test_a_planned_pause_costs_neither_streak_nor_reserve_nor_score() -> None:
    pause = Pause(MONDAY + timedelta(days=7), MONDAY + timedelta(days=27))
    found = standing(on(0, 4), today=at_week(4), rules=Rules(pauses=(pause,)))
    assert statuses(found) == "met paused paused paused met"
    assert (found.streak, found.reserve_left) == (2, 2)
    without = standing(on(0, 1), today=at_week(1), rules=Rules())
    assert found.score == pytest.approx(without.score)


def test_the_score_halves_in_five_weeks_and_recovers() -> None:
    regular = standing(on(*range(60)), today=at_week(59), rules=Rules())
    assert regular.score == pytest.approx(100, abs=0.1)
    rested = standing(on(*range(60)), today=at_week(65), rules=Rules())
    assert rested.score == pytest.approx(50, abs=0.1)
    back = standing(on(*range(60), *range(65, 70)), today=at_week(69), rules=Rules())
    assert back.score == pytest.approx(75, abs=0.1)


def test_a_goal_that_is_raised_leaves_the_weeks_that_are_over_as_they_were() -> None:
    last = MONDAY + timedelta(days=7 * 9 - 1)
    raised = Rules(goal=2, earlier_goals=((last, 1),))
    before = standing(on(*range(9)), today=at_week(8), rules=Rules())
    after = standing(on(*range(9), 9), today=at_week(9), rules=raised)
    assert statuses(after) == " ".join(["met"] * 9 + ["open"])
    assert after.streak == before.streak == 9
    assert after.score >= before.score
    for goal in (2, 3):  # without the earlier goal all would have been missed
        assert standing(on(*range(9)), today=at_week(8), rules=Rules(goal=goal)).streak == 0


@pytest.mark.parametrize("week_start", range(7))
def test_a_day_that_is_a_slip_of_the_pen_hides_none_of_the_weeks(week_start: int) -> None:
    rules = Rules(week_start=week_start)
    odd = [date.min, date(1, 1, 3), date(9999, 12, 31)]
    days = on(0, 1, 2)
    assert standing([*odd, *days], today=at_week(2), rules=rules) == standing(
        days, today=at_week(2), rules=rules
    )


def test_nobody_begins_with_a_missed_week() -> None:
    found = standing([], today=at_week(0), rules=Rules())
    assert (statuses(found), found.streak, found.score, found.reserve_left) == ("open", 0, 0, 2)


@pytest.mark.parametrize(
    ("zone", "instant", "day"),
    [
        # Clocks go forward in Berlin at 01:00 UTC on 29 March 2026, back on 25 October.
        ("Europe/Berlin", "2026-03-28T22:59:59+00:00", date(2026, 3, 28)),
        ("Europe/Berlin", "2026-03-28T23:00:00+00:00", date(2026, 3, 29)),
        ("Europe/Berlin", "2026-03-29T21:59:59+00:00", date(2026, 3, 29)),
        ("Europe/Berlin", "2026-03-29T22:00:00+00:00", date(2026, 3, 30)),
        ("Europe/Berlin", "2026-10-25T22:59:59+00:00", date(2026, 10, 25)),
        ("Europe/Berlin", "2026-10-25T23:00:00+00:00", date(2026, 10, 26)),
        ("America/New_York", "2026-03-08T04:59:59+00:00", date(2026, 3, 7)),
        ("America/New_York", "2026-03-09T03:59:59+00:00", date(2026, 3, 8)),
        ("America/New_York", "2026-11-02T04:59:59+00:00", date(2026, 11, 1)),
        # The date line: one instant, three days in a row around the globe.
        ("Pacific/Pago_Pago", "2026-06-15T10:30:00+00:00", date(2026, 6, 14)),
        ("UTC", "2026-06-15T10:30:00+00:00", date(2026, 6, 15)),
        ("Pacific/Kiritimati", "2026-06-15T10:30:00+00:00", date(2026, 6, 16)),
        # Leap day and New Year.
        ("UTC", "2028-02-29T23:59:59+00:00", date(2028, 2, 29)),
        ("Asia/Kolkata", "2026-12-31T18:30:00+00:00", date(2027, 1, 1)),
    ],
)
def test_an_instant_belongs_to_the_day_that_it_was_there(
    zone: str, instant: str, day: date
) -> None:
    at = datetime.fromisoformat(instant)
    offset = at.astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None
    assert day_of(at, int(offset.total_seconds())) == day


@pytest.mark.parametrize(
    ("instant", "day_start", "day"),
    [
        ("2027-01-01T02:59:00+00:00", 4, date(2026, 12, 31)),
        ("2027-01-01T04:00:00+00:00", 4, date(2027, 1, 1)),
        ("2026-03-02T00:30:00+00:00", 3, date(2026, 3, 1)),
        ("2026-03-02T00:30:00+00:00", 0, date(2026, 3, 2)),
    ],
)
def test_a_late_night_belongs_to_the_evening_before(
    instant: str, day_start: int, day: date
) -> None:
    assert day_of(datetime.fromisoformat(instant), 0, day_start=day_start) == day


@pytest.mark.parametrize(
    ("day", "week_start", "start"),
    [
        (date(2026, 12, 31), 0, date(2026, 12, 28)),  # ISO week 53
        (date(2027, 1, 3), 0, date(2026, 12, 28)),
        (date(2027, 1, 4), 0, date(2027, 1, 4)),
        (date(2028, 3, 1), 0, date(2028, 2, 28)),  # across a leap day
        (date(2028, 2, 29), 6, date(2028, 2, 27)),
        (date(2026, 3, 29), 0, date(2026, 3, 23)),
        (date(2026, 3, 29), 6, date(2026, 3, 29)),
    ],
)
def test_a_week_begins_where_the_person_says(day: date, week_start: int, start: date) -> None:
    assert week_of(day, week_start) == start


@pytest.mark.parametrize(
    ("week", "quarter"),
    [
        (date(2026, 12, 28), (2026, 4)),  # its Thursday is 31 December
        (date(2025, 12, 29), (2026, 1)),
        (date(2026, 3, 30), (2026, 2)),
        (date(2026, 6, 29), (2026, 3)),
    ],
)
def test_a_week_across_two_quarters_belongs_to_that_of_its_middle(
    week: date, quarter: tuple[int, int]
) -> None:
    assert quarter_of(week) == quarter


def test_a_streak_goes_on_across_new_year_and_week_53() -> None:
    days = [date(2026, 12, 16) + timedelta(days=7 * week) for week in range(5)]
    assert standing(days, today=date(2027, 1, 14), rules=Rules()).streak == 5
