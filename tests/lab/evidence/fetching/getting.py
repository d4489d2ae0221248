"""Fetching in a test: with small limits, over a small internet."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lab.evidence.fetching import Limits, fetch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from lab.evidence.captured import Fetched
    from tests.conftest import FrozenClock
    from tests.lab.evidence.internet import Internet

__all__ = ["Getting", "longest_turn"]

SMALL = Limits(seconds=10, bytes=100_000, redirects=5)


@dataclass
class Getting:
    """How a test fetches."""

    clock: FrozenClock
    internet: Internet
    environ: dict[str, str] = field(default_factory=dict)
    limits: Limits = SMALL

    async def get(
        self,
        url: str,
        *,
        allow_private: bool = False,
        heeds_robots: bool = False,
        on_progress: Callable[[int, int | None], None] | None = None,
    ) -> Fetched:
        """Fetch an address."""
        return await fetch(
            url,
            limits=self.limits,
            clock=self.clock,
            environ=self.environ,
            allow_private=allow_private,
            heeds_robots=heeds_robots,
            on_progress=on_progress,
            look_up=self.internet.look_up,
            dial=self.internet.dial,
        )

    def within(self, *, seconds: float = SMALL.seconds, size: int = SMALL.bytes) -> None:
        """Set other limits."""
        self.limits = Limits(seconds, size, SMALL.redirects)


@asynccontextmanager
async def longest_turn() -> AsyncIterator[list[float]]:
    """Measure the longest that the event loop keeps this thread's processor from a watcher.

    Not the time on the wall: other tests share the processors. What is yielded holds it in
    seconds, once the block is left.
    """
    turns = [0.0]

    async def watch() -> None:
        while True:
            before = time.thread_time()
            await asyncio.sleep(0.001)
            turns[0] = max(turns[0], time.thread_time() - before)

    watching = asyncio.ensure_future(watch())
    try:
        yield turns
    finally:
        watching.cancel()
