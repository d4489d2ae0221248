"""What Home's part of the habit takes after ten years of daily sessions, with 10,000 cards.

    python -m tests.benchmarks.bench_habit

Prints one table; exits 1 if a target is missed. Home's part: processor time, the best of several
rounds, the first look with the remembered digests read anew from their file. The prompt's line:
the median of whole processes.
"""

from __future__ import annotations

import os
import random
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT)] if str(PROJECT) not in sys.path else []

from lab.habit.room import HabitRoom  # noqa: E402 - see sys.path
from lab.places import places_under  # noqa: E402 - see sys.path
from lab.workspace import Workspace  # noqa: E402 - see sys.path
from store.summaries import Summary  # noqa: E402 - see sys.path
from tests.benchmarks.bench_commands import PROGRAM, timed  # noqa: E402 - see sys.path
from tests.benchmarks.library_maker import make_library  # noqa: E402 - see sys.path

if TYPE_CHECKING:
    from collections.abc import Sequence

DAYS = 3_650
CARDS = 10_000
TARGET = 20.0
"""Milliseconds for the week, the streak, the score and what is due."""
PROMPT_TARGET = 50.0
"""Milliseconds for the prompt's line, Python's own start included."""
SECTIONS = ("frame", "contact", "strengths", "weaknesses", "variance", "recovery")


class Measured(NamedTuple):
    """One line of the table."""

    name: str
    milliseconds: float
    target: float = TARGET


def make_rows(days: int, *, until: date) -> list[Summary]:
    """Return a finished teardown for each of so many days up to *until*."""
    rows = []
    for number in range(days):
        day = (until - timedelta(days=number)).isoformat()
        rows.append(
            Summary(
                id=f"product-{number:04d}",
                product=f"Product {number % 47}",
                status="finished",
                updated_at=f"{day}T12:00:00Z",
                finished_at=f"{day}T12:00:00Z",
                finished_on=day,
                minutes=15,
                rev=3,
            )
        )
    return rows


def documents_of(rows: Sequence[Summary], *, cards: int) -> dict[str, dict[str, object]]:
    """Return what the files of these rows hold, the cards shared out among them."""
    chance = random.Random(8)
    share = cards / len(rows)
    found: dict[str, dict[str, object]] = {}
    made = 0
    for number, row in enumerate(rows):
        lessons = []
        while made < (number + 1) * share:
            due = date.fromisoformat(row.finished_on or "") + timedelta(days=chance.randrange(900))
            lessons.append(
                {
                    "id": f"l{made}",
                    "card": {"front": "What?", "back": "That."},
                    "schedule": {"due_on": due.isoformat(), "looked_on": row.finished_on},
                }
            )
            made += 1
        found[row.id] = {
            "finished_at": row.finished_at,
            "practice": {"sessions": [{"local_date": row.finished_on}]},
            "sections": {name: {"score": chance.randrange(5)} for name in SECTIONS},
            "claims": [{"basis": "tried"}, {"basis": "inferred"}],
            "predictions": [
                {"id": "p1", "statement": "At least four of five runs pass.", "probability": 0.7,
                 "outcome": chance.choice(["yes", "no", "open"]), "due": row.finished_on}
            ],
            "take_home": {"lessons": lessons},
        }  # fmt: skip
    return found


def run(folder: Path, *, days: int = DAYS, cards: int = CARDS, rounds: int = 9) -> list[Measured]:
    """Measure one look at Home, digests remembered."""
    from lab.habit.digest import Digests

    places = places_under(str(folder), "a benchmark")
    workspace = Workspace(places)
    today = HabitRoom(workspace).today()
    rows = make_rows(days, until=today)
    documents = documents_of(rows, cards=cards)
    Digests(places.cache / "habit.json", read=lambda row: documents[row.id]).of(rows)
    workspace.settings  # noqa: B018 - read before, as Home has it

    def look() -> None:
        room = HabitRoom(workspace)
        own = room.own(rows)
        room.standing(own)
        room.due(own)

    def later() -> None:
        room.standing(known)
        room.due(known)

    room = HabitRoom(workspace)
    known = room.own(rows)
    room.due(known)
    return [
        Measured("first look, digests read from their file", _best(look, rounds)),
        Measured("every later look", _best(later, rounds)),
    ]


def run_prompt(folder: Path, *, count: int = DAYS, rounds: int = 9) -> list[Measured]:
    """Measure the prompt's line: with nothing changed, and right after a save."""
    home, command = str(folder), ["-c", PROGRAM, "habit", "--prompt"]
    places = places_under(home, "a benchmark")
    ids = make_library(places.library, count, size=5_000)
    timed(command, home)
    again = [timed(command, home) for _ in range(rounds)]
    saved = []
    for name in ids[:rounds]:
        file = places.library / "teardowns" / f"{name}.json"
        fresh = file.with_suffix(".new")
        fresh.write_bytes(file.read_bytes() + b"\n")
        os.replace(fresh, file)  # noqa: PTH105 - as the store does
        saved.append(timed(command, home))
    return [
        Measured("the prompt's line, nothing changed", median(again) * 1_000, PROMPT_TARGET),
        Measured("the prompt's line, after a save", median(saved) * 1_000, PROMPT_TARGET),
    ]


def _best(work: object, rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()  # type: ignore[operator] # one of the two above
        taken.append((time.process_time() - start) * 1_000)
    return min(taken)


def main() -> int:
    """Print the table; return 1 if a target is missed."""
    with TemporaryDirectory() as folder:
        lines = run(Path(folder, "home")) + run_prompt(Path(folder, "prompt"))
    for line in lines:
        sys.stdout.write(f"{line.name:<42} {line.milliseconds:7.1f} ms  (target {line.target:g})\n")
    return int(any(line.milliseconds > line.target for line in lines))


if __name__ == "__main__":
    sys.exit(main())
