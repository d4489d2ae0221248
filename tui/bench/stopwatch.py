"""A stopwatch for how long a product takes to answer. It costs nothing while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Stopwatch", "seconds_words"]

_MINUTE = 60


class Stopwatch:
    """Started when the prompt is sent, stopped when the answer is there, then read once."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        """Measure by *monotonic*: seconds that never run backwards."""
        self._monotonic = monotonic
        self._began: float | None = None
        self._stopped_at: float | None = None

    @property
    def is_running(self) -> bool:
        """Whether it runs."""
        return self._began is not None

    @property
    def seconds(self) -> float | None:
        """What it shows, to a tenth of a second; ``None`` where nothing was measured."""
        if self._began is not None:
            return round(self._monotonic() - self._began, 1)
        return self._stopped_at

    def start(self) -> None:
        """Start from nought."""
        self._began = self._monotonic()
        self._stopped_at = None

    def stop(self) -> None:
        """Stop; what was measured waits to be taken."""
        self._stopped_at = self.seconds
        self._began = None

    def take(self) -> float | None:
        """Stop, and return what was measured, once."""
        self.stop()
        measured, self._stopped_at = self._stopped_at, None
        return measured


def seconds_words(seconds: float) -> str:
    """Return a time as people say it: ``4.2 s``, ``38 s``, ``2:05 min``."""
    if round(seconds, 1) < 10:  # noqa: PLR2004 - below ten a tenth is worth reading
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < _MINUTE:
        return f"{whole} s"
    return f"{whole // _MINUTE}:{whole % _MINUTE:02} min"
