"""Which teardowns of the library are compared, and what is said where they cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.compare.subjects import FEWEST, MOST
from tui.screens.home.wording import stands_beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.model import Summary

__all__ = ["chosen_to_compare"]


def chosen_to_compare(marked: Sequence[Summary], here: Summary | None) -> list[str] | str:
    """Return the ids of what is compared, or why nothing can be.

    One that is marked goes together with the one under the cursor.
    """
    rows = [*marked]
    if len(rows) == 1 and here is not None and here.id != rows[0].id:
        rows.append(here)
    if len(rows) < FEWEST:
        return (
            "Comparing takes two teardowns or more: mark them with Space, then press c."
            if not rows
            else "One is marked. Mark another with Space, or go to it, then press c."
        )
    if len(rows) > MOST:
        return f"{len(rows)} are marked; at most {MOST} can be compared. Space takes a mark away."
    for row in rows:
        if row.fault:
            return f"{row.path.name} cannot be read, so it cannot be compared. Take its mark away."
        if stands_beside(row):
            return "The worked example can be read, not compared. Take its mark away."
    return [row.id for row in rows]
