"""What can go wrong with a library, in words for the person whose library it is.

The tree is drawn in :mod:`teardown_templates.errors`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from teardown_templates.errors import TeardownError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "AmbiguousId",
    "Conflict",
    "Damaged",
    "InvalidRecord",
    "LibraryBusy",
    "LibraryUnwritable",
    "LinkRefused",
    "NewerSchema",
    "NotFound",
    "StoreError",
    "Unreadable",
]


class StoreError(TeardownError):
    """Something is wrong with the library or a file in it."""


class NotFound(StoreError):
    """There is no teardown, version or page of that name."""


class AmbiguousId(StoreError):
    """A short id fits several teardowns; ``candidates`` are their full ids."""

    def __init__(self, prefix: str, candidates: list[str]) -> None:
        super().__init__(
            f"“{prefix}” fits {len(candidates)} teardowns",
            ", ".join(candidates[:8]) + (" …" if len(candidates) > 8 else ""),  # noqa: PLR2004 - a line's worth
            todo="Type a few more letters of the one you mean.",
        )
        self.candidates = candidates


class Conflict(StoreError):
    """Somebody else saved this teardown in between; nothing was overwritten."""

    def __init__(self, teardown_id: str, *, ours: int, theirs: int) -> None:
        super().__init__(
            f"{teardown_id} was saved somewhere else in the meantime",
            f"you started from version {ours}, the library now has version {theirs}",
            todo="Nothing was overwritten; compare both and choose what to keep.",
        )
        self.teardown_id = teardown_id
        self.ours = ours
        self.theirs = theirs


class Damaged(StoreError):
    """A file cannot be read back; everything else in the library still can."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path.name} is damaged",
            why,
            todo=(
                "Nothing was changed. “teardown doctor --fix” sets the file aside "
                "and brings back its newest good version."
            ),
        )
        self.path = path


class Unreadable(StoreError):
    """The system does not let us read a file or folder: no permission, a failing disk."""


class LinkRefused(StoreError):
    """A link stands where the library keeps its own file or folder; it is not followed."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}” is a link to somewhere else",
            "teardown does not follow links inside its library, so that nothing outside is touched",
            todo="Nothing was changed. Put the real file or folder in its place.",
        )
        self.path = path


class NewerSchema(StoreError):
    """A file was written by a newer version of the app and is left untouched."""

    def __init__(self, name: str, *, found: int, known: int) -> None:
        super().__init__(
            f"{name} was written by a newer teardown",
            f"it has format {found}, this version reads up to {known}",
            todo="Update teardown to open it; nothing was changed.",
        )
        self.found = found
        self.known = known


class LibraryBusy(StoreError):
    """Another program holds the library's lock."""


class LibraryUnwritable(StoreError):
    """The library cannot be written: full disk, read-only folder, no permission."""


class InvalidRecord(StoreError):
    """A record holds values that no teardown can have; ``faults`` names each with its path."""

    def __init__(self, name: str, faults: list[str], *, todo: str = "") -> None:
        super().__init__(
            f"{name} cannot be used",
            "; ".join(faults[:5]) + ("; …" if len(faults) > 5 else ""),  # noqa: PLR2004
            todo=todo,
        )
        self.faults = faults
