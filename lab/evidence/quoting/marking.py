"""Where the quotes of a page stand in it, to be marked for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lab.evidence.quoting.finding import find
from lab.evidence.quoting.searchable import Searchable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.records import Quote

__all__ = ["Mark", "marks"]


class Mark(NamedTuple):
    """A stretch of the readable text that a quote holds."""

    start: int
    end: int
    quote: str
    """Its id."""


def marks(text: str | Searchable, quotes: Iterable[Quote]) -> list[Mark]:
    """Return where quotes stand in a readable text, in its order; they may overlap.

    What cannot be found there has no mark.
    """
    page = text if isinstance(text, Searchable) else Searchable(text)
    found = ((quote.id, find(quote, page)) for quote in quotes)
    return sorted(Mark(place.start, place.end, name) for name, place in found if place)
