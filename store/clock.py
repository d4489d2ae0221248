"""What time it is, behind a small protocol so that tests can say."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol

__all__ = ["Clock", "SystemClock"]


class Clock(Protocol):
    """The time, from outside."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""

    def local_zone(self, at: datetime) -> tuple[str, int]:
        """Return the local zone's name and its seconds east of UTC at that instant."""


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        return time.monotonic()

    def local_zone(self, at: datetime) -> tuple[str, int]:
        """Return the local zone's name and its seconds east of UTC at that instant."""
        local = at.astimezone()
        offset = local.utcoffset()
        return local.tzname() or "", int(offset.total_seconds()) if offset else 0
