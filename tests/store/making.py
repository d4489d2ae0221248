"""Records and libraries for the tests of the store."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from store.library import Library
from store.records import Teardown

if TYPE_CHECKING:
    from pathlib import Path

    from store.clock import Clock
    from store.files import Files

BEGUN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def make_record(
    teardown_id: str = "notion-ai-7k2q", text: str = "It drafts.", **fields: Any
) -> Teardown:
    """Return a small record; *text* is its one answer."""
    values: dict[str, Any] = {
        "schema": 2,
        "id": teardown_id,
        "template": {"id": "quick"},
        "created_at": BEGUN,
        "updated_at": BEGUN,
        "product": {"name": "Notion AI", "maker": "Notion"},
        "sections": {"job": {"answers": {"who": text}}},
    }
    return Teardown.model_validate(values | fields)


def text_of(record: Teardown) -> str:
    """Return the one answer of a record made here."""
    return record.sections["job"].answers["who"]


def with_text(record: Teardown, text: str) -> Teardown:
    """Return a copy of the record with another answer."""
    changed = record.model_copy(deep=True)
    changed.sections["job"].answers["who"] = text
    return changed


def open_library(
    root: Path, clock: Clock, *, files: Files | None = None, patience: float = 2.0
) -> Library:
    """Open a library whose new ids are the same in every run."""
    return Library.open(root, clock=clock, ids=lambda: "7k2q", files=files, patience=patience)


def on_disk(root: Path) -> dict[str, bytes | str]:
    """Return everything below a folder, by its path: a file's bytes, a link's target.

    The lock and the cache are left out: they hold nothing that is not elsewhere.
    """
    found: dict[str, bytes | str] = {}
    for folder, names, files in os.walk(root):
        names[:] = [name for name in names if name != ".cache"]
        for name in [*names, *(name for name in files if name != ".lock")]:
            path = os.path.join(folder, name)  # noqa: PTH118 - os.walk's own
            mode = os.lstat(path).st_mode
            place = os.path.relpath(path, root)
            if stat.S_ISLNK(mode):
                found[place] = os.readlink(path)  # noqa: PTH115 - as above
            elif stat.S_ISREG(mode):
                with open(path, "rb") as file:  # noqa: PTH123 - as above
                    found[place] = file.read()
            else:
                found[place] = f"kind {stat.S_IFMT(mode):o}"
    return found
