"""Exports: a teardown as a file that other people and programs read."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from lab.files import write_private

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.exporting import ExportFormat
    from store.records import Teardown

__all__ = ["Exports", "Written"]

_LONGEST: Final = 8192
"""Bytes of a folder's path."""


class Written(NamedTuple):
    """What an export wrote."""

    path: Path
    pages: int = 0
    """Captured pages that lie in the folder beside it."""
    missing: int = 0
    """Pages that the library does not have, or cannot read."""


class Exports:
    """Teardowns on their way out, and the folder that they went to last."""

    def __init__(
        self, load: Callable[[str], Teardown], *, page: Callable[[str], str], state: Path
    ) -> None:
        """*load* reads one teardown by its id, *page* the text of a captured page by its address.

        *state* is where the folder is remembered.
        """
        self._load = load
        self._page = page
        self._memory = state / "export-folder"

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

    def write(
        self,
        record: Teardown,
        folder: Path,
        *,
        form: ExportFormat = "md",
        with_pages: bool = False,
    ) -> Written:
        """Write a teardown into a folder.

        A file of that name with another content is left alone; the new one gets a number. With
        *with_pages* the captured pages go into a folder beside it.
        """
        from lab.evidence.beside import pages_beside, write_pages
        from lab.exporting import export_text, write_beside

        def text_at(path: Path) -> str:
            files = pages_beside(path, record, self._page).links() if with_pages else None
            return export_text(record, form=form, files=files)

        path = write_beside(folder, record, text_at, form=form)
        if not with_pages:
            return Written(path)
        beside = pages_beside(path, record, self._page)
        write_pages(beside, record)
        return Written(path, len(beside.pages), beside.missing)

    def write_into(
        self,
        teardown_id: str,
        folder: Path,
        *,
        form: ExportFormat = "md",
        with_pages: bool = False,
    ) -> Written:
        """Write a teardown of the library into a folder."""
        return self.write(self._load(teardown_id), folder, form=form, with_pages=with_pages)

    def write_companion(self, folder: Path, form: ExportFormat) -> Path | None:
        """Write the table or list beside several exports; return it if there is a new one."""
        from lab.exporting import write_companion

        return write_companion(folder, form)
