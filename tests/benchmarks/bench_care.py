"""What a backup and its restoring cost at 10,000 teardowns, beside zipping and unzipping the same.

    python -m tests.benchmarks.bench_care [--count N]

Prints one table; exits 1 if a target is missed. Each line is measured in a process of its
own, and beside it what Python's own zipfile takes for the same files without any check.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT)] if str(PROJECT) not in sys.path else []

from tests.benchmarks.library_maker import make_library  # noqa: E402 - see sys.path

RATIOS = {"backup": 3.0, "restore": 6.0}
"""How many times as long as the bare zipfile it may take: a backup is read back after it was
written, and before it is restored every byte is checked and the library looked through twice."""
MEMORY = 300
"""Megabytes at most."""

MEASURED = """
import os, resource, sys, time
from pathlib import Path
folder = Path(sys.argv[1])
begun = time.perf_counter()
{work}
seconds = time.perf_counter() - begun
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(seconds, peak)
"""

OPENED = """
from lab.places import find_places
from lab.workspace import Workspace
care = Workspace(find_places(folder / {home!r}, {{}}), environ={{}}).care
"""

WORKS = {
    "backup": OPENED.format(home="one") + "care.backup(folder / 'backup.zip')",
    "zipfile, writing": """
import zipfile
with zipfile.ZipFile(folder / "bare.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for path in sorted((folder / "one" / "library").rglob("*.*")):
        archive.write(path)
""",
    "restore --dry-run": OPENED.format(home="two")
    + "care.restore((folder / 'backup.zip').open('rb'), 'backup', dry_run=True)",
    "restore": OPENED.format(home="two")
    + "care.restore((folder / 'backup.zip').open('rb'), 'backup')",
    "restore again": OPENED.format(home="two")
    + "care.restore((folder / 'backup.zip').open('rb'), 'backup')",
    "zipfile, reading": """
import zipfile
with zipfile.ZipFile(folder / "bare.zip") as archive:
    archive.extractall(folder / "bare")
os.sync()
""",
}
BESIDE = {"backup": "zipfile, writing", "restore": "zipfile, reading"}


def main() -> int:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(description="What a backup and restoring it cost.")
    parser.add_argument("--count", type=int, default=10_000)
    count = parser.parse_args().count
    missed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_library(folder / "one" / "library", count)
        found = {work: measured(code, folder) for work, code in WORKS.items()}
        size = (folder / "backup.zip").stat().st_size / 1e6
    sys.stdout.write(f"{count:,} teardowns, backup of {size:,.0f} MB\n")
    sys.stdout.write(f"{'':<20} {'s':>7} {'MB':>6} {'ratio':>6}\n")
    for work, (seconds, memory) in found.items():
        ratio = seconds / found[BESIDE[work]][0] if work in BESIDE else None
        most = RATIOS.get(work, 0)
        missed |= (ratio or 0) > most or memory > MEMORY
        said = f"{ratio:>6.1f}  (at most {most:g})" if ratio else ""
        sys.stdout.write(f"{work:<20} {seconds:>7.1f} {memory:>6.0f} {said}\n")
    return 1 if missed else 0


def measured(code: str, folder: Path) -> tuple[float, float]:
    """Return the seconds and the megabytes that some work takes in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED.format(work=code), str(folder)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


if __name__ == "__main__":
    sys.exit(main())
