"""What all kinds of item have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from textual.screen import Screen

    from lab.model import Teardown
    from tui.doors import Spot
    from tui.editing.in_hand import TeardownInHand
    from tui.forms.form import Asked
    from tui.widgets.prose import Line

__all__ = ["CardKind", "Fault", "ItemKind", "ScreenKind"]

Item = TypeVar("Item")
Fault = tuple[str, str]
"""A field's name, and what is wrong with what it says."""


class CardKind(ABC, Generic[Item]):
    """One kind of item: prediction, claim, metric, lesson or probe.

    Items are never changed in place, they are replaced: a snapshot of the record that is
    on its way to disk shares them.
    """

    noun: str
    plural: str

    @abstractmethod
    def items(self, record: Teardown, section: str) -> Sequence[Item]:
        """Return the items that answer a question of that section."""

    @abstractmethod
    def replace_all(self, record: Teardown, items: Sequence[Item], section: str) -> None:
        """Let *items* be the items of that section."""

    @abstractmethod
    def lines(self, item: Item, width: int, record: Teardown, today: date) -> list[Line]:
        """Return how a card shows it on that day."""

    def put(self, record: Teardown, item: Item, section: str) -> None:
        """Put an item in the place of the one with its id, or at the end."""
        items = list(self.items(record, section))
        name = getattr(item, "id", "")
        for number, there in enumerate(items):
            if getattr(there, "id", "") == name:
                items[number] = item
                break
        else:
            items.append(item)
        self.replace_all(record, items, section)

    def take_out(self, record: Teardown, item: Item, section: str) -> int:
        """Take an item out; return where it was."""
        items = list(self.items(record, section))
        place = items.index(item)
        del items[place]
        self.replace_all(record, items, section)
        return place

    def bring_back(self, record: Teardown, item: Item, section: str, *, place: int) -> None:
        """Put an item back where it was; where its id is in use again, in that place."""
        items = list(self.items(record, section))
        if any(getattr(there, "id", "") == getattr(item, "id", None) for there in items):
            self.put(record, item, section)
            return
        items.insert(place, item)
        self.replace_all(record, items, section)


class ItemKind(CardKind[Item]):
    """Items that are added and changed in a form."""

    @abstractmethod
    def asked(self, item: Item | None, section: str, record: Teardown) -> list[Asked]:
        """Return the fields of its form, filled in from *item*; *record* is what it belongs to."""

    @abstractmethod
    def check(self, values: Mapping[str, str], *, today: date) -> Fault | None:
        """Return the first thing that is wrong with what was filled in."""

    @abstractmethod
    def make(
        self,
        values: Mapping[str, str],
        record: Teardown,
        *,
        section: str,
        now: datetime,
        today: date,
        old: Item | None,
    ) -> Item:
        """Return a new item, or *old* as it was filled in now; the record stays as it is."""

    def fill(self, field: str, value: str) -> Mapping[str, str]:
        """Return what follows for other fields from a suggestion that was taken."""
        del field, value
        return {}


class ScreenKind(CardKind[Item]):
    """Items that are added and changed on a screen of their own."""

    invitation: str
    """What is said while there is none."""

    @abstractmethod
    def screen(
        self, in_hand: TeardownInHand, section: str, item: Item | None
    ) -> Screen[Spot | None]:
        """Return that screen, the cursor on an item."""
