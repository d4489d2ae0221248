"""A teardown as one row: for ``list``, ``trash list`` and their JSON."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from cli.streams import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lab.model import Summary
    from lab.workspace import Workspace

__all__ = ["damaged_of", "local_day", "print_rows", "row_of", "tell_damaged"]


def row_of(summary: Summary) -> dict[str, Any]:
    """Return a teardown's row as JSON has it."""
    return {
        "id": summary.id,
        "product": summary.product,
        "maker": summary.maker,
        "author": summary.author,
        "template": summary.template,
        "status": summary.status,
        "tags": list(summary.tags),
        "created_at": summary.created_at,
        "updated_at": summary.updated_at,
        "finished_at": summary.finished_at if summary.status == "finished" else None,
        "sections_done": summary.sections_done,
        "sections_total": summary.sections_total,
        "minutes": summary.minutes,
        "category": summary.category,
        "archived": summary.archived,
        "example": summary.example,
    }


def damaged_of(rows: Iterable[Summary]) -> list[dict[str, str]]:
    """Return the teardowns that cannot be opened, as JSON has them."""
    return [{"id": row.id, "path": str(row.path), "fault": row.fault} for row in rows if row.fault]


def tell_damaged(rows: Iterable[Summary]) -> None:
    """Say on stderr which teardowns cannot be opened, one line each."""
    for row in rows:
        if row.fault:
            say(f"{row.id} cannot be opened: {row.fault}. “teardown doctor” says what to do.")


def local_day(instant: str, workspace: Workspace) -> str:
    """Return the calendar day of an instant, here; empty where there is none."""
    try:
        at = datetime.fromisoformat(instant)
    except ValueError:
        return ""
    _, offset = workspace.clock.local_zone(at)
    return (at + timedelta(seconds=offset)).date().isoformat()


def print_rows(rows: Sequence[Summary], workspace: Workspace) -> None:
    """Print teardowns as a table for people."""
    from cli.table import Column, print_table

    print_table(
        (
            Column("product", least=10),
            Column("author", least=8, spare=6),
            Column("template", least=8, spare=5),
            Column("status", spare=1),
            Column("done", right=True, spare=2),
            Column("min", right=True, spare=4),
            Column("changed", spare=3),
            Column("id", faint=True),
        ),
        [
            [
                row.product,
                row.author,
                row.template,
                _state_of(row),
                f"{row.sections_done}/{row.sections_total}",
                str(row.minutes) if row.minutes else "",
                local_day(row.updated_at, workspace),
                row.id,
            ]
            for row in rows
        ],
    )


def _state_of(row: Summary) -> str:
    if row.fault:
        return "damaged"
    return "example" if row.example else row.status
