"""How well findings of two people are matched, beside plain word overlap; and how long 8 take.

    python -m tests.benchmarks.bench_matching

Prints one table; exits 1 if a target is missed. Each product is matched whole, and once for each
of its findings with one of them left out on either side, so that not everything has a partner.
What was written later has no target: it says how far words alone carry where people share few.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT)] if str(PROJECT) not in sys.path else []

from lab.compare import compare  # noqa: E402 - see sys.path
from lab.compare.likeness import statement_of  # noqa: E402 - see sys.path
from lab.compare.matching import matched  # noqa: E402 - see sys.path
from lab.trials.likeness import jaccard  # noqa: E402 - see sys.path
from store.records import Claim  # noqa: E402 - see sys.path
from tests.lab.making import make_record, section  # noqa: E402 - see sys.path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.records import Teardown

FILE = PROJECT / "tests" / "lab" / "compare" / "findings.yaml"
PRECISION, RECALL = 0.9, 0.7
SLOWEST = 300.0
"""Milliseconds for eight teardowns of sixty claims each."""

Row = tuple[str, str, str]
"""The section, and the same finding in the words of two people."""
Pair = tuple[int, int]
Matcher = Callable[[Sequence[Claim], Sequence[Claim]], set[Pair]]


class Quality(NamedTuple):
    """How good a way of matching is."""

    precision: float
    recall: float


def rows_of(half: str) -> list[list[Row]]:
    """Return the products of one half of the fixture."""
    document = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [[(row[0], row[1], row[2]) for row in rows] for rows in document[half].values()]


def later() -> Iterator[tuple[list[Claim], list[Claim], set[Pair]]]:
    """Yield what was written later: two people's findings and which of them are one.

    Of two near misses each person says one.
    """
    document = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    for product in document["written later"].values():
        rows, misses = product["pairs"], product["near misses"]
        sides: list[list[Claim]] = []
        for side in (1, 2):
            alone = [row for row in misses if misses.index(row) % 2 == side - 1]
            sides.append(
                [_claim(n, row, row[side]) for n, row in enumerate(rows)]
                + [_claim(side * 100 + n, row, row[side]) for n, row in enumerate(alone)]
            )
        yield sides[0], sides[1], {(n, n) for n in range(len(rows))}


def quality_later(match: Matcher) -> Quality:
    """Return precision and recall over what was written later."""
    right = found = there = 0
    for first, second, true in later():
        pairs = match(first, second)
        right += len(pairs & true)
        found += len(pairs)
        there += len(true)
    return Quality(right / found if found else 1.0, right / there)


def ours(first: Sequence[Claim], second: Sequence[Claim]) -> set[Pair]:
    """Match as a comparison does."""
    statements = [statement_of(name, claim) for name, side in (("a", first), ("b", second))
                  for claim in side]  # fmt: skip
    groups = [group.claims for group in matched(statements) if len(group.claims) > 1]
    return {(int(one.claim[1:]), int(other.claim[1:])) for one, other in groups}


def word_overlap(least: float) -> Matcher:
    """Return a matcher by the share of words that two have in common, the best pairs first."""

    def match(first: Sequence[Claim], second: Sequence[Claim]) -> set[Pair]:
        alike = sorted(
            (
                (jaccard(_words(one), _words(other)), int(one.id[1:]), int(other.id[1:]))
                for one in first
                for other in second
            ),
            reverse=True,
        )
        found: set[Pair] = set()
        for value, one, other in alike:
            taken = any(one == pair[0] or other == pair[1] for pair in found)
            if value >= least and not taken:
                found.add((one, other))
        return found

    return match


def quality(half: str, match: Matcher = ours) -> Quality:
    """Return precision and recall over all pairs of all products of a half."""
    right = found = there = 0
    for rows in rows_of(half):
        for first, second in _sides(rows):
            true = {(n, n) for n in _numbers(first) & _numbers(second)}
            pairs = match(first, second)
            right += len(pairs & true)
            found += len(pairs)
            there += len(true)
    return Quality(right / found if found else 1.0, right / there)


def eight_teardowns(claims: int = 60) -> list[Teardown]:
    """Return eight teardowns of one product with so many claims each, out of the fixture."""
    chance = random.Random(7)
    texts = [row[1:] for half in ("tuned on", "held out") for rows in rows_of(half) for row in rows]
    return [
        make_record(
            section("strengths"),
            section("weaknesses"),
            id=f"product-{number}",
            author=f"Person {number}",
            claims=[
                Claim(
                    id=f"c{claim}",
                    section=chance.choice(["strengths", "weaknesses"]),
                    kind="finding",
                    statement=" ".join(chance.choice(chance.choice(texts)) for _ in range(2)),
                )
                for claim in range(claims)
            ],
        )
        for number in range(8)
    ]


def milliseconds(teardowns: Sequence[Teardown], *, rounds: int = 3) -> float:
    """Return the processor time of one comparison, the best of some."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        compare(teardowns)
        taken.append((time.process_time() - start) * 1000)
    return min(taken)


def main() -> int:
    """Print the table; return 1 if a target is missed."""
    met = True
    say("precision  recall")
    for half in ("tuned on", "held out"):
        found = quality(half)
        met &= found.precision >= PRECISION
        say(f"     {found.precision:.3f}   {found.recall:.3f}  ours, {half}")
    halves = [quality(half) for half in ("tuned on", "held out")]
    whole = Quality(*(sum(each) / len(each) for each in zip(*halves, strict=True)))
    met &= whole.recall >= RECALL
    say(
        f"     {whole.precision:.3f}   {whole.recall:.3f}  ours, the mean of both "
        f"(target {PRECISION} and {RECALL})"
    )
    for half in ("tuned on", "held out"):
        for least in (0.05, 0.1, 0.2):
            found = quality(half, word_overlap(least))
            say(
                f"     {found.precision:.3f}   {found.recall:.3f}  "
                f"word overlap from {least}, {half}"
            )
    for name, match in (("ours", ours), ("word overlap from 0.1", word_overlap(0.1))):
        found = quality_later(match)
        say(f"     {found.precision:.3f}   {found.recall:.3f}  {name}, written later (no target)")
    took = milliseconds(eight_teardowns())
    met &= took <= SLOWEST
    say(f"{took:.0f} ms for eight teardowns of 60 claims (target {SLOWEST:.0f})")
    return 0 if met else 1


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def _sides(rows: Sequence[Row]) -> Iterator[tuple[list[Claim], list[Claim]]]:
    number = len(rows)
    for left, right in [(-1, -1), *(((gone + 1) % number, gone) for gone in range(number))]:
        yield (
            [_claim(n, row, row[1]) for n, row in enumerate(rows) if n != left],
            [_claim(n, row, row[2]) for n, row in enumerate(rows) if n != right],
        )


def _claim(number: int, row: Row, words: str) -> Claim:
    kind = "strength" if row[0] == "strengths" else "finding"
    return Claim(id=f"c{number}", section=row[0], kind=kind, statement=words)


def _numbers(claims: Sequence[Claim]) -> set[int]:
    return {int(claim.id[1:]) for claim in claims}


def _words(claim: Claim) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", claim.statement.casefold()))


if __name__ == "__main__":
    sys.exit(main())
