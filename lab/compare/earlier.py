"""Which teardown a rematch is a rematch of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.authors import plain_name
from lab.trials.wordings import normal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.summary import Summary

__all__ = ["earlier_one"]


def earlier_one(teardown_id: str, summaries: Iterable[Summary]) -> str:
    """Return the last teardown of the same product by the same person that was begun before it.

    Empty where there is none; what cannot be read counts for nothing.
    """
    rows = [row for row in summaries if not row.fault]
    this = next((row for row in rows if row.id == teardown_id), None)
    if this is None or not normal(this.product):
        return ""
    before = [
        row
        for row in rows
        if (row.created_at, row.id) < (this.created_at, this.id)
        and row.example == this.example
        and normal(row.product) == normal(this.product)
        and plain_name(row.author) == plain_name(this.author)
    ]
    return max(before, key=lambda row: (row.created_at, row.id)).id if before else ""
