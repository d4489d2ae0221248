"""What Home says in words: which rows it speaks of, and how long they took."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.model import Summary

__all__ = ["begun", "draft_to_go_on_with", "minutes", "stands_beside"]


def minutes(number: int) -> str:
    """Return minutes as they stand in a narrow column; nothing for none."""
    return f"{number} min" if number else ""


def begun(rows: Iterable[Summary]) -> int:
    """Return how many teardowns are begun and not finished; examples never count."""
    return sum(_is_open(row) for row in rows)


def draft_to_go_on_with(rows: Iterable[Summary], *, examples_too: bool = False) -> Summary | None:
    """Return the draft that was changed last, one's own first; *rows* come newest first."""
    drafts = sorted(
        (row for row in rows if _is_open(row) or (examples_too and _is_open_example(row))),
        key=lambda row: row.example,
    )
    return drafts[0] if drafts else None


def stands_beside(row: Summary) -> bool:
    """Return whether a row is the worked example, which has no file in the library."""
    return row.example and not row.folder


def _is_open(row: Summary) -> bool:
    return not row.example and _is_draft(row)


def _is_open_example(row: Summary) -> bool:
    return row.example and _is_draft(row)


def _is_draft(row: Summary) -> bool:
    return row.status == "draft" and not (row.archived or row.fault)
