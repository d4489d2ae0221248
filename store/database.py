"""The library as a TinyDB: a table is a folder, a document one file in it.

TinyDB's own storage reads and writes everything for every change. Here the ``Table``'s
two methods that stand between its operations and the storage hand out a view of the
folder instead: reading one document reads one file, and after an operation exactly the
documents that it changed are written, each whole and durably. All of TinyDB's operations
and queries work as documented (a contract test runs them side by side with plain
TinyDB), with these differences, which a folder makes:

* An operation that changes several documents is not one step: killed in between, some
  are changed and others not, each of them whole.
* Results of queries are not cached, since another process may change the files.
* A damaged file is passed over by queries and reported when it is asked for by its id.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from store.documents import Stored, rev_of
from store.errors import NotFound, StoreError
from store.files import Files, read_file, real_folder
from store.names import is_valid_id, random_suffix, teardown_id
from store.views import Changes, Documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

__all__ = [
    "Dropping",
    "FolderDatabase",
    "FolderStorage",
    "FolderTable",
    "Keeper",
    "TeardownDatabase",
    "TeardownTable",
]


class Keeper(Protocol):
    """What becomes of documents that are replaced or removed."""

    def version_path(self, document_id: str, before: Stored) -> str | None:
        """Return where the replaced file is kept; ``None`` to drop it."""

    def remove(self, path: Path) -> None:
        """Take a document's file away, durably."""


class Dropping:
    """A keeper that keeps nothing, as plain TinyDB does."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def version_path(self, document_id: str, before: Stored) -> None:
        """Return ``None``: the replaced file is dropped."""

    def remove(self, path: Path) -> None:
        """Remove the file."""
        self._files.remove(path)
        self._files.sync_folder(path.parent)


class FolderStorage(Storage):
    """TinyDB's storage over a folder with a folder for each table."""

    def __init__(
        self,
        root: Path,
        *,
        lock: AbstractContextManager[None],
        files: Files | None = None,
        keeper: Keeper | None = None,
        tables: frozenset[str] | None = None,
    ) -> None:
        self.root = root
        self.lock = lock
        self.files = files or Files()
        self.keeper: Keeper = keeper or Dropping(self.files)
        self._tables = tables
        self._folders: dict[str, str] = {}

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return a view of each table, which reads documents when they are looked at."""
        names = self._tables
        if names is None:
            with suppress(FileNotFoundError):
                names = frozenset(e.name for e in self.root.iterdir() if _is_table_name(e.name))
        found = [name for name in sorted(names or ()) if real_folder(self.root / name)]
        # TinyDB asks for dicts and uses them as mappings.
        return cast("dict[str, dict[str, Any]]", {n: Documents(self, n) for n in found}) or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the folder hold exactly *data*; documents that are equal are left alone."""
        with self.lock:
            for name in self.read() or {}:
                if name not in data:
                    changes = Changes(self, name, str)
                    changes.clear()
                    changes.commit()
                    with suppress(OSError):  # not empty: a file that is no document stays
                        self.files.remove_folder(self.root / name)
            for name, documents in data.items():
                if isinstance(documents, Documents):
                    continue
                changes = Changes(self, name, str)
                for gone in [key for key in changes if key not in documents]:
                    del changes[gone]
                for key, document in documents.items():
                    if changes.get(key) != document:
                        changes[key] = document
                changes.commit()

    def folder(self, table: str) -> str:
        """Return a table's folder; raise ``StoreError`` for a name that no table has."""
        folder = self._folders.get(table)
        if folder is None:
            known = self._tables is None or table in self._tables
            if not known or not _is_table_name(table):
                raise StoreError(f"The library has no table “{table}”")
            folder = self._folders[table] = str(self.root / table)
        return folder

    def ids(self, table: str) -> list[str]:
        """Return the ids of a table's documents, without reading any of them."""
        folder = self.folder(table)
        if not real_folder(folder):
            return []
        found = (teardown_id(name) for name in os.listdir(folder))  # noqa: PTH208 - names only
        return sorted(filter(None, found), key=_by_number)

    def stored(self, table: str, document_id: str) -> Stored:
        """Read one document; raise ``NotFound``, ``LinkRefused``, ``Unreadable``, ``Damaged``."""
        folder = self.folder(table)
        if not is_valid_id(document_id) or not real_folder(folder):
            raise NotFound(f"There is no “{document_id}” in {table}")
        path = f"{folder}{os.sep}{document_id}.json"
        return Stored(path, read_file(path))


class FolderTable(Table):
    """A TinyDB table whose operations read and write single files."""

    def __init__(
        self,
        storage: Storage,
        name: str,
        cache_size: int = 0,
        persist_empty: bool = False,  # noqa: FBT001, FBT002 - TinyDB's own signature
    ) -> None:
        # No query cache: another process may have changed the files.
        super().__init__(storage, name, cache_size, persist_empty)

    @property
    def folder_storage(self) -> FolderStorage:
        """The table's storage."""
        return cast("FolderStorage", self._storage)

    def change(self, updater: Callable[[Changes], None]) -> Changes:
        """Run one operation under the lock and write what it changed."""
        storage = self.folder_storage
        with storage.lock:
            changes = Changes(storage, self.name, self.document_id_class)
            updater(changes)
            changes.commit()
        self.clear_cache()
        return changes

    def stored(self, document_id: str) -> Stored:
        """Read one document with its bytes; raise what ``FolderStorage.stored`` raises."""
        return self.folder_storage.stored(self.name, document_id)

    def _read_table(self) -> Mapping[str, Mapping[str, Any]]:  # type: ignore[override] # a view
        return Documents(self.folder_storage, self.name)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        self.change(updater)


class TeardownTable(FolderTable):
    """The table of teardowns: a document's id is the teardown's, every write is a save."""

    document_id_class = str  # type: ignore[assignment] # TinyDB's own are int

    def insert(self, document: Mapping[str, Any]) -> Any:
        """Insert a document under its own ``id``."""
        return super().insert(_under_own_id(document))

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[Any]:
        """Insert documents, each under its own ``id``."""
        return super().insert_multiple(_under_own_id(document) for document in documents)

    def change(self, updater: Callable[[Changes], None]) -> Changes:
        """Run one operation; a document that it changed counts as saved once more."""

        def counted(changes: Changes) -> None:
            updater(changes)
            for before, now in changes.touched():
                if before is not None and rev_of(now) <= before.rev and now != before.document:
                    now["rev"] = before.rev + 1

        return super().change(counted)

    def _get_next_id(self) -> str:
        return f"teardown-{random_suffix()}"


class FolderDatabase(TinyDB):
    """A TinyDB over any folder: a table is a folder, a document a file."""

    table_class = FolderTable
    default_storage_class = FolderStorage  # type: ignore[assignment] # TinyDB means any Storage


class TeardownDatabase(FolderDatabase):
    """The library as a TinyDB: its default table holds the teardowns."""

    table_class = TeardownTable
    default_table_name = "teardowns"


def _under_own_id(document: Any) -> Any:
    own_id = document.get("id") if type(document) is dict else None
    # TinyDB's ids are int by default; ours are the class that the table declares.
    return Document(document, cast("int", own_id)) if isinstance(own_id, str) else document


def _is_table_name(name: str) -> bool:
    # TinyDB's own default table begins with an underscore, which no id does.
    return is_valid_id(name.removeprefix("_")) and "." not in name


def _by_number(name: str) -> tuple[int, str]:
    return (int(name), "") if name.isdecimal() else (sys.maxsize, name)
