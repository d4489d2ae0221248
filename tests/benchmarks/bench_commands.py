"""How long the quick commands take, beside importing click and tinydb, in the same run.

    python -m tests.benchmarks.bench_commands [--rounds N]

Prints one table; exits 1 if a command misses its target. Turns alternate, figures are
medians, and compiled files are allowed, as they are for whoever installed the program.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT)] if str(PROJECT) not in sys.path else []

from tests.benchmarks.library_maker import make_library  # noqa: E402 - see sys.path

TARGET = 1.6
WARM_UP = 2
"""Turns that only warm the disk's cache."""
BESIDE = "import click, tinydb"
PROGRAM = "import sys; from cli.main import main; sys.exit(main())"
COMMANDS = (("--version",), ("list", "--json"), ("list",), ("where",), ("keys",), ("--help",))
TARGETED = {("--version",), ("list", "--json")}


def main() -> int:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser(description="How long the quick commands take.")
    parser.add_argument("--rounds", type=int, default=25)
    rounds = parser.parse_args().rounds
    missed = False
    sys.stdout.write(f"{'teardowns':>9}  {'command':<14} {'ms':>6} {'beside':>7} {'ratio':>6}\n")
    for count in (0, 50):
        with tempfile.TemporaryDirectory() as folder:
            make_library(Path(folder) / "library", count)
            for command in COMMANDS:
                ours, beside = compare(command, folder, rounds)
                ratio = ours / beside
                missed |= command in TARGETED and ratio > TARGET
                target = f"  (at most {TARGET})" if command in TARGETED else ""
                sys.stdout.write(
                    f"{count:>9}  {' '.join(command):<14} {ours * 1000:>6.1f} "
                    f"{beside * 1000:>7.1f} {ratio:>6.2f}{target}\n"
                )
    return 1 if missed else 0


def compare(command: tuple[str, ...], home: str, rounds: int) -> tuple[float, float]:
    """Return the medians of a command and of the imports, in seconds, turn by turn."""
    ours, beside = [], []
    for turn in range(rounds + WARM_UP):
        mine = timed(["-c", PROGRAM, *command], home)
        theirs = timed(["-c", BESIDE], home)
        if turn >= WARM_UP:
            ours.append(mine)
            beside.append(theirs)
    return median(ours), median(beside)


def timed(arguments: list[str], home: str) -> float:
    """Return how long one process takes, in seconds."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "TEARDOWN_HOME": home}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
