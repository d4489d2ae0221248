"""Which teardowns a rematch is of. Home asks before its first frame: all of it is light.

A rematch names the teardown that it is of in its ``origin``; the others are those of the same
product, by its name. So a product that was given another name since is still the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.summaries import Summary

__all__ = ["DRILL", "REMATCH", "earlier_ids", "earlier_rows", "is_begun_rematch"]

REMATCH: Final = "rematch"
"""The template of a rematch, and the kind of its origin."""
DRILL: Final = "drill"
"""The kind of a drill's origin; its name is the section."""


def is_begun_rematch(row: Summary) -> bool:
    """Return whether a row is that of a rematch which may still keep something out of sight."""
    return row.template == REMATCH and row.status == "draft" and not (row.archived or row.fault)


def earlier_ids(row: Summary, rows: Iterable[Summary], *, named: str = "") -> set[str]:
    """Return the ids of what a rematch is of; *named* is the one that it was begun from."""
    known = list(rows)
    found = {each.id for each in earlier_rows(row, known)}
    if named:
        found.add(named)
        for old in known:
            if old.id == named:
                found.update(each.id for each in earlier_rows(old, known))
    return found


def earlier_rows(row: Summary, rows: Iterable[Summary]) -> list[Summary]:
    """Return the teardowns of the same product and person that were begun before *row*."""
    from lab.authors import plain_name
    from lab.trials.wordings import normal

    return [
        each
        for each in rows
        if each.id != row.id
        and not (each.fault or each.example)
        and (each.created_at, each.id) < (row.created_at, row.id)
        and normal(each.product) == normal(row.product)
        and plain_name(each.author) == plain_name(row.author)
    ]
