"""Everything that the app said, to be read again. No textual in here."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lab.clock import Clock

__all__ = ["MessageLog", "Told"]

KEPT: Final = 500


@dataclass(frozen=True, slots=True)
class Told:
    """One message."""

    at: datetime
    text: str
    severity: str


class MessageLog:
    """The last messages, the newest last."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._told: deque[Told] = deque(maxlen=KEPT)

    def add(self, text: str, severity: str) -> Told:
        """Keep a message."""
        told = Told(self._clock.now(), text, severity)
        self._told.append(told)
        return told

    def __iter__(self) -> Iterator[Told]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)
