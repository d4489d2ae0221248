"""Which teardowns are compared, in which order, and what is compared by it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from lab.authors import plain_name
from lab.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.records import Teardown

__all__ = [
    "FEWEST",
    "MOST",
    "Kind",
    "Section",
    "Subject",
    "kind_of",
    "products_of",
    "section_list",
    "subjects",
]

FEWEST: Final = 2
MOST: Final = 8
_LONGEST: Final = 200

Kind = Literal["people", "products", "time", "mixed"]
"""The same product by several people, several products by one person, one product by one person
over time, or none of these."""


class Subject(NamedTuple):
    """One of the teardowns, with the name that it has beside the others."""

    record: Teardown
    label: str
    """The author, the product or the day: whatever tells it from the others."""

    @property
    def id(self) -> str:
        """The teardown's id."""
        return self.record.id


class Section(NamedTuple):
    """A section that at least one of them has."""

    id: str
    title: str


def kind_of(records: Sequence[Teardown]) -> Kind:
    """Return what kind of comparison these teardowns make."""
    products = {_plain(record.product.name) for record in records}
    authors = {plain_name(record.author) for record in records}
    if len(products) == 1 and len(authors) == len(records):
        return "people"
    if len(authors) == 1 and len(products) == len(records):
        return "products"
    if len(authors) == 1 and len(products) == 1:
        return "time"
    return "mixed"


def products_of(compared: Sequence[Subject]) -> list[str]:
    """Return what the products are called, each name once, in the order of the subjects."""
    names = {_plain(one.record.product.name): one.record.product.name for one in compared[::-1]}
    seen = dict.fromkeys(_plain(one.record.product.name) for one in compared)
    return [" ".join(names[name].split()) for name in seen]


def subjects(records: Sequence[Teardown], *, kind: Kind) -> list[Subject]:
    """Return the teardowns in an order of their own, however they were named.

    People and products by name, versions of one product by time. Raise ``UsageError`` for too
    few or too many, and where one stands twice.
    """
    if not FEWEST <= len(records) <= MOST:
        raise UsageError(
            f"{len(records)} teardown{'' if len(records) == 1 else 's'} cannot be compared",
            f"it takes {FEWEST} to {MOST}",
            todo="Name as many by their ids or files.",
        )
    twice, count = Counter(record.id for record in records).most_common(1)[0]
    if count > 1:
        raise UsageError(
            f"{twice} is named twice",
            "a teardown is compared with others",
            todo="Name each once. Two versions of one: see “teardown history”.",
        )
    if kind == "time":
        ordered = sorted(records, key=lambda one: (one.day_begun, one.created_at, one.id))
    else:
        ordered = sorted(
            records, key=lambda one: (_plain(_name(one, kind)), one.created_at, one.id)
        )
    names = [_name(record, kind) for record in ordered]
    count_of = Counter(map(_plain, names))
    return [
        Subject(record, name if count_of[_plain(name)] == 1 else f"{name} ({record.id})")
        for record, name in zip(ordered, names, strict=True)
    ]


def section_list(compared: Sequence[Subject]) -> list[Section]:
    """Return the sections that any of them asks, in the order of who asks most."""
    longest = max(compared, key=lambda one: len(one.record.questions))
    found: dict[str, Section] = {}
    for subject in (longest, *compared):
        for asked in subject.record.questions:
            if not asked.holds_notes:
                found.setdefault(asked.id, Section(asked.id, asked.title))
    return list(found.values())


def _name(record: Teardown, kind: Kind) -> str:
    author = " ".join(record.author.split())[:_LONGEST]
    product = " ".join(record.product.name.split())[:_LONGEST]
    if kind == "people":
        return author or "unsigned"
    if kind == "products":
        return product
    if kind == "time":
        return (record.observed_from or record.day_begun).isoformat()
    return f"{product}, {author}" if author else product


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
