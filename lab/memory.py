"""What the app remembers between starts, apart from the library: places and rescued drafts.

Everything here can be lost without losing a word of a teardown, except a rescued draft,
which is written only when the library itself refused a save.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from store.records import Teardown

__all__ = ["Draft", "Drafts", "Place", "PlaceMemory"]


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
            data = json.loads((self._folder / f"{teardown_id}.json").read_bytes())
            return Place(
                section=str(data["section"]),
                prompt=str(data["prompt"]),
                row=int(data["row"]),
                column=int(data["column"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
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
            _write(self._folder / f"{teardown_id}.json", data, durable=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """Text that the library refused, kept until somebody decides what becomes of it."""

    teardown_id: str
    why: str
    record: Teardown
    path: Path


class Drafts:
    """Rescued drafts, in a folder outside the library."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, record: Teardown, why: str) -> Path:
        """Write the record; raise ``OSError`` where not even that is possible."""
        path = self._folder / f"{record.id}.json"
        _write(path, {"why": why, "record": record.to_dict()}, durable=True)
        return path

    def all(self) -> list[Draft]:
        """Return the drafts that can be read, in the order of their ids."""
        from pydantic import ValidationError

        from store.records import Teardown

        drafts = []
        for path in sorted(self._folder.glob("*.json")):
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError, ValidationError):
                data = json.loads(path.read_bytes())
                record = Teardown.model_validate(data["record"])
                drafts.append(Draft(record.id, str(data["why"]), record, path))
        return drafts

    def drop(self, teardown_id: str) -> None:
        """Forget a draft."""
        (self._folder / f"{teardown_id}.json").unlink(missing_ok=True)


def _write(path: Path, data: dict[str, Any], *, durable: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(temporary, "w", encoding="utf-8", opener=_private) as file:
            json.dump(data, file)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
