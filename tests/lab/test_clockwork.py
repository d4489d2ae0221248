from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.walk import SectionClock, note_session
from lab.walk.clockwork import IDLE_AFTER, SESSION_GAP
from tests.lab.making import make_record

if TYPE_CHECKING:
    from tests.conftest import FrozenClock

SPRING_FORWARD = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
"""The instant at which central Europe goes from one hour east to two."""


@dataclass
class EuropeanClock:
    """A clock in a zone with summer time."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant

    def monotonic(self) -> float:
        return self.instant.timestamp()

    def local_zone(self, at: datetime) -> tuple[str, int]:
        return ("CEST", 7200) if at >= SPRING_FORWARD else ("CET", 3600)


def test_time_between_two_touches_belongs_to_the_section_of_the_first(clock: FrozenClock) -> None:
    watch = SectionClock(clock)
    watch.touch("frame")
    clock.move(seconds=40)
    watch.touch("contact")
    clock.move(seconds=5)
    assert watch.take() == {"frame": 40, "contact": 5}


def test_lunch_does_not_count(clock: FrozenClock) -> None:
    watch = SectionClock(clock)
    watch.touch("frame")
    clock.move(hours=1)
    assert watch.running("frame") == IDLE_AFTER
    watch.touch("frame")
    clock.move(seconds=10)
    assert watch.take() == {"frame": int(IDLE_AFTER) + 10}


def test_nothing_counts_before_the_first_touch(clock: FrozenClock) -> None:
    watch = SectionClock(clock)
    clock.move(minutes=5)
    assert watch.take() == {}


def test_fractions_of_a_second_are_kept_for_the_next_time(clock: FrozenClock) -> None:
    watch = SectionClock(clock)
    watch.touch("frame")
    clock.move(seconds=1.75)
    assert watch.take() == {"frame": 1}
    clock.move(seconds=0.5)
    assert watch.take() == {"frame": 1}
    assert watch.take() == {}


@given(
    st.lists(
        st.tuples(st.sampled_from(["frame", "contact"]), st.floats(0, 200), st.booleans()),
        max_size=20,
    )
)
def test_no_second_is_lost_or_counted_twice(steps: list[tuple[str, float, bool]]) -> None:
    now = EuropeanClock(SPRING_FORWARD)
    watch = SectionClock(now)
    taken, expected = 0.0, 0.0
    for section, seconds, take in steps:
        watch.touch(section)
        before = now.instant
        now.instant += timedelta(seconds=seconds)
        expected += min((now.instant - before).total_seconds(), IDLE_AFTER)
        if take:
            taken += sum(watch.take().values())
    left = watch.running("frame") + watch.running("contact")
    assert taken + left == pytest.approx(expected, abs=1e-4)


def test_a_sitting_keeps_the_day_and_zone_on_which_it_began() -> None:
    record = make_record()
    clock = EuropeanClock(datetime(2026, 1, 10, 22, 50, tzinfo=UTC))  # 23:50 in central Europe
    note_session(record, 60, clock=clock)
    clock.instant += timedelta(minutes=20)  # past midnight
    note_session(record, 600, clock=clock)
    (sitting,) = record.practice.sessions
    assert sitting.local_date == date(2026, 1, 10)
    assert (sitting.zone, sitting.utc_offset) == ("CET", 3600)
    assert sitting.active_seconds == 660
    assert sitting.ended_at == clock.instant


def test_after_a_long_pause_a_new_sitting_begins() -> None:
    record = make_record()
    clock = EuropeanClock(datetime(2026, 1, 10, 12, 0, tzinfo=UTC))
    note_session(record, 60, clock=clock)
    clock.instant += SESSION_GAP
    note_session(record, 60, clock=clock)
    assert len(record.practice.sessions) == 1
    clock.instant += SESSION_GAP + timedelta(seconds=61)
    note_session(record, 60, clock=clock)
    assert len(record.practice.sessions) == 2


def test_summer_time_changes_no_length_and_gives_the_right_day() -> None:
    record = make_record()
    clock = EuropeanClock(SPRING_FORWARD + timedelta(minutes=5))
    note_session(record, 600, clock=clock)
    (sitting,) = record.practice.sessions
    assert sitting.ended_at - sitting.started_at == timedelta(seconds=600)
    assert (sitting.zone, sitting.local_date) == ("CET", date(2026, 3, 29))


def test_a_clock_set_back_begins_a_new_sitting() -> None:
    record = make_record()
    clock = EuropeanClock(datetime(2026, 1, 10, 12, 0, tzinfo=UTC))
    note_session(record, 60, clock=clock)
    clock.instant -= timedelta(hours=2)
    note_session(record, 60, clock=clock)
    assert len(record.practice.sessions) == 2
    assert all(each.ended_at >= each.started_at for each in record.practice.sessions)


@pytest.mark.parametrize("seconds", [0, -5])
def test_no_time_is_no_sitting(seconds: int, clock: FrozenClock) -> None:
    record = make_record()
    note_session(record, seconds, clock=clock)
    assert record.practice.sessions == []


def test_a_sitting_never_overlaps_the_one_before(clock: FrozenClock) -> None:
    record = make_record()
    note_session(record, 60, clock=clock)
    clock.move(minutes=31)
    note_session(record, 40 * 60, clock=clock)
    first, second = record.practice.sessions
    assert second.started_at >= first.ended_at
