"""How long the reviewer reads: one long answer as it is typed, and a whole teardown.

    python -m tests.benchmarks.bench_review

Prints one table; exits 1 if a target is missed. The texts are prose, and single words and signs
over and over, which is where patterns are slow if they ever are.
"""

from __future__ import annotations

import asyncio
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT)] if str(PROJECT) not in sys.path else []

from lab.review import Subject, find  # noqa: E402 - see sys.path
from lab.review.texts import in_text  # noqa: E402 - see sys.path
from lab.written_template import template_from_record  # noqa: E402 - see sys.path
from store.records import Claim  # noqa: E402 - see sys.path
from tests.lab.making import make_record, question, section  # noqa: E402 - see sys.path
from tests.lab.review.looking import TODAY  # noqa: E402 - see sys.path
from tests.lab.review.unseen_texts import UNSEEN_TEXTS  # noqa: E402 - see sys.path

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.records import Teardown

LONG = 100_000
SLOWEST_TEXT = 150.0
"""Milliseconds for one answer of that many characters, whatever stands in it."""
GROWTH = 3.0
"""Times that twice as much text may take; a pattern that runs away takes four and more."""
SLOWEST_REVIEW = 150.0
"""Milliseconds for the rules over ten sections with a thousand claims, read before."""
LONGEST_STALL = 15.0
"""Milliseconds for which the app may stand still while a long answer is read beside it."""

PROSE = " ".join(each.text for each in UNSEEN_TEXTS)
UNITS = (
    PROSE, PROSE.replace(".", " ").replace("\n", " "), "never ", "it is great ", '"', "“", "„ a ",
    "`", "```\n", "- ", "1. ", " ", "\n", ">\n", "a", "https://a", "登録", "not ", "they want ",
    "whether it is very intuitive ", "no x is useless ",
)  # fmt: skip
_copies = 0


def reading(unit: str, length: int) -> float:
    """Return the milliseconds of reading a text of that length for the first time."""
    global _copies  # noqa: PLW0603 - each text is a new one, as what was read is remembered
    _copies += 1
    text = f"{_copies} {unit * (length // len(unit) + 1)}"[:length]
    began = time.process_time()
    list(in_text(text, "weaknesses"))
    return (time.process_time() - began) * 1000


def best(of: Callable[[], float], *, rounds: int = 3) -> float:
    """Return the quickest of some rounds: the others shared the processor."""
    return min(of() for _ in range(rounds))


def many_claims(claims: int) -> Teardown:
    """Return a teardown of ten sections with so many claims, none of them well founded."""
    names = ("frame", "contact", "strengths", "weaknesses", "variance", "recovery", "economics",
             "redesign", "measurement", "takeaway")  # fmt: skip
    record = make_record(
        *(section(name, question("text"), question("list", kind="findings")) for name in names)
    )
    for name in names:
        record.work(name).answers["text"] = PROSE[:4000]
        record.work(name).score = 3
    record.claims = [
        Claim(
            id=f"c{number}",
            section=names[number % len(names)],
            kind="finding",
            statement=f"It is often slow and it fails at step {number}",
            basis=("tried", "published", "inferred")[number % 3],
            confidence="high",
            severity=3,
        )
        for number in range(claims)
    ]
    return record


def reviewing(record: Teardown) -> float:
    """Return the milliseconds of looking through a whole teardown."""
    subject = Subject(record, template_from_record(record, None), TODAY)
    began = time.process_time()
    find(subject)
    return (time.process_time() - began) * 1000


def stall(length: int) -> float:
    """Return for how long at most the event loop stands still while a text is read beside it."""

    async def beat() -> float:
        longest, last = 0.0, time.perf_counter()
        reader = asyncio.create_task(asyncio.to_thread(reading, PROSE, length))
        while not reader.done():
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
        return longest * 1000

    return asyncio.run(beat())


def main() -> int:
    """Print the table; return 1 if a target is missed."""
    met = True
    for unit in UNITS:
        once, twice = (best(partial(reading, unit, n)) for n in (LONG, 2 * LONG))
        good = once <= SLOWEST_TEXT and (twice <= GROWTH * once or twice <= SLOWEST_TEXT)
        met &= good
        name = repr(unit if len(unit) < len(PROSE) // 2 else unit[:20])
        say(f"{once:7.1f} ms, twice the length {twice:7.1f} ms  {name}{'' if good else '  MISSED'}")
    record = many_claims(1000)
    took = best(partial(reviewing, record))
    met &= took <= SLOWEST_REVIEW
    say(f"{took:7.1f} ms for a review of 1000 claims (target {SLOWEST_REVIEW:.0f})")
    stood = best(partial(stall, LONG))
    met &= stood <= LONGEST_STALL
    say(f"{stood:7.1f} ms the app stands still at most (target {LONGEST_STALL:.0f})")
    return 0 if met else 1


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
