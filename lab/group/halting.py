"""Breaking off, from another thread, what git does."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Halt", "Halted"]


class Halted(Exception):
    """Somebody broke it off. Nothing went wrong, so it is no ``LabError``: the next sync mends."""


class Halt:
    """Breaks off the program that runs, and lets none begin after it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._end: Callable[[], None] | None = None
        self._stopped = False

    @property
    def is_stopped(self) -> bool:
        """Whether it was broken off."""
        return self._stopped

    def stop(self) -> None:
        """Break it off; returns at once."""
        with self._lock:
            self._stopped = True
            if self._end is not None:
                self._end()

    def check(self) -> None:
        """Raise ``Halted`` once it was broken off."""
        if self._stopped:
            raise Halted

    @contextmanager
    def holding(self, end: Callable[[], None]) -> Iterator[None]:
        """Hold what ends a program while that runs; raise ``Halted`` where it was ended by it."""
        with self._lock:
            self._end = end
            if self._stopped:
                end()
        try:
            yield
        finally:
            with self._lock:
                self._end = None
        self.check()
