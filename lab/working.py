"""What the app needs while a teardown is open and others may write to it too."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from lab.files import write_private

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from lab.model import Teardown, Template
    from lab.workspace import Workspace
    from store.clock import Clock

__all__ = [
    "HalfFilled",
    "Opened",
    "Stamp",
    "mark_draft",
    "mark_finished",
    "open_teardown",
    "read_half_filled",
    "save_and_stamp",
    "stamp_of",
    "write_half_filled",
]

Stamp = tuple[int, int, int]
"""What tells one state of a teardown's file from another."""


HalfFilled = dict[str, dict[str, str]]
"""What stands in forms that are not done: by form, and there by field."""


class Opened(NamedTuple):
    """A teardown as it was opened."""

    record: Teardown
    template: Template
    stamp: Stamp | None
    half_filled: HalfFilled


def open_teardown(workspace: Workspace, teardown_id: str) -> Opened:
    """Read a teardown and its template."""
    stamp = stamp_of(workspace, teardown_id)
    record = workspace.load(teardown_id)
    half_filled = read_half_filled(workspace, teardown_id)
    return Opened(record, workspace.template_of(record), stamp, half_filled)


def read_half_filled(workspace: Workspace, teardown_id: str) -> HalfFilled:
    """Return what was left in a teardown's forms; nothing where the file is missing or odd."""
    import json

    try:
        data = json.loads(_forms_file(workspace, teardown_id).read_bytes())
        return {
            str(form): {str(field): str(text) for field, text in values.items()}
            for form, values in data.items()
        }
    except (OSError, ValueError, AttributeError, RecursionError):
        return {}


def write_half_filled(workspace: Workspace, teardown_id: str, half_filled: HalfFilled) -> None:
    """Keep what stands in forms that are not done."""
    import json

    path = _forms_file(workspace, teardown_id)
    if half_filled:
        write_private(path, json.dumps(half_filled).encode(), durable=False)
    else:
        path.unlink(missing_ok=True)


def _forms_file(workspace: Workspace, teardown_id: str) -> Path:
    return workspace.places.state / "forms" / f"{teardown_id}.json"


def stamp_of(workspace: Workspace, teardown_id: str) -> Stamp | None:
    """Return the state of a teardown's file, without reading it; ``None`` if it is gone."""
    from store.marks import mark_there

    return mark_there(str(workspace.library.root / "teardowns"), teardown_id)


def save_and_stamp(workspace: Workspace, record: Teardown) -> tuple[Teardown, Stamp | None]:
    """Save a teardown; return it as saved, and the state of its file."""
    saved = workspace.save(record)
    return saved, stamp_of(workspace, record.id)


def mark_finished(record: Teardown, *, clock: Clock, day_start: int = 0) -> None:
    """Mark a record as finished, now and on the day that it is here.

    *day_start* is the hour at which days begin for the person: a late night belongs to the
    evening before. What was finished before, and has kept that day, was finished then.
    """
    record.status = "finished"
    if record.finished_at is not None:
        return
    now = clock.now()
    _, offset = clock.local_zone(now)
    record.finished_at = now
    record.finished_on = (now + timedelta(seconds=offset, hours=-day_start)).date()


def mark_draft(record: Teardown, *, week: date) -> None:
    """Turn a finished record into a draft again.

    What was finished before *week*, the first day of the running one, keeps its day: a week
    that is over stays as it was, and nothing is finished twice.
    """
    record.status = "draft"
    day = record.finished_on or (record.finished_at.date() if record.finished_at else None)
    if day is None or day >= week:
        record.finished_at = record.finished_on = None
