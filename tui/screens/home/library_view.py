"""Which of the library's teardowns are on the screen, and in which order. Nothing is drawn here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from lab.figures import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lab.demo import DemoMarker
    from lab.model import Hit, Summary

__all__ = ["ORDERS", "LibraryView", "Order", "Shelf"]

Shelf = Literal["library", "archive", "trash"]
Order = Literal["changed", "product", "minutes", "sections"]

ORDERS: Final[dict[Order, str]] = {
    "changed": "last change",
    "product": "product",
    "minutes": "minutes",
    "sections": "sections done",
}

SHELF_TITLES: Final[dict[Shelf, str]] = {
    "library": "Library",
    "archive": "Archive",
    "trash": "Trash",
}

DEMO_TITLE: Final = "Demo"

EXAMPLE_UNTIL: Final = 3
"""The worked example stands in the list until there are so many teardowns."""


@dataclass
class LibraryView:
    """The rows of one shelf, narrowed by what was typed, in the order that was chosen."""

    rows: Sequence[Summary] = ()
    trashed: Sequence[Summary] = ()
    example: Summary | None = None
    """The worked example, which stands beside the library and not in it."""
    demo: DemoMarker | None = None
    """What is known of the demo, where this is its sample library."""
    shelf: Shelf = "library"
    order: Order = "changed"
    typed: str = ""
    hits: dict[str, Hit] = field(default_factory=dict)
    """What the full-text search found for the text that is typed, by id."""
    _sought: dict[str, str] = field(default_factory=dict)
    """What the filter looks through, by id; made when it is first needed."""

    def take(self, rows: Sequence[Summary]) -> None:
        """Take other rows, newest first."""
        self.rows = rows
        self._sought.clear()

    def on_shelf(self) -> list[Summary]:
        """Return the rows of the shelf, before the filter."""
        if self.shelf == "trash":
            return list(self.trashed)
        archive = self.shelf == "archive"
        found = [row for row in self.rows if row.archived == archive]
        if self.example is not None and not archive and self.wants_example:
            found.append(self.example)
        return found

    @property
    def wants_example(self) -> bool:
        """Whether there is little in the library that would show how it is done."""
        return len(self.rows) < EXAMPLE_UNTIL and not any(row.example for row in self.rows)

    def shown(self) -> list[Summary]:
        """Return the rows that are to be seen: matches by field first, then by what was written."""
        rows = self.on_shelf()
        key = _KEYS.get(self.order)
        if key is not None:
            rows.sort(key=key)
        words = self.typed.casefold().split()
        if not words:
            return rows
        matches: list[Summary] = []
        others: list[Summary] = []
        sought = self._sought
        for row in rows:
            text = sought.get(row.id)
            if text is None:
                text = sought[row.id] = _sought_in(row)
            if all(word in text for word in words):
                matches.append(row)
            elif row.id in self.hits:
                others.append(row)
        return matches + others

    def next_order(self) -> Order:
        """Go to the next order and return it."""
        orders = list(ORDERS)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        return self.order

    def title(self) -> str:
        """Return the name of the shelf."""
        return DEMO_TITLE if self.demo and self.shelf == "library" else SHELF_TITLES[self.shelf]

    def count_words(self, shown: int, marked: int) -> str:
        """Return how many there are, how many are seen and marked; examples are told apart."""
        on_shelf = [row for row in self.on_shelf() if row is not self.example]
        examples = sum(row.example for row in on_shelf)
        counts = [counted(len(on_shelf) - examples, "teardown")]
        if examples:
            counts = [*(counts if len(on_shelf) > examples else []), counted(examples, "example")]
        words = ", ".join(counts)
        if self.typed:
            words = f"{shown:,} of {len(on_shelf):,}"
        if self.order != "changed":
            words += f", by {ORDERS[self.order]}"
        return f"{words}, {marked:,} marked" if marked else words


def _sought_in(row: Summary) -> str:
    status = "damaged" if row.fault else row.status
    example = "example" if row.example else ""
    fields = (row.product, row.maker, status, row.author, row.template, row.category, row.id)
    return "\n".join((*fields, example, *row.tags)).casefold()


# By last change is how the rows come.
_KEYS: Final[dict[Order, Callable[[Summary], Any]]] = {
    "product": lambda row: (row.product or row.id).casefold(),
    "minutes": lambda row: -row.minutes,
    "sections": lambda row: -(row.sections_done / row.sections_total if row.sections_total else 0),
}
