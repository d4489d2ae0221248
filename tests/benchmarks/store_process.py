"""One figure of ``bench_store``, measured in a process of its own.

    python tests/benchmarks/store_process.py list|rival_list|index|search|memory LIBRARY

Loads nothing that the measured step does not need, and prints JSON.
"""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT)] if str(PROJECT) not in sys.path else []

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from store.library import Library

TYPED = (
    "the model",
    "pricing",
    "answer risk cost",
    "notion",
    "interval",
    "hallucination",
    "a",
    "café écrit",
    "文心",
    "onboarding team",
    "mira latency",
    "7 of 9 runs",
    "substructure",
    "uncredited",
    "prompt latency voice",
    "silent failure memory",
    "what the newcomer trusts",
)
"""Typed letter by letter: frequent and rare words, one to four of them, and misses."""


class TickingClock:
    """A clock of whole seconds that only ever moves on."""

    def __init__(self) -> None:
        from datetime import UTC, datetime

        self._now = datetime(2026, 11, 1, tzinfo=UTC)

    def now(self) -> datetime:
        """Return a later instant at each call."""
        from datetime import timedelta

        self._now += timedelta(seconds=1)
        return self._now

    def monotonic(self) -> float:
        """Return real seconds."""
        return time.monotonic()

    def local_zone(self, at: datetime) -> tuple[str, int]:  # noqa: ARG002 - the same all year
        """Return UTC."""
        return "UTC", 0


def list_rows(root: Path) -> dict[str, float]:
    """List a library, once everything that it needs is imported."""
    import store.library
    import store.summaries  # noqa: F401 - loaded outside of what is timed

    start = time.perf_counter()
    rows = _opened(root).summaries()
    return {"seconds": time.perf_counter() - start, "rows": len(rows)}


def list_rival_rows(database: Path) -> dict[str, float]:
    """List SQLite's library."""
    from tests.benchmarks.sqlite_rival import Rival

    start = time.perf_counter()
    rows = Rival(database).rows()
    return {"seconds": time.perf_counter() - start, "rows": len(rows)}


def build_index(root: Path) -> dict[str, float]:
    """Build the whole index, slice by slice."""
    library = _opened(root)
    library.summaries()
    slices: list[float] = []
    more = True
    while more:
        with timed(slices):
            more = library.index_more()
    library.close()
    return {"seconds": sum(slices), "p95": _percentile(slices, 95)}


def type_and_search(root: Path) -> dict[str, float]:
    """Search at every letter typed, without what the words before left in memory."""
    times: list[float] = []
    for text in TYPED:
        library = _opened(root)
        library.summaries()
        library.search("warm the file system's cache of the index")
        for end in range(1, len(text) + 1):
            with timed(times):
                library.search(text[:end])
        library.close()
    return {"p50": _percentile(times, 50), "p95": _percentile(times, 95)}


def measure_memory(root: Path) -> dict[str, float]:
    """List and search, keep the rows, and say how much memory the process has."""
    library = _opened(root)
    rows = library.summaries()
    for text in TYPED:
        for end in range(1, len(text) + 1):
            library.search(text[:end])
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return {"mb": int(line.split()[1]) / 1024, "rows": len(rows)}
    raise RuntimeError("this system does not say how much memory a process has")


def _opened(root: Path) -> Library:
    from store.library import Library

    return Library.open(root, clock=TickingClock())


def _percentile(values: Sequence[float], share: int) -> float:
    """Return the value that so many per cent do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)]


@contextmanager
def timed(times: list[float]) -> Iterator[None]:
    """Add how long the block took."""
    start = time.perf_counter()
    yield
    times.append(time.perf_counter() - start)


STEPS: dict[str, Callable[[Path], dict[str, float]]] = {
    "list": list_rows,
    "rival_list": list_rival_rows,
    "index": build_index,
    "search": type_and_search,
    "memory": measure_memory,
}

if __name__ == "__main__":
    import json

    sys.stdout.write(json.dumps(STEPS[sys.argv[1]](Path(sys.argv[2]))))
