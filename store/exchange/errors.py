"""What can go wrong when a teardown is written to a file or read back from one.

The tree is drawn in :mod:`teardown_templates.errors`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.errors import InvalidRecord, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["ExportExists", "ExportUnwritable", "Fault", "JsonInvalid", "MarkdownInvalid"]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong with a file, and the line that it stands in (from 1)."""

    line: int
    message: str

    def __str__(self) -> str:
        """Read “line 12: what is wrong”."""
        return f"line {self.line}: {self.message}"


class MarkdownInvalid(InvalidRecord):
    """A Markdown file cannot be read as a teardown; ``places`` has a line for each fault."""

    def __init__(self, faults: Iterable[Fault], *, name: str = "This Markdown") -> None:
        places = tuple(sorted(set(faults)))
        super().__init__(name, [str(fault) for fault in places])
        self.places = places
        self.todo = "Nothing was changed. Put these lines right and read the file again."


class JsonInvalid(InvalidRecord):
    """A JSON file cannot be read as a teardown; ``places`` has a line for each fault."""

    def __init__(self, faults: Iterable[Fault], *, name: str = "This JSON") -> None:
        places = tuple(sorted(set(faults)))
        super().__init__(name, [str(fault) for fault in places])
        self.places = places
        self.todo = "Nothing was changed. Put these lines right and read the file again."


class ExportExists(StoreError):
    """There is a file of that name already, and it was not to be replaced."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is there already",
            "nothing was overwritten",
            todo="Choose another name, or add --force.",
        )
        self.path = path


class ExportUnwritable(StoreError):
    """A file cannot be written: full disk, missing or read-only folder, a link in its place."""

    def __init__(self, path: Path, why: str, *, todo: str) -> None:
        super().__init__(f"{path} could not be written", why, todo=todo)
        self.path = path
