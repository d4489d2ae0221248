"""What the app remembers between starts, apart from the library: places and rescued drafts.

Everything here can be lost without losing a word of a teardown, except a rescued draft,
which is written only when the library itself refused a save.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.files import write_private

if TYPE_CHECKING:
    from pathlib import Path

    from store.records import Teardown

__all__ = ["Draft", "Drafts", "Place", "PlaceMemory"]

_LARGEST_PLACE = 4096
"""Bytes. A place takes about a hundred."""

_FURTHEST = 10**9


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody was in a walk."""

    section: str
    prompt: str
    row: int = 0
    column: int = 0


class PlaceMemory:
    """One small file a teardown, so that two windows never write the same one by accident."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def recall(self, teardown_id: str) -> Place | None:
        """Return the place, or ``None`` where none is remembered or the file is odd."""
        try:
            with (self._folder / f"{teardown_id}.json").open("rb") as file:
                data = json.loads(file.read(_LARGEST_PLACE))
            row, column = data["row"], data["column"]
            if not (_is_position(row) and _is_position(column)):
                return None
            return Place(
                section=str(data["section"]), prompt=str(data["prompt"]), row=row, column=column
            )
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def remember(self, teardown_id: str, place: Place) -> None:
        """Keep the place; a folder that cannot be written costs only the place."""
        data = {
            "section": place.section,
            "prompt": place.prompt,
            "row": place.row,
            "column": place.column,
        }
        with contextlib.suppress(OSError):
            path = self._folder / f"{teardown_id}.json"
            write_private(path, json.dumps(data).encode(), durable=False)

    def forget(self, teardown_id: str) -> None:
        """Forget the place."""
        with contextlib.suppress(OSError):
            (self._folder / f"{teardown_id}.json").unlink(missing_ok=True)


def _is_position(value: object) -> bool:
    return type(value) is int and 0 <= value <= _FURTHEST


@dataclass(frozen=True, slots=True)
class Draft:
    """Text that the library refused, kept until somebody decides what becomes of it."""

    teardown_id: str
    why: str
    record: Teardown
    path: Path


class Drafts:
    """Rescued drafts, in a folder outside the library.

    Each run of the program has its own file a teardown, named with *session*: a later run
    never writes over what an earlier one rescued.
    """

    def __init__(self, folder: Path, *, session: str) -> None:
        self._folder = folder
        self._session = session

    def keep(self, record: Teardown, why: str) -> Path:
        """Write the record; raise ``OSError`` where not even that is possible."""
        path = self._folder / f"{record.id}~{self._session}.json"
        text = json.dumps({"why": why, "record": record.to_dict()})
        write_private(path, text.encode())
        return path

    def all(self) -> list[Draft]:
        """Return the drafts that can be read, the oldest first."""
        drafts = []
        for path in self.paths():
            draft = _read_draft(path)
            if draft is not None:
                drafts.append(draft)
        return drafts

    def drop(self, path: Path) -> None:
        """Forget one draft, and no other; raise ``OSError`` where it cannot be removed."""
        if path.parent == self._folder:
            path.unlink(missing_ok=True)

    def paths(self) -> list[Path]:
        """Return the files of the drafts, the oldest first."""

        def age(path: Path) -> tuple[float, str]:
            try:
                return path.stat().st_mtime, path.name
            except OSError:
                return 0.0, path.name

        return sorted(self._folder.glob("*.json"), key=age)


def _read_draft(path: Path) -> Draft | None:
    from store.errors import StoreError
    from store.validation import to_record

    try:
        data = json.loads(path.read_bytes())
        document = dict(data["record"])
        record = to_record(document, name=str(document["id"]))
        return Draft(record.id, str(data["why"]), record, path)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, StoreError):
        return None
