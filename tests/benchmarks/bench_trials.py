"""What the trial bench takes to say what 1,000 trials are worth, text similarity included.

    python -m tests.benchmarks.bench_trials

Prints one table; exits 1 if a target is missed. Processor time, the best of several rounds, each
with texts that nobody has looked at before.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT)] if str(PROJECT) not in sys.path else []

from lab.trials.figures import bench_figures  # noqa: E402 - see sys.path
from store.records import Probe, Trial  # noqa: E402 - see sys.path

if TYPE_CHECKING:
    from collections.abc import Sequence

TRIALS = 1_000
TARGET = 50.0
"""Milliseconds for all figures of all probes."""
SHAPES = ((1, 200), (1, 2_000), (1, 20_000), (3, 20_000), (5, 2_000))
"""Probes that share the trials, and bytes of each output."""
WORDS = [f"word{number}" for number in range(4_000)]


class Measured(NamedTuple):
    """One line of the table."""

    probes: int
    size: int
    milliseconds: float


def make_probes(count: int, *, size: int, trials: int, seed: int) -> list[Probe]:
    """Return probes that share so many trials, whose outputs have about that size."""
    chance = random.Random(seed)
    return [
        Probe(
            id=f"b{number}",
            prompt="Say it.",
            trials=[
                Trial(
                    id=f"t{run}",
                    run=run,
                    verdict=chance.choice(["pass", "fail"]),
                    group=chance.choice("ABC"),
                    seconds=chance.random(),
                    output=" ".join(chance.choices(WORDS, k=max(1, size // 8))),
                )
                for run in range(trials // count)
            ],
        )
        for number in range(count)
    ]


def run(
    *, trials: int = TRIALS, rounds: int = 5, shapes: Sequence[tuple[int, int]] = SHAPES
) -> list[Measured]:
    """Measure each shape."""
    lines = []
    for count, size in shapes:
        best = float("inf")
        for seed in range(rounds):
            probes = make_probes(count, size=size, trials=trials, seed=seed)
            begun = time.process_time()
            bench_figures(probes)
            best = min(best, time.process_time() - begun)
        lines.append(Measured(count, size, best * 1000))
    return lines


def main() -> int:
    """Print the table; return 1 if a target is missed."""
    sys.stdout.write(f"figures of {TRIALS:,} trials, target {TARGET:g} ms\n")
    missed = False
    for line in run():
        missed |= line.milliseconds > TARGET
        sign = "missed" if line.milliseconds > TARGET else "ok"
        shape = f"{line.probes} probes, {line.size:>6,} bytes each"
        sys.stdout.write(f"  {shape}: {line.milliseconds:6.1f} ms  {sign}\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
