"""All teardowns of a library in a list, without reading them again.

One pass over the folder tells by inode, time and size which files changed; only
those are read. Everything else comes from a small cache file, which may be missing,
stale or unwritable at any time: then the list takes longer, and is the same.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from store.marks import Mark, mark_of, mark_there, marks_in, read_marked
from store.summary import Summary, summarize
from store.summary_file import read_summaries, write_summaries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["Summary", "SummaryCache", "read_summary", "summarize"]

_UNSETTLED = 2_000_000_000
"""Nanoseconds. Within the coarsest clock of a file system (2 s) a file may change twice and
show the same time; a file that was read so soon after its change is read once more."""

_MOST_SAVED = 32
"""Saved records that are kept until their rows are asked for."""

_AT_A_POLL = 256
"""How many files one poll looks at, besides the folder."""


def read_summary(path: Path) -> Summary:
    """Return the row of one file, whatever is the matter with it: then ``fault`` says what."""
    return _read(path.name.removesuffix(".json"), str(path.parent))[1]


class SummaryCache:
    """The rows of a library's list, as fresh as its files are."""

    def __init__(self, root: Path) -> None:
        self._folder = str(root / "teardowns")
        self._file = root / ".cache" / "summaries"
        self._known: dict[str, tuple[Mark, Summary]] = {}
        self._saved: dict[str, tuple[Mark, Mapping[str, Any]]] = {}
        self._rows: list[Summary] | None = None
        self._unsettled: set[str] = set()
        self._loaded = False
        self._changes = 0
        self._unwritten = 0
        self._folder_time = -1
        self._next_poll = 0

    def refresh(self) -> list[Summary]:
        """Return all rows, newest first, having read the files that changed.

        Raises ``StoreError`` if the folder of teardowns is there and cannot be read.
        """
        self._load()
        self._take_over()
        self._folder_time = _time_of(self._folder)
        present: set[str] = set()
        for name, mark in marks_in(self._folder, self._known):
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

    def last_known(self) -> list[Summary]:
        """Return the rows as the cache file has them, newest first; no teardown is looked at."""
        self._load()
        return self.rows()

    def rows(self) -> list[Summary]:
        """Return the rows of the last refresh, with what was noted since, newest first."""
        self._take_over()
        if self._rows is None:
            self._rows = [row for _, row in _in_order(self._known.values())]
        return list(self._rows)

    @property
    def entries(self) -> Mapping[str, tuple[Mark, Summary]]:
        """By id, the mark of each file and its row, as ``rows`` has them."""
        self._take_over()
        return self._known

    @property
    def changes(self) -> int:
        """A number that grows whenever an entry changes."""
        return self._changes

    def note_saved(
        self, teardown_id: str, record: Mapping[str, Any], status: os.stat_result
    ) -> None:
        """Take over what was just saved, so that the file need not be read for it.

        ``status`` is that of the file that was written; renaming does not change it. The
        row is made when it is asked for: saving must not wait for it.
        """
        self._saved[teardown_id] = mark_of(status), record
        self._note_change()
        if len(self._saved) > _MOST_SAVED:
            self._take_over()

    def note_gone(self, teardown_id: str) -> None:
        """Take over that a teardown is no longer in the library."""
        self._take_over()
        if self._known.pop(teardown_id, None) is not None:
            self._unsettled.discard(teardown_id)
            self._note_change()

    @contextmanager
    def own_change(self) -> Iterator[None]:
        """Do inside, under the library's lock, what changes the folder and is then noted.

        What others changed before stays to be noticed by ``changed``.
        """
        before = _time_of(self._folder)
        yield
        if before == self._folder_time:
            self._folder_time = _time_of(self._folder)

    def changed(self) -> bool:
        """Return whether somebody else changed something since the last refresh.

        Cheap enough for every second. What replaces, adds or removes a file is noticed at
        once; what writes *into* one of thousands of files within several calls, as each
        call looks at some files in turn.
        """
        self._take_over()
        now = _time_of(self._folder)
        if now != self._folder_time:
            marks = dict(marks_in(self._folder, self._known))
            if marks != {name: mark for name, (mark, _) in self._known.items()}:
                return True
            self._folder_time = now
            return False
        names = list(self._known)
        start = self._next_poll if self._next_poll < len(names) else 0
        self._next_poll = start + _AT_A_POLL
        return any(
            mark_there(self._folder, name) != self._known[name][0]
            for name in names[start : self._next_poll]
        )

    def keep(self) -> None:
        """Write the cache file if there is something new to write; failing is harmless."""
        if not self._unwritten or not self._loaded:
            return
        self._take_over()
        self._unwritten = 0
        # What is not settled is written with a time that no file has, and so is read again.
        write_summaries(
            self._file,
            [
                ((mark[0], -1, mark[2]) if row.id in self._unsettled else mark, row)
                for mark, row in _in_order(self._known.values())
            ],
        )

    def _load(self) -> None:
        """Begin with what the cache file holds, which is in the order of the list."""
        if self._loaded:
            return
        self._loaded = True
        entries = read_summaries(self._file, folder=self._folder)
        self._known = {row.id: (mark, row) for mark, row in entries}
        self._rows = [row for _, row in entries]

    def _take_over(self) -> None:
        """Make the rows of what was saved."""
        if not self._saved:
            return
        for name, (mark, record) in self._saved.items():
            self._known[name] = mark, summarize(record, folder=self._folder)
            self._unsettled.add(name)
        self._saved.clear()
        self._rows = None

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
        self._changes += 1


def _in_order(entries: Iterable[tuple[Mark, Summary]]) -> list[tuple[Mark, Summary]]:
    """Sort newest first, and by id where the time is the same.

    Without its Z, a time with a fraction of a second sorts after the whole second.
    """
    rows = sorted(entries, key=lambda entry: entry[1].id)
    rows.sort(key=lambda entry: entry[1].updated_at[:-1], reverse=True)
    return rows


def _time_of(folder: str) -> int:
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116 - a Path for each poll costs more
    except OSError:
        return -1


def _read(name: str, folder: str) -> tuple[Mark, Summary]:
    """Return the mark and the row of a file."""
    mark, document, fault = read_marked(folder, name)
    if document is None:
        return mark, Summary(id=name, updated_at=_instant(mark), fault=fault, folder=folder)
    row = summarize(document, folder=folder)
    if row.id != name:
        whose = f"it holds the teardown “{row.id}”" if row.id else "it holds no id"
        row = row._replace(id=name, fault=row.fault or whose)
    return mark, row if row.updated_at else row._replace(updated_at=_instant(mark))


def _instant(mark: Mark) -> str:
    """Return the time of a file's last change, for where its content has none."""
    seconds = min(max(mark[1] // 10**9, 0), 2**33)
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
