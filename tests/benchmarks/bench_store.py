"""What the library costs, beside SQLite doing the same, in the same run.

    python -m tests.benchmarks.bench_store [--small] [--folder FOLDER]

Prints one table; exits 1 if a figure misses its target. Ours and SQLite's turns alternate,
and each figure is a median (or the percentile that it names). Both sides start from a
validated record and end with one, and wait for the disk the same way. The folder should
be on the disk that you want to know about.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT)] if str(PROJECT) not in sys.path else []

import orjson  # noqa: E402 - as a script this file is not in its package

from store.library import Library  # noqa: E402
from store.records import Teardown  # noqa: E402
from tests.benchmarks.library_maker import make_library, make_page, make_record  # noqa: E402
from tests.benchmarks.sqlite_rival import Rival  # noqa: E402
from tests.benchmarks.store_process import TickingClock, timed  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from _typeshed import HasFileno


@dataclass
class Line:
    """One line of the table."""

    name: str
    ours: str
    theirs: str
    figure: float
    unit: str
    target: float

    @property
    def met(self) -> bool:
        """Whether the figure is within its target."""
        return self.figure <= self.target


def main() -> int:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser(description="What the library costs, beside SQLite.")
    parser.add_argument("--small", action="store_true", help="1,000 teardowns instead of 10,000")
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    asked = parser.parse_args()
    count = 1_000 if asked.small else 10_000
    rounds = 60 if asked.small else 200
    with tempfile.TemporaryDirectory(dir=asked.folder, prefix="bench-store-") as folder:
        lines = run(Path(folder), count=count, rounds=rounds)
    print_table(lines, count)
    return 0 if all(line.met for line in lines) else 1


def run(folder: Path, *, count: int, rounds: int) -> list[Line]:
    """Make the libraries and measure everything."""
    small, large, empty = folder / "small", folder / "large", folder / "empty"
    make_library(small, 100)
    ids = make_library(large, count, pages_every=10)
    make_library(empty, 0)
    documents = (document_in(large / "teardowns" / f"{name}.json") for name in ids)
    pages = [path.read_text() for path in (large / "pages").glob("*/*.md")]
    rival = Rival(folder / "rival.db")
    rival.fill(documents, pages)
    del pages
    lines = [
        *list_lines(large, folder / "rival.db"),
        open_line(large, rival, ids[::10], rounds),
        *save_lines(small, large, rival, ids, rounds),
        insert_line(large, rival, count, rounds),
        *search_lines(large),
        memory_line(large, empty),
    ]
    rival.close()
    return lines


def save_lines(
    small: Path, large: Path, rival: Rival, ids: Sequence[str], rounds: int
) -> list[Line]:
    """One save: beside SQLite, in a large library beside a small one, and its fsyncs."""
    clock = TickingClock()
    ours, few = Library.open(large, clock=clock), Library.open(small, clock=clock)
    for library in (ours, few):
        library.summaries()
    chosen = ids[:: max(1, len(ids) // 20)][:20]
    mine = [ours.load(name) for name in chosen]
    theirs = [rival.load(name) for name in chosen]
    in_few = [few.load(row.id) for row in few.summaries()[:20]]
    times: dict[str, list[float]] = {"ours": [], "theirs": [], "few": []}
    syncs: list[int] = []
    for turn in range(rounds):
        at = turn % 20
        for record in (mine[at], theirs[at], in_few[at]):
            record.sections[next(iter(record.sections))].answers["note"] = f"turn {turn}"
        with timed(times["ours"]), counted_syncs(syncs):
            mine[at] = ours.save(mine[at])
        with timed(times["theirs"]):
            theirs[at] = rival.save(theirs[at], now=clock.now())
        with timed(times["few"]):
            in_few[at] = few.save(in_few[at])
    ours.close()
    few.close()
    a, b, c = (median(times[name]) for name in ("ours", "theirs", "few"))
    return [
        Line("save one", ms(a), ms(b), a / b, "×", 1.5),
        Line("  its fsyncs", str(max(syncs)), "", max(syncs), "", 2),
        Line(f"  in {len(ids):,}, over in 100", ms(a), ms(c), a / c, "×", 1.3),
    ]


def insert_line(large: Path, rival: Rival, count: int, rounds: int) -> Line:
    """Insert new teardowns, a tenth of them with three pages of 30 KB."""
    library = Library.open(large, clock=TickingClock())
    library.summaries()
    times: dict[str, list[float]] = {"ours": [], "theirs": []}
    for turn in range(rounds):
        number = count + turn
        pages = [make_page(number * 3 + i) for i in range(3)] if turn % 10 == 0 else []
        record = Teardown.model_validate({**make_record(number), "rev": 0})
        with timed(times["ours"]):
            for page in pages:
                library.put_page(page)
            library.insert(record)
        with timed(times["theirs"]):
            rival.insert(record, pages)
    library.close()
    a, b = (sum(times[name]) / rounds for name in ("ours", "theirs"))
    return Line("insert, a tenth with pages", ms(a), ms(b), a / b, "×", 3)


def open_line(large: Path, rival: Rival, ids: Sequence[str], rounds: int) -> Line:
    """Open one teardown with its three pages."""
    library = Library.open(large, clock=TickingClock())
    times: dict[str, list[float]] = {"ours": [], "theirs": []}
    sides: tuple[tuple[str, Any], ...] = (("ours", library), ("theirs", rival))
    for turn in range(rounds * 2):
        name = ids[turn % len(ids)]
        for side, store in sides if turn % 2 else sides[::-1]:
            with timed(times[side]):
                record = store.load(name)
                for evidence in record.evidence:
                    store.page(evidence.body)
    library.close()
    a, b = median(times["ours"]), median(times["theirs"])
    return Line("open one with its pages", ms(a), ms(b), a / b, "×", 1)


def list_lines(large: Path, database: Path) -> list[Line]:
    """From a started interpreter to the rows of the list, each time in a new process."""
    first = in_child("list", large)
    ours, theirs, whole = [], [], []
    for _ in range(7):
        mine, rivals = in_child("list", large), in_child("rival_list", database)
        ours.append(mine["seconds"])
        theirs.append(rivals["seconds"])
        whole.append(mine["process"])
    a, b = median(ours), median(theirs)
    uncached = first["process"]
    return [
        Line("open to the list", ms(a), ms(b), a / b, "×", 3),
        Line("  whole process, cold", ms(median(whole)), "", median(whole), "s", 1),
        Line("  the same without its cache", ms(uncached), "", uncached, "s", 2),
    ]


def search_lines(large: Path) -> list[Line]:
    """Build the index in slices, then type into the search in a new process."""
    built = in_child("index", large)
    typed = in_child("search", large)
    return [
        Line("search keystroke, 95 %", ms(typed["p95"]), "", typed["p95"] * 1000, "ms", 16),
        Line("  index built in all", ms(built["seconds"]), "", built["seconds"], "s", 60),
        Line("  a slice of it, 95 %", ms(built["p95"]), "", built["p95"] * 1000, "ms", 30),
    ]


def memory_line(large: Path, empty: Path) -> Line:
    """Memory after listing and searching, above an empty library."""
    mine, none = in_child("memory", large)["mb"], in_child("memory", empty)["mb"]
    return Line(
        "memory above an empty one", f"{mine:.0f} MB", f"{none:.0f} MB", mine - none, "MB", 30
    )


def in_child(what: str, root: Path) -> dict[str, float]:
    """Run one of the children in a new process; add how long the whole process took."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, str(PROJECT / "tests/benchmarks/store_process.py"), what, str(root)],
        check=True,
        capture_output=True,
        cwd=PROJECT,
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return {**figures, "process": time.perf_counter() - start}


def document_in(path: Path) -> dict[str, Any]:
    """Return the record in a file."""
    document: dict[str, Any] = orjson.loads(path.read_bytes())["_default"]["1"]
    return document


@contextmanager
def counted_syncs(counts: list[int]) -> Iterator[None]:
    """Add how often the block waited for the disk."""
    real, count = os.fsync, 0

    def counting(fd: int | HasFileno) -> None:
        nonlocal count
        count += 1
        real(fd)

    os.fsync = counting
    try:
        yield
    finally:
        os.fsync = real
        counts.append(count)


def ms(seconds: float) -> str:
    """Return seconds as milliseconds, to three digits or so."""
    value = seconds * 1000
    return f"{value:.0f} ms" if value >= 10 else f"{value:.2f} ms"


def print_table(lines: Sequence[Line], count: int) -> None:
    """Print the table."""
    head = f"{count:,} teardowns of 20 KB"
    write = sys.stdout.write
    write(f"{head:<32}{'ours':>10}{'beside':>10}{'figure':>11}{'target':>11}\n")
    for line in lines:
        figure, target = f"{line.figure:.2f} {line.unit}", f"≤ {line.target:g} {line.unit}"
        mark = "" if line.met else "  missed"
        write(f"{line.name:<32}{line.ours:>10}{line.theirs:>10}{figure:>11}{target:>11}{mark}\n")


if __name__ == "__main__":
    sys.exit(main())
