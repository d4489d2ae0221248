"""Exports: a teardown as a file that other people and programs read."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lab.files import write_private

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.exporting import ExportFormat
    from store.records import Teardown

__all__ = ["Exports"]

_LONGEST: Final = 8192
"""Bytes of a folder's path."""


class Exports:
    """Teardowns on their way out, and the folder that they went to last."""

    def __init__(self, load: Callable[[str], Teardown], *, state: Path) -> None:
        """*load* reads one teardown by its id; *state* is where the folder is remembered."""
        self._load = load
        self._memory = state / "export-folder"

    def text(self, record: Teardown, form: ExportFormat = "md") -> str:
        """Return the teardown as a file's text."""
        from lab.exporting import export_text

        return export_text(record, form=form)

    def folder(self) -> Path:
        """Return the folder of the last export from the app; the current one where it is gone."""
        with suppress(OSError, ValueError):
            with self._memory.open("rb") as file:
                folder = Path(file.read(_LONGEST).decode())
            if folder.is_absolute() and folder.is_dir():
                return folder
        return Path.cwd()

    def remember(self, folder: Path) -> None:
        """Keep the folder for the next export; where that fails it is only forgotten."""
        with suppress(OSError, UnicodeEncodeError):
            write_private(self._memory, str(folder.absolute()).encode(), durable=False)

    def write(self, record: Teardown, folder: Path, *, form: ExportFormat = "md") -> Path:
        """Write a teardown into a folder and return the file.

        A file of that name with another content is left alone; the new one gets a number.
        """
        from lab.exporting import write_beside

        return write_beside(folder, record, self.text(record, form), form=form)

    def write_into(self, teardown_id: str, folder: Path, *, form: ExportFormat = "md") -> Path:
        """Write a teardown of the library into a folder and return the file."""
        return self.write(self._load(teardown_id), folder, form=form)

    def write_companion(self, folder: Path, form: ExportFormat) -> Path | None:
        """Write the table or list beside several exports; return it if there is a new one."""
        from lab.exporting import write_companion

        return write_companion(folder, form)
