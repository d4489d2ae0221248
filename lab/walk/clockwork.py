"""Minutes that were really spent: counted while someone is at it, in calendar days that stay."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from store.clock import Clock
    from store.records import Teardown

__all__ = ["IDLE_AFTER", "SectionClock", "note_session"]

IDLE_AFTER = 90.0
"""Seconds without a key after which the clock stands still (reading is work, lunch is not)."""

SESSION_GAP = timedelta(minutes=30)
"""A pause longer than this begins a new session."""


class SectionClock:
    """Counts active seconds, section by section.

    Call :meth:`touch` on every sign of life; whatever lies between two of them counts,
    up to ``IDLE_AFTER``. :meth:`take` hands out what has been counted and starts over.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._section = ""
        self._touched = 0.0
        self._counted_to = 0.0
        self._seconds: dict[str, float] = {}

    def touch(self, section_id: str) -> None:
        """Note a sign of life in a section."""
        now = self._clock.monotonic()
        self._count(now)
        self._section = section_id
        self._touched = now
        self._counted_to = now

    def running(self, section_id: str) -> float:
        """Return the seconds counted for a section and not yet taken."""
        self._count(self._clock.monotonic())
        return self._seconds.get(section_id, 0.0)

    def take(self) -> dict[str, int]:
        """Return whole seconds by section and forget them; fractions stay for the next time."""
        self._count(self._clock.monotonic())
        taken = {
            section: int(seconds) for section, seconds in self._seconds.items() if seconds >= 1
        }
        for section, seconds in taken.items():
            self._seconds[section] -= seconds
        return taken

    def _count(self, now: float) -> None:
        if not self._section:
            return
        until = min(now, self._touched + IDLE_AFTER)
        if until > self._counted_to:
            spent = until - self._counted_to
            self._seconds[self._section] = self._seconds.get(self._section, 0.0) + spent
            self._counted_to = until


def note_session(record: Teardown, seconds: int, *, clock: Clock) -> None:
    """Add active seconds to the record's running session, or begin a new one.

    A session keeps the local calendar day on which it began, with zone and offset, so
    that travel never moves it.
    """
    from store.records import Session

    if seconds <= 0:
        return
    now: datetime = clock.now()
    sessions = record.practice.sessions
    if sessions and timedelta(0) <= now - sessions[-1].ended_at <= SESSION_GAP:
        sessions[-1].ended_at = now
        sessions[-1].active_seconds += seconds
        return
    started = now - timedelta(seconds=seconds)
    if sessions and started < sessions[-1].ended_at <= now:
        started = sessions[-1].ended_at
    zone, offset = clock.local_zone(started)
    sessions.append(
        Session(
            started_at=started,
            ended_at=now,
            local_date=(started + timedelta(seconds=offset)).date(),
            zone=zone,
            utc_offset=offset,
            active_seconds=seconds,
        )
    )
