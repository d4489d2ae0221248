"""The same library in one SQLite file, as a good developer would write it.

A table with a column for everything that the list shows and the record as JSON, an index
in the order of the list, a row in the history for each save, and the pages in a table.
WAL and ``synchronous=FULL``: what was acknowledged survives a power cut.
"""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from store.records import Teardown

__all__ = ["LIST_COLUMNS", "Rival"]

LIST_COLUMNS = (
    "id, product, maker, author, template, status, tags, created_at, updated_at, finished_at,"
    " sections_done, sections_total, minutes, archived, example, category, rev"
)
_SCHEMA = """
CREATE TABLE teardown (
    id TEXT PRIMARY KEY, product TEXT, maker TEXT, author TEXT, template TEXT, status TEXT,
    tags TEXT, created_at TEXT, updated_at TEXT, finished_at TEXT, sections_done INTEGER,
    sections_total INTEGER, minutes INTEGER, archived INTEGER, example INTEGER, category TEXT,
    rev INTEGER, body BLOB
);
CREATE INDEX newest ON teardown (updated_at DESC, id);
CREATE TABLE history (id TEXT, rev INTEGER, saved_at TEXT, body BLOB, PRIMARY KEY (id, rev));
CREATE TABLE page (sha TEXT PRIMARY KEY, body TEXT);
"""
_INSERT = f"INSERT INTO teardown VALUES ({', '.join('?' * 18)})"  # noqa: S608 - only marks
_UPDATE = f"""
UPDATE teardown SET ({LIST_COLUMNS.partition(", ")[2]}, body) = ({", ".join("?" * 17)})
WHERE id = ? AND rev = ?
"""  # noqa: S608 - our own constant


class Rival:
    """A library in an SQLite file."""

    def __init__(self, path: Path) -> None:
        fresh = not path.exists()
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        if fresh:
            self._connection.executescript(_SCHEMA)

    def fill(self, documents: Iterable[dict[str, Any]], pages: Iterable[str]) -> None:
        """Put a whole library in, without waiting for the disk."""
        self._connection.execute("BEGIN")
        self._connection.executemany(_INSERT, map(_row, documents))
        self._connection.executemany(
            "INSERT OR IGNORE INTO page VALUES (?, ?)", ((_address(page), page) for page in pages)
        )
        self._connection.execute("COMMIT")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def rows(self) -> list[tuple[Any, ...]]:
        """Return what the list shows, newest first."""
        return self._connection.execute(
            f"SELECT {LIST_COLUMNS} FROM teardown ORDER BY updated_at DESC, id"  # noqa: S608 - our own constant
        ).fetchall()

    def load(self, teardown_id: str) -> Teardown:
        """Read a teardown."""
        from store.records import Teardown

        (body,) = self._connection.execute(
            "SELECT body FROM teardown WHERE id = ?", (teardown_id,)
        ).fetchone()
        return Teardown.model_validate(orjson.loads(body))

    def page(self, sha: str) -> str:
        """Read a page."""
        (body,) = self._connection.execute("SELECT body FROM page WHERE sha = ?", (sha,)).fetchone()
        return str(body)

    def save(self, record: Teardown, *, now: datetime) -> Teardown:
        """Write a new version, if nobody else did, and keep the old one."""
        from store.validation import next_version

        fresh, document = next_version(record, rev=record.rev + 1, now=now)
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO history SELECT id, rev, updated_at, body FROM teardown WHERE id = ?",
            (record.id,),
        )
        row = _row(document)
        cursor = connection.execute(_UPDATE, (*row[1:], record.id, record.rev))
        if cursor.rowcount != 1:
            connection.execute("ROLLBACK")
            raise AssertionError("somebody else saved it")
        connection.execute("COMMIT")
        return fresh

    def insert(self, record: Teardown, pages: Iterable[str]) -> None:
        """Write a new teardown and its pages."""
        from store.validation import next_version

        _, document = next_version(record, rev=1)
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        for page in pages:
            connection.execute("INSERT OR IGNORE INTO page VALUES (?, ?)", (_address(page), page))
        connection.execute(_INSERT, _row(document))
        connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _address(page: str) -> str:
    return sha256(page.encode()).hexdigest()


def _row(document: dict[str, Any]) -> tuple[Any, ...]:
    sections = document["sections"].values()
    product = document["product"]
    return (
        document["id"],
        product["name"],
        product["maker"],
        document["author"],
        document["template"]["id"],
        document["status"],
        orjson.dumps(document["tags"]).decode(),
        document["created_at"],
        document["updated_at"],
        document["finished_at"],
        sum(section["done"] for section in sections),
        len(document["questions"]),
        sum(section["seconds"] for section in sections) // 60,
        document["archived"],
        document["example"],
        product["category"],
        document["rev"],
        orjson.dumps(document),
    )
