"""What to do next: drafts, rematches, a section to drill, and a product. Pure functions."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from lab.authors import plain_name
from lab.habit.earlier import REMATCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from random import Random

    from lab.habit.digest import Digest
    from store.summaries import Summary
    from teardown_templates.catalog import CatalogEntry

__all__ = [
    "KINDS",
    "REMATCHES",
    "Due",
    "Kind",
    "Weakest",
    "chance_pick",
    "drafts",
    "few_of_each",
    "rematches",
    "weakest",
]

REMATCHES: Final = (30, 90, 180)
"""Days after a product's first finish; from the third rematch on it is left alone."""
REST: Final = 30
"""Days that a product rests at least between two teardowns."""
LATELY: Final = 6
"""Finished teardowns that say what one is weakest at of late."""
TWICE: Final = 2
"""Scores that a section needs, before it is called the weakest."""

KINDS: Final = (
    "draft", "rematch", "prediction", "recall", "drill", "queue", "product", "chance",
)  # fmt: skip
"""The kinds in the order in which they are offered."""

Kind = Literal["draft", "rematch", "prediction", "recall", "drill", "product", "queue", "chance"]


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that could be done now."""

    kind: Kind
    id: str
    """Of the teardown, the section or the product; empty for recall."""
    on: str
    """The day since when; empty where there is none."""
    text: str


class Weakest(NamedTuple):
    """The section that scored lowest of late."""

    section: str
    mean: float
    n: int


def drafts(rows: Iterable[Summary]) -> list[Due]:
    """Return what was begun and is not finished, the last touched first."""
    begun = [row for row in rows if row.status == "draft" and not row.archived]
    begun.sort(key=lambda row: row.updated_at, reverse=True)
    return [Due("draft", row.id, row.updated_at[:10], row.product) for row in begun]


def rematches(
    rows: Iterable[Summary],
    *,
    today: date,
    wanted: Mapping[str, str] | None = None,
    rematch_of: Mapping[str, str] | None = None,
) -> list[Due]:
    """Return the last teardown of each product whose rematch is due, the longest due first.

    A product comes back 30, 90 and 180 days after its first finish; each finish since then
    settles one, and it rests 30 days after each. *wanted* are the days, by teardown, on which
    the person said to look again: where the last one has such a day, that one counts alone.
    *rematch_of* are, by teardown, those that rematches were begun from: whatever the product is
    called by now, it is the same. Who archived the last one is done with the product.
    """
    known = {row.id: row for row in rows}
    by_product: defaultdict[str, list[Summary]] = defaultdict(list)
    for row in known.values():
        first = _first_of(row, known, rematch_of) if rematch_of else row
        by_product[plain_name(first.product)].append(row)
    found = []
    for same in by_product.values():
        if any(row.status == "draft" and not row.archived for row in same):
            continue
        made = [row for row in same if row.status == "finished"]
        finished = sorted((day, row.id, row) for row in made if (day := _day(row)))
        if not finished or finished[-1][0] > today:
            continue  # nothing to go by yet: where a clock was wrong, the day may be any
        _, name, last = finished[-1]
        if last.archived:
            continue
        on = _day_in((wanted or {}).get(name, "")) or _usual_day([day for day, _, _ in finished])
        if on is not None and on <= today:
            found.append(Due("rematch", name, on.isoformat(), last.product))
    return sorted(found, key=lambda due: (due.on, due.id))


def _first_of(row: Summary, known: Mapping[str, Summary], rematch_of: Mapping[str, str]) -> Summary:
    """Return the teardown with which a row of rematches began; the row itself if it is none."""
    passed = {row.id}
    while (earlier := known.get(rematch_of.get(row.id, ""))) and earlier.id not in passed:
        passed.add(earlier.id)
        row = earlier
    return row


def _usual_day(finished: Sequence[date]) -> date | None:
    """Return when a product comes back after these finishes, oldest first; in the end never."""
    if len(finished) > len(REMATCHES):
        return None
    step = timedelta(days=REMATCHES[len(finished) - 1])
    return max(finished[0] + step, finished[-1] + timedelta(days=REST))


def weakest(rows: Iterable[Summary], digests: Mapping[str, Digest]) -> Weakest | None:
    """Return the section with the lowest mean self-score in the last finished teardowns.

    Rematches are left out: what they ask for cannot be practised without one.
    """
    finished = [
        (row.finished_at, row.id) for row in rows if row.finished_at and row.template != REMATCH
    ]
    scores: defaultdict[str, list[int]] = defaultdict(list)
    for _, name in sorted(finished, reverse=True)[:LATELY]:
        if name in digests:
            for section, score in digests[name].past["scores"].items():
                scores[section].append(score)
    means = [
        Weakest(section, sum(given) / len(given), len(given))
        for section, given in scores.items()
        if len(given) >= TWICE
    ]
    return min(means, key=lambda each: (each.mean, each.section), default=None)


def few_of_each(dues: Iterable[Due], most: int) -> list[Due]:
    """Return at most so many, of each kind the first before any second, kinds together."""
    seen: Counter[str] = Counter()
    turns = []
    for due in dues:
        turns.append((seen[due.kind], KINDS.index(due.kind), due))
        seen[due.kind] += 1
    few = sorted(turns, key=lambda each: each[:2])[:most]
    return [due for *_, due in sorted(few, key=lambda each: (each[1], each[0]))]


def chance_pick(entries: Sequence[CatalogEntry], chance: Random) -> CatalogEntry | None:
    """Return any product that has not been done, but the first, which is suggested anyway."""
    left = entries[1:] or entries
    return chance.choice(left) if left else None


def _day(row: Summary) -> date | None:
    return _day_in(row.finished_on or (row.finished_at or "")[:10])


def _day_in(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
