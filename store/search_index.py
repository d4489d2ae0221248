"""The full-text index: an SQLite file with an FTS5 table, which can be thrown away any time.

For each teardown it keeps the set of its words, without their places: that makes it a
tenth of the size of the text, quick to build, and quick to ask for the beginning of a
word. What is shown comes from the teardown itself. The words of a teardown that changed
are added anew; the old ones point to nothing, until there are so many of them that the
index is begun again. Rows are numbered as they are added: the highest number is the latest.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from store.cache_folder import make_cache_folder
from store.words import index_parts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from store.marks import Mark
    from store.words import Term

__all__ = ["IndexBusy", "IndexEntry", "IndexUnusable", "SearchIndex"]

_FORMAT: Final = 1
"""Raised whenever words are found or kept differently."""

_IN_HEADING: Final = "\ue000"
"""Stands before a word of the heading, which is kept a second time with it."""

_MOST_TERMS: Final = 16
_MOST_PARTS: Final = 8
"""The index is asked for so much; the teardowns that it names are then checked for all."""

_MOST_STALE: Final = 500
_MOST_RESETS: Final = 2

_NAME = re.compile(r"search-(\d+)-(\d+)\.db(?:-\w+)?", re.ASCII)

# SQLite's primary result codes, which the module names only since Python 3.11.
_BUSY: Final = frozenset({5, 6})  # BUSY, LOCKED
_REFUSED: Final = frozenset({3, 8, 10, 13, 14, 23})  # PERM, READONLY, IOERR, FULL, CANTOPEN, AUTH

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS teardown (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    inode INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    size INTEGER NOT NULL
);
CREATE VIRTUAL TABLE IF NOT EXISTS word USING fts5 (
    text, content='', detail=none, columnsize=0, prefix='1 2 3', tokenize='ascii'
);
"""


class IndexUnusable(Exception):
    """There can be no index here: no FTS5 in this Python, or a folder that cannot be written."""


class IndexBusy(Exception):
    """Another process is writing to the index just now."""


class IndexEntry(NamedTuple):
    """What the index is given for one teardown."""

    id: str
    mark: Mark
    words: Collection[str]
    heading_words: Collection[str]


class SearchIndex:
    """The index file of one library. Methods raise ``IndexUnusable`` and ``IndexBusy`` only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._connection: sqlite3.Connection | None = None
        self._version = -1
        self._keys: dict[str, int] = {}
        self._resets = 0
        self.revision = 0
        """A number that grows whenever what is indexed changes."""

    def keys(self) -> dict[str, int]:
        """Return the hash of each indexed file's mark by id, others' work included."""
        with self._connected() as connection:
            self._catch_up(connection)
        return self._keys

    def update(self, entries: Iterable[IndexEntry], *, gone: Collection[str] = ()) -> None:
        """Take in some teardowns and drop others, in one step.

        ``revision`` grows by one; by more if another process did something, or if so many
        words were stale that the index is begun again, empty.
        """
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            self._catch_up(connection)
            for entry in entries:
                connection.execute("DELETE FROM teardown WHERE id = ?", (entry.id,))
                cursor = connection.execute(
                    "INSERT INTO teardown (id, inode, changed, size) VALUES (?, ?, ?, ?)",
                    (entry.id, *entry.mark),
                )
                words = [*sorted(entry.words), *(_IN_HEADING + w for w in entry.heading_words)]
                connection.execute(
                    "INSERT INTO word (rowid, text) VALUES (?, ?)",
                    (cursor.lastrowid, " ".join(words)),
                )
                self._keys[entry.id] = hash(entry.mark)
            for name in gone:
                connection.execute("DELETE FROM teardown WHERE id = ?", (name,))
                self._keys.pop(name, None)
            self.revision += 1
            latest = connection.execute("SELECT max(seq) FROM sqlite_sequence").fetchone()[0] or 0
            connection.execute("COMMIT")
        if latest > 2 * len(self._keys) + _MOST_STALE:
            self._begin_again()

    def find(self, terms: Sequence[Term], *, limit: int) -> list[str]:
        """Return the ids of teardowns that hold all terms, latest first.

        Up to *limit* with at least one term in the heading come first, then up to *limit*
        others. A few may not hold the terms after all.
        """
        wanted = [_expression(term) for term in terms[:_MOST_TERMS]]
        heads = [_expression(term, mark=_IN_HEADING) for term in terms[:_MOST_TERMS]]
        everywhere = " AND ".join(wanted)
        with self._connected() as connection:
            found: dict[str, None] = {}
            for match in (f"({' OR '.join(heads)}) AND {everywhere}", everywhere):
                rows = connection.execute(
                    "SELECT teardown.id FROM word CROSS JOIN teardown ON number = word.rowid"
                    " WHERE word MATCH ? ORDER BY word.rowid DESC LIMIT ?",
                    (match, limit),
                )
                found.update((row[0], None) for row in rows)
        return list(found)

    def close(self) -> None:
        """Close the file."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        import sqlite3

        if self._resets > _MOST_RESETS:
            raise IndexUnusable
        try:
            if self._connection is None:
                self._connection = self._open()
            yield self._connection
        except (sqlite3.Error, UnicodeDecodeError) as error:
            # The latter too: of a garbled file even the error message may be garbled.
            self._abandon()
            code = getattr(error, "sqlite_errorcode", 1) & 0xFF
            if code in _BUSY:
                raise IndexBusy from error
            if code in _REFUSED or "no such module" in str(error):
                self._resets = _MOST_RESETS + 1
                raise IndexUnusable from error
            # Garbled, cut, of an unknown shape: it is only a cache.
            self._begin_again()
            self._resets += 1
            raise IndexBusy from error
        except BaseException:
            self._abandon()
            raise

    def _abandon(self) -> None:
        """Undo what was begun, so that nothing half done is kept or locked."""
        self._version = -1
        if self._connection is not None and self._connection.in_transaction:
            import sqlite3

            with suppress(sqlite3.Error, UnicodeDecodeError):
                self._connection.execute("ROLLBACK")

    def _open(self) -> sqlite3.Connection:
        import sqlite3

        number = self._latest()
        path = self._folder / f"search-{_FORMAT}-{number}.db"
        if not make_cache_folder(self._folder):
            raise IndexUnusable
        with suppress(OSError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        self._remove_others(path.name)
        connection = sqlite3.connect(
            path, timeout=0.05, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.executescript(_SCHEMA)
        except (sqlite3.Error, UnicodeDecodeError):
            connection.close()
            raise
        self._version = -1
        return connection

    def _catch_up(self, connection: sqlite3.Connection) -> None:
        """Learn what another process has indexed."""
        version = connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            rows = connection.execute("SELECT id, inode, changed, size FROM teardown")
            self._keys = {row[0]: hash(row[1:]) for row in rows}
            self._version = version
            self.revision += 1

    def _begin_again(self) -> None:
        """Leave the file for a new one.

        The new one has another name, as another process may still have the old one open,
        and SQLite finds the files beside an index by its name.
        """
        self.close()
        self._keys = {}
        self.revision += 1
        number = self._latest()
        with suppress(OSError):
            (self._folder / f"search-{_FORMAT}-{number + 1}.db").touch(mode=0o600)

    def _latest(self) -> int:
        numbers = [0]
        with suppress(OSError):
            for path in self._folder.iterdir():
                match = _NAME.fullmatch(path.name)
                if match and int(match[1]) == _FORMAT:
                    numbers.append(int(match[2]))
        return max(numbers)

    def _remove_others(self, current: str) -> None:
        with suppress(OSError):
            for path in self._folder.iterdir():
                if _NAME.fullmatch(path.name) and not path.name.startswith(current):
                    path.unlink()


def _expression(term: Term, *, mark: str = "") -> str:
    """Return a term in FTS5's query language, in which nothing quoted has a meaning."""
    parts = index_parts(term)[:_MOST_PARTS]
    if term.unspaced and len(term.text) > 1:
        return "(" + " AND ".join(f'"{mark}{part}"' for part in parts) + ")"
    return f'"{mark}{parts[0]}"*'
