"""Captured pages: each kept once, under the SHA-256 of its text.

``pages/ab/SHA256.md`` holds the text, ``pages/ab/SHA256.bytes`` the digest of the bytes
that it was made from, where somebody had them. A page is durable before a teardown can
name it. One that nothing has named for a week is swept away.
"""

from __future__ import annotations

import os
import re
from contextlib import ExitStack, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from store.characters import whole
from store.errors import Damaged, NotFound
from store.files import make_folders, quietly, read_file, real_folder, replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from store.files import Files

__all__ = ["GRACE_SECONDS", "Pages", "addresses_in", "is_address"]

GRACE_SECONDS: Final = 7 * 24 * 60 * 60
"""How long a page may be named by nothing before it is swept away."""

_ADDRESS = re.compile(r"[0-9a-f]{64}")
_ADDRESS_IN_FILE = re.compile(rb'"([0-9a-f]{64})"')


def is_address(text: str) -> bool:
    """Return whether *text* can be the address of a page."""
    return _ADDRESS.fullmatch(text) is not None


def addresses_in(data: bytes) -> set[str]:
    """Return every address that a file's bytes name, wherever it stands."""
    return {match.decode("ascii") for match in _ADDRESS_IN_FILE.findall(data)}


class Pages:
    """The pages of a library."""

    def __init__(self, root: Path, *, files: Files) -> None:
        self._root = root
        self._folder = root / "pages"
        self._folder_text = str(self._folder)
        self._files = files
        self._verified: dict[str, tuple[int, int, int]] = {}

    def put(self, text: str, *, raw: bytes = b"", raw_digest: str = "", now: datetime) -> str:
        """Keep a page, durably, and return its address; call it under the lock.

        *raw* are the bytes that it was made from; *raw_digest* is their SHA-256, for whoever
        has no more than that. Raise ``OSError`` where the disk refuses.
        """
        data = whole(text).encode()
        address = sha256(data).hexdigest()
        path = self.path(address)
        parts = [(path, data)]
        digest = sha256(raw).hexdigest() if raw else raw_digest
        if is_address(digest):
            parts.insert(0, (path.with_suffix(".bytes"), digest.encode("ascii")))
        with ExitStack() as undo:
            make_folders(path.parent, inside=self._root, files=self._files, undo=undo)
            for target, content in parts:
                if not _holds(target, content):
                    replace_file(target, content, files=self._files)
                    undo.callback(quietly, self._files.remove, target)
            undo.pop_all()
        # About to be named, perhaps again: its grace begins now.
        os.utime(path, (now.timestamp(), now.timestamp()))
        return address

    def read(self, address: str) -> str:
        """Return a page's text; raise ``NotFound``, or ``Damaged`` where it is not that text.

        It is compared with its address when it is first read and whenever its file changed.
        """
        place = self._place(address)
        data = read_file(place)
        mark = _mark(place)
        if mark is None or self._verified.get(address) != mark:
            if sha256(data).hexdigest() != address:
                raise Damaged(self.path(address), "it no longer holds the page that was captured")
            if mark is not None:
                self._verified[address] = mark
        return data.decode("utf-8")

    def raw_digest(self, address: str) -> str:
        """Return the SHA-256 of the bytes that a page was made from; empty if not known."""
        try:
            return read_file(self.path(address).with_suffix(".bytes")).decode("ascii", "replace")
        except NotFound:
            return ""

    def path(self, address: str) -> Path:
        """Return where the page with that address is; raise ``NotFound`` for what is none."""
        return Path(self._place(address))

    def _place(self, address: str) -> str:
        if not is_address(address):
            raise NotFound("There is no such page", "a page's address is 64 letters and digits")
        folder = f"{self._folder_text}/{address[:2]}"
        if real_folder(self._folder_text):
            real_folder(folder)
        return f"{folder}/{address}.md"

    def addresses(self) -> Iterator[str]:
        """Yield the addresses of all pages."""
        if not real_folder(self._folder):
            return
        for folder in sorted(self._folder.iterdir()):
            if folder.is_dir() and not folder.is_symlink():
                for path in sorted(folder.iterdir()):
                    if path.suffix == ".md" and is_address(path.stem):
                        yield path.stem

    def unused_since(self, before: float) -> set[str]:
        """Return the addresses of pages that were last put before that time (epoch seconds)."""
        found = set()
        for address in self.addresses():
            with suppress(OSError):
                if self.path(address).lstat().st_mtime < before:
                    found.add(address)
        return found

    def remove(self, addresses: Iterable[str], *, before: float) -> int:
        """Remove pages that still nobody put since; call it under the lock. Return how many."""
        count = 0
        for address in addresses:
            path = self.path(address)
            with suppress(OSError):
                if path.lstat().st_mtime < before:
                    self._files.remove(path)
                    count += 1
                    self._files.remove(path.with_suffix(".bytes"))
        return count


def _mark(path: str) -> tuple[int, int, int] | None:
    """Return what changes with a file's content; ``None`` where the file is gone by now."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def _holds(path: Path, content: bytes) -> bool:
    """Return whether the file is there with that content; a damaged one is written again."""
    try:
        return read_file(path) == content
    except (NotFound, Damaged):
        return False
