"""What the app needs while a teardown is open and others may write to it too."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from store.marks import mark_there

if TYPE_CHECKING:
    from lab.model import Teardown, Template
    from lab.workspace import Workspace
    from store.clock import Clock

__all__ = [
    "Opened",
    "Stamp",
    "mark_draft",
    "mark_finished",
    "open_teardown",
    "save_and_stamp",
    "stamp_of",
]

Stamp = tuple[int, int, int]
"""What tells one state of a teardown's file from another."""


class Opened(NamedTuple):
    """A teardown as it was opened."""

    record: Teardown
    template: Template
    stamp: Stamp | None


def open_teardown(workspace: Workspace, teardown_id: str) -> Opened:
    """Read a teardown and its template."""
    stamp = stamp_of(workspace, teardown_id)
    record = workspace.load(teardown_id)
    return Opened(record, workspace.template_of(record), stamp)


def stamp_of(workspace: Workspace, teardown_id: str) -> Stamp | None:
    """Return the state of a teardown's file, without reading it; ``None`` if it is gone."""
    return mark_there(str(workspace.library.root / "teardowns"), teardown_id)


def save_and_stamp(workspace: Workspace, record: Teardown) -> tuple[Teardown, Stamp | None]:
    """Save a teardown; return it as saved, and the state of its file."""
    saved = workspace.save(record)
    return saved, stamp_of(workspace, record.id)


def mark_finished(record: Teardown, *, clock: Clock) -> None:
    """Mark a record as finished, now and on the calendar day that it is here."""
    now = clock.now()
    _, offset = clock.local_zone(now)
    record.status = "finished"
    record.finished_at = now
    record.finished_on = (now + timedelta(seconds=offset)).date()


def mark_draft(record: Teardown) -> None:
    """Turn a finished record into a draft again."""
    record.status = "draft"
    record.finished_at = record.finished_on = None
