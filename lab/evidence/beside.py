"""Pages in a folder beside an exported teardown: written there, and brought back from there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from lab.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from store.exchange.page_files import PageFile
    from store.records import Teardown

__all__ = ["Beside", "folder_of", "found_beside", "pages_beside", "write_pages"]

_LARGEST: Final = 32 * 2**20
"""Bytes of a page that is read back."""
_MOST: Final = 5000
"""Files in the folder that are looked at."""
_OPEN: Final[int] = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
)


@dataclass(frozen=True, slots=True)
class Beside:
    """The pages that go beside an export."""

    folder: Path
    pages: tuple[tuple[PageFile, str], ...]
    """Each with its text."""
    missing: int
    """How many pages the library does not have."""

    def links(self) -> dict[str, str]:
        """Return the way from the export to each first capture, by the id of its evidence."""
        from store.exchange.page_files import link_from

        return {
            page.evidence.id: link_from(self.folder.name, page)
            for page, _ in self.pages
            if not page.is_latest
        }


def folder_of(path: Path) -> Path:
    """Return the folder of the pages that belong to an exported file."""
    from store.exchange.page_files import FOLDER_ENDING

    return path.with_name(f"{path.stem}{FOLDER_ENDING}")


def pages_beside(path: Path, record: Teardown, read: Callable[[str], str]) -> Beside:
    """Return the pages that go beside *path*; *read* gives a page's text by its address."""
    from store.exchange.page_files import page_files

    pages, missing = [], 0
    for page in page_files(record):
        try:
            pages.append((page, read(page.address)))
        except NotFound:
            missing += 1
    return Beside(folder_of(path), tuple(pages), missing)


def write_pages(beside: Beside, record: Teardown, *, force: bool = False) -> None:
    """Write the pages into their folder.

    An earlier file of the same evidence is replaced, any other only with *force*. Raise
    ``NotAnExport``, or ``ExportUnwritable`` for what the system refuses.
    """
    from lab.exporting import make_folder, write_text
    from store.exchange.page_files import page_text

    if not beside.pages:
        return
    make_folder(beside.folder)
    for page, markdown in beside.pages:
        path = beside.folder / page.name
        text = page_text(record, page, markdown)
        write_text(path, text, force=force or _is_of(path, record.id))


def found_beside(path: Path, record: Teardown) -> Iterator[tuple[str, str, str]]:
    """Yield address, text and the digest of the bytes of each page of a record that lies beside.

    Only what has the very digest that the record names; nothing behind a link is read.
    """
    from store.exchange.page_files import texts_in

    wanted = {item.body: item.sha256 for item in record.evidence if item.body}
    for item in record.evidence:
        if item.latest is not None and item.latest.body:
            wanted.setdefault(item.latest.body, item.latest.sha256)
    folder = folder_of(path)
    if not wanted or folder.is_symlink() or not folder.is_dir():
        return
    for number, file in enumerate(sorted(folder.glob("*.md"))):
        if not wanted or number == _MOST:
            return
        for text in texts_in(_text_of(file)):
            address = sha256(text.encode("utf-8", "replace")).hexdigest()
            if address in wanted:
                yield address, text, wanted.pop(address)


def _is_of(path: Path, teardown_id: str) -> bool:
    """Return whether a file is a page that was written beside this teardown before."""
    head, end, _ = _text_of(path).partition("\n---\n")
    lines = head.splitlines()
    named = (f"evidence_of: {teardown_id}", f'evidence_of: "{teardown_id}"')
    return bool(end) and lines[:1] == ["---"] and any(line in named for line in lines)


def _text_of(path: Path) -> str:
    try:
        descriptor = os.open(path, _OPEN)
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(_LARGEST + 1)
    except (OSError, ValueError):
        return ""
    return data.decode("utf-8", "replace") if len(data) <= _LARGEST else ""
