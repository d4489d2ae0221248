"""Saving by itself: when, how often, and what is said about it.

Knows neither widgets nor files: it is told that something changed, asks for a snapshot when
one is due, and hands it to what writes. One write at a time; what is typed during a write is
unsaved until the next one is done.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

from lab.errors import TeardownError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

__all__ = ["Autosave", "SaveState", "Timing"]

Snapshot = TypeVar("Snapshot")


class SaveState(Enum):
    """Where what was typed is."""

    SAVED = "saved"
    """Everything is on disk."""
    SAVING = "saving"
    """Something is not on disk yet, and will be within a second."""
    REFUSED = "refused"
    """The library did not take it; it is tried again."""
    HELD = "held"
    """Nothing is written: two versions wait for a decision, or a fault of ours stopped it."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long what is typed may wait, in seconds."""

    pause: float = 0.3
    """After the last change."""
    longest: float = 0.7
    """After the first change that is not saved; the write itself comes on top."""
    retries: tuple[float, ...] = (1, 2, 4, 8, 15, 30)
    """Between attempts after a refusal; the last one repeats."""


class Autosave(Generic[Snapshot]):
    """Sees to it that what changes is written, soon and in order."""

    def __init__(
        self,
        *,
        take: Callable[[], Snapshot],
        write: Callable[[Snapshot], Awaitable[None]],
        refused: Callable[[Snapshot, TeardownError | OSError], Awaitable[None]],
        told: Callable[[SaveState], None],
        broke: Callable[[BaseException], None],
        timing: Timing | None = None,
    ) -> None:
        """Begin with everything saved.

        *take* returns what stands now. *write* brings it to disk, or raises a
        ``TeardownError`` or ``OSError``, which *refused* is given. *told* hears each new
        state. *broke* is given any other exception: a fault of ours that must not pass
        in silence, for nothing is saved after it.
        """
        self._take = take
        self._write = write
        self._refused = refused
        self._told = told
        self._broke = broke
        self._timing = timing or Timing()
        self._state = SaveState.SAVED
        self._changes = 0
        self._written = 0
        self._taken = -1
        """The changes that the write under way takes along."""
        self._first = 0.0
        """When the first change came that no write has taken along."""
        self._last = 0.0
        self._attempts = 0
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def state(self) -> SaveState:
        """Where what was typed is."""
        return self._state

    @property
    def unsaved(self) -> bool:
        """Whether anything is not on disk."""
        return self._written != self._changes

    def quiet_seconds(self) -> float:
        """Return how long ago the last change was."""
        return asyncio.get_running_loop().time() - self._last

    def touch(self) -> None:
        """Note that something changed. Cheap: it runs on every key."""
        loop = asyncio.get_running_loop()
        self._last = loop.time()
        if not self.unsaved or (self._task is not None and self._taken == self._changes):
            self._first = self._last
        self._changes += 1
        if self._state is SaveState.SAVED:
            self._become(SaveState.SAVING)
        if self._timer is None and self._task is None and self._state is not SaveState.HELD:
            self._timer = loop.call_later(self._timing.pause, self._due)

    def hurry(self) -> None:
        """Write what is unsaved without waiting for a pause, as when a field is left."""
        if self.unsaved and self._task is None and self._state is SaveState.SAVING:
            self._begin()

    async def flush(self) -> bool:
        """Write what is unsaved now; return whether everything is on disk."""
        tried = False
        while self._task is not None or self.unsaved:
            if self._task is None:
                if self._state is SaveState.HELD or (tried and self._state is SaveState.REFUSED):
                    return False
                tried = True
                self._begin()
            if self._task is not None:
                await asyncio.wait([self._task])
        return True

    def hold(self) -> None:
        """Write nothing until :meth:`release`: two versions wait for a decision."""
        self._cancel_timer()
        self._become(SaveState.HELD)

    def release(self) -> None:
        """Go on writing."""
        if self._state is SaveState.HELD:
            self._attempts = 0
            self._become(SaveState.SAVING if self.unsaved else SaveState.SAVED)
            if self.unsaved:
                self._schedule(0.0)

    def stop(self) -> None:
        """Forget the timer; what is unsaved stays unsaved."""
        self._cancel_timer()

    # Inside

    def _become(self, state: SaveState) -> None:
        if state is not self._state:
            self._state = state
            self._told(state)

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _schedule(self, seconds: float) -> None:
        self._cancel_timer()
        self._timer = asyncio.get_running_loop().call_later(max(0.0, seconds), self._due)

    def _due(self) -> None:
        self._timer = None
        if self._state is SaveState.SAVING:
            wait = self._wait()
            if wait > 0:
                self._schedule(wait)
                return
        self._begin()

    def _wait(self) -> float:
        now = asyncio.get_running_loop().time()
        due = min(self._last + self._timing.pause, self._first + self._timing.longest)
        return due - now

    def _begin(self) -> None:
        if self._task is None:
            self._cancel_timer()
            self._task = asyncio.create_task(self._save())
            self._task.add_done_callback(self._done)

    async def _save(self) -> None:
        changes = self._taken = self._changes
        snapshot = self._take()
        try:
            await self._write(snapshot)
        except (TeardownError, OSError) as error:
            if self._state is not SaveState.HELD:
                self._become(SaveState.REFUSED)
                self._attempts += 1
            await self._refused(snapshot, error)
            return
        self._written = max(self._written, changes)
        self._attempts = 0

    def _done(self, task: asyncio.Task[None]) -> None:
        self._task = None
        self._taken = -1
        if task.cancelled():
            return
        fault = task.exception()
        if fault is not None:
            self._become(SaveState.HELD)
            self._broke(fault)
            return
        if self._state is SaveState.HELD:
            return
        if self._attempts:
            retries = self._timing.retries
            self._schedule(retries[min(self._attempts, len(retries)) - 1])
        elif self.unsaved:
            self._become(SaveState.SAVING)
            self._schedule(self._wait())
        else:
            self._become(SaveState.SAVED)
