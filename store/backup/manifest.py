"""The list of what is in a backup: each file's size and SHA-256, and who made it when."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

__all__ = ["FORMAT", "Entry", "Manifest", "NoManifest"]

FORMAT: Final = 1
"""The number of the backup's own format, which is not the teardowns'."""

_SCHEMA: Final = re.compile(r"teardown\.backup/v(\d{1,6})")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class NoManifest(ValueError):
    """A list that is none; the text says why, for the person whose file it is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a backup."""

    name: str
    size: int
    sha256: str
    same_as: str = ""
    """The entry that holds these very bytes, where they are stored under another name."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself."""

    made_at: str
    app: str
    """The version of teardown that made it."""
    library_schema: int
    """The newest format that its teardowns can have."""
    entries: tuple[Entry, ...]
    format: int = FORMAT

    def to_json(self) -> bytes:
        """Return the list as it stands in the file."""
        entries = [
            {"name": each.name, "size": each.size, "sha256": each.sha256}
            | ({"same_as": each.same_as} if each.same_as else {})
            for each in self.entries
        ]
        whole = {
            "schema": f"teardown.backup/v{self.format}",
            "made_at": self.made_at,
            "app": self.app,
            "library_schema": self.library_schema,
            "entries": entries,
        }
        return (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode()

    @classmethod
    def from_json(cls, data: bytes) -> Manifest:
        """Read the list; raise ``NoManifest``."""
        try:
            whole = json.loads(data)
            return cls(
                made_at=str(whole["made_at"]),
                app=str(whole["app"]),
                library_schema=_whole_number(whole["library_schema"]),
                entries=tuple(_entry(each) for each in whole["entries"]),
                format=_format(whole["schema"]),
            )
        except NoManifest:
            raise
        except (ValueError, LookupError, TypeError, RecursionError):
            raise NoManifest("its list of contents cannot be read") from None


def _format(schema: str) -> int:
    found = _SCHEMA.fullmatch(schema)
    if found is None:
        raise NoManifest("it was not made by teardown")
    return int(found[1])


def _entry(data: dict[str, Any]) -> Entry:
    name, same_as, sha256 = data["name"], data.get("same_as", ""), data["sha256"]
    if not isinstance(name, str) or not isinstance(same_as, str):
        raise TypeError
    if _SHA256.fullmatch(sha256) is None:
        raise ValueError
    return Entry(name, _whole_number(data["size"]), sha256, same_as)


def _whole_number(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError
    return value
