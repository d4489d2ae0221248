"""All teardowns of a library in a list, without reading them again.

One pass over the folder tells by inode, time and size which files changed; only
those are read. Everything else comes from a small cache file, which may be missing,
stale or unwritable at any time: then the list takes longer, and is the same.
"""

from __future__ import annotations

import os
import re
import stat
import time
from dataclasses import replace
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from store.errors import StoreError
from store.summary import Summary, summarize
from store.summary_file import Mark, read_summaries, write_summaries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "LARGEST_FILE",
    "Mark",
    "Summary",
    "SummaryCache",
    "mark_of",
    "read_summary",
    "summarize",
]

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes. No teardown comes near it; a larger file is something else, and is not read."""

_UNSETTLED = 2_000_000_000
"""Nanoseconds. Within the coarsest clock of a file system (2 s) a file may change twice and
show the same time; a file that was read so soon after its change is read once more."""

_AT_A_POLL = 256
"""How many files one poll looks at, besides the folder."""

_NO_MARK: Mark = (0, 0, 0)
_OPEN_FLAGS = (
    # A pipe must not block us, a link not lead us out of the library.
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}", re.ASCII)


def mark_of(status: os.stat_result) -> Mark:
    """Return what tells this state of a file from any other."""
    return status.st_ino, status.st_mtime_ns, status.st_size


def read_summary(path: Path) -> Summary:
    """Return the row of one file, whatever is the matter with it: then ``fault`` says what.

    Links, folders and pipes are never followed or opened; nothing is raised.
    """
    return _read(path.name.removesuffix(".json"), str(path.parent))[1]


class SummaryCache:
    """The rows of a library's list, as fresh as its files are."""

    def __init__(self, root: Path) -> None:
        self._folder = str(root / "teardowns")
        self._file = root / ".cache" / "summaries"
        self._known: dict[str, tuple[Mark, Summary]] = {}
        self._rows: list[Summary] | None = None
        self._unsettled: set[str] = set()
        self._loaded = False
        self._unwritten = 0
        self._folder_time = -1
        self._next_poll = 0

    def refresh(self) -> list[Summary]:
        """Return all rows, newest first, having read the files that changed."""
        self._load()
        self._folder_time = _time_of(self._folder)
        present: set[str] = set()
        for name, mark in _files(self._folder):
            present.add(name)
            old = self._known.get(name)
            if old is not None and old[0] == mark and name not in self._unsettled:
                continue
            fresh = self._read_again(name)
            if fresh != old:
                self._known[name] = fresh
                self._note_change()
        for name in self._known.keys() - present:
            self.note_gone(name)
        if self._unwritten > len(self._known) // 200:
            self.keep()
        return self.rows()

    def rows(self) -> list[Summary]:
        """Return the rows of the last refresh, with what was noted since, newest first."""
        if self._rows is None:
            self._rows = [row for _, row in self._known.values()]
            self._rows.sort(key=attrgetter("id"))
            self._rows.sort(key=_when, reverse=True)
        return list(self._rows)

    def note_saved(
        self, teardown_id: str, record: Mapping[str, Any], status: os.stat_result
    ) -> None:
        """Take over what was just saved, so that the file need not be read for it.

        ``status`` is that of the file that was written; renaming does not change it.
        """
        self._known[teardown_id] = mark_of(status), summarize(record, folder=self._folder)
        self._unsettled.add(teardown_id)
        self._note_change()

    def note_gone(self, teardown_id: str) -> None:
        """Take over that a teardown is no longer in the library."""
        if self._known.pop(teardown_id, None) is not None:
            self._unsettled.discard(teardown_id)
            self._note_change()

    def changed(self) -> bool:
        """Return whether somebody else changed something since the last refresh.

        Cheap enough for every second. What replaces, adds or removes a file is noticed at
        once; what writes *into* one of thousands of files within several calls, as each
        call looks at some files in turn.
        """
        now = _time_of(self._folder)
        if now != self._folder_time:
            marks = dict(_files(self._folder))
            if marks != {name: mark for name, (mark, _) in self._known.items()}:
                return True
            self._folder_time = now
            return False
        names = list(self._known)
        start = self._next_poll if self._next_poll < len(names) else 0
        self._next_poll = start + _AT_A_POLL
        return any(
            _mark_there(self._folder, name) != self._known[name][0]
            for name in names[start : self._next_poll]
        )

    def keep(self) -> None:
        """Write the cache file, if there is something new to write; failing is harmless."""
        if not self._unwritten:
            return
        self._unwritten = 0
        self.rows()
        # What is not settled yet is written with a time that no file has, and so read again.
        entries = [
            ((mark[0], -1, mark[2]) if name in self._unsettled else mark, row)
            for name, (mark, row) in self._known.items()
            if name == row.id and name.isascii()
        ]
        entries.sort(key=lambda entry: entry[1].id)
        entries.sort(key=lambda entry: _when(entry[1]), reverse=True)
        write_summaries(self._file, entries)

    def _load(self) -> None:
        """Begin with what the cache file holds, which is in the order of the list."""
        if self._loaded:
            return
        self._loaded = True
        for entry in read_summaries(self._file, folder=self._folder):
            self._known.setdefault(entry[1].id, entry)
        if not self._unsettled:
            self._rows = [row for _, row in self._known.values()]

    def _read_again(self, name: str) -> tuple[Mark, Summary]:
        mark, row = _read(name, self._folder)
        if abs(time.time_ns() - mark[1]) < _UNSETTLED:
            self._unsettled.add(name)
        else:
            self._unsettled.discard(name)
        return mark, row

    def _note_change(self) -> None:
        self._rows = None
        self._unwritten += 1


def _when(row: Summary) -> str:
    """Return what sorts by time: without the Z, a fraction of a second sorts last, as it must."""
    return row.updated_at[:-1]


def _time_of(folder: str) -> int:
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116 - a Path for each poll costs more
    except OSError:
        return -1


def _files(folder: str) -> Iterator[tuple[str, Mark]]:
    """Yield the name (without .json) and the mark of every file of a teardown."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".json") and not entry.name.startswith("."):
                    try:
                        mark = mark_of(entry.stat(follow_symlinks=False))
                    except FileNotFoundError:
                        continue  # removed in this very moment
                    except OSError:
                        mark = _NO_MARK
                    yield entry.name[:-5], mark
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(
            "The library cannot be read",
            f"{folder}: {error.strerror}",
            todo="Check that the folder is yours and that its disk is there.",
        ) from error


def _mark_there(folder: str, name: str) -> Mark | None:
    try:
        return mark_of(os.lstat(f"{folder}/{name}.json"))
    except OSError:
        return None


def _read(name: str, folder: str) -> tuple[Mark, Summary]:
    """Return the mark and the row of a file; the mark is that of the very file that was read."""
    path = f"{folder}/{name}.json"
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except OSError as error:
        mark = _mark_there(folder, name) or _NO_MARK
        why = (
            "It is a link to somewhere else, and teardown does not follow links"
            if Path(path).is_symlink()
            else f"It cannot be opened: {error.strerror}"
        )
        return mark, _faulty(name, folder, why, mark)
    try:
        status = os.fstat(descriptor)
        mark = mark_of(status)
        if not stat.S_ISREG(status.st_mode):
            return mark, _faulty(name, folder, "It is not a file", mark)
        if status.st_size > LARGEST_FILE:
            return mark, _faulty(name, folder, "It is larger than 64 MB", mark)
        content = os.read(descriptor, status.st_size + 1)
    except OSError as error:
        return mark, _faulty(name, folder, f"It cannot be read: {error.strerror}", mark)
    finally:
        os.close(descriptor)
    return mark, _understand(name, folder, content, mark)


def _understand(name: str, folder: str, content: bytes, mark: Mark) -> Summary:
    """Return the row that a file's content gives."""
    if not content.strip(b"\0 \n"):
        return _faulty(name, folder, "It is empty", mark)
    try:
        document = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        why = f"It is garbled or cut short at line {error.lineno}"
        return _faulty(name, folder, why, mark)
    try:
        record = document["_default"]["1"]
    except (KeyError, TypeError, IndexError):
        record = None
    if not isinstance(record, dict):
        return _faulty(name, folder, "It does not hold a teardown", mark)
    row = summarize(record, folder=folder)
    if row.id != name:
        why = f"The teardown in it has another name, “{row.id}”" if row.id else "It has no name"
        return replace(row, id=_shown(name), fault=row.fault or why)
    if not _ID.fullmatch(name):
        return replace(row, fault=row.fault or "Its name has characters that no name may have")
    return row if row.updated_at else replace(row, updated_at=_instant(mark))


def _faulty(name: str, folder: str, why: str, mark: Mark) -> Summary:
    return Summary(id=_shown(name), updated_at=_instant(mark), fault=why, folder=folder)


def _shown(name: str) -> str:
    """Return a file's name as text that can be shown anywhere, whatever bytes it is made of."""
    return os.fsencode(name).decode("utf-8", "replace")


def _instant(mark: Mark) -> str:
    """Return the time of a file's last change, for where its content has none."""
    seconds = min(max(mark[1] // 10**9, 0), 2**33)
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
