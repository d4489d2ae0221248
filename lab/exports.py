"""Exports: a teardown as a file that other people and programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store.records import Teardown

__all__ = ["Exports"]


class Exports:
    """Teardowns on their way out."""

    def __init__(self, load: Callable[[str], Teardown]) -> None:
        """*load* reads one teardown by its id."""
        self._load = load

    def markdown(self, record: Teardown) -> str:
        """Return the teardown as Markdown."""
        from lab.exporting import export_text

        return export_text(record)

    def write_into(self, teardown_id: str, folder: Path) -> Path:
        """Write a teardown as Markdown into a folder and return the file.

        A file of that name with another content is left alone; the new one gets a number.
        """
        from lab.exporting import write_beside

        record = self._load(teardown_id)
        return write_beside(folder, record, self.markdown(record))
