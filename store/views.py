"""A folder of documents as the mappings that TinyDB's operations work on.

``Documents`` is for reading, ``Changes`` for one operation that may change some of them.
Both read a document only when it is looked at.
"""

from __future__ import annotations

import os
from collections.abc import ItemsView, Iterator, Mapping, MutableMapping, ValuesView
from contextlib import ExitStack, suppress
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from store.documents import encode
from store.errors import InvalidRecord, NotFound, StoreError
from store.files import make_folders, real_folder, replace_file
from store.names import is_valid_id
from store.refusals import refusing

if TYPE_CHECKING:
    from store.database import FolderStorage
    from store.documents import Stored

__all__ = ["Changes", "Documents"]


class Documents(Mapping[str, dict[str, Any]]):
    """A table's documents by id, each read when it is asked for."""

    def __init__(self, storage: FolderStorage, table: str) -> None:
        self._storage = storage
        self._table = table

    def __getitem__(self, key: str) -> dict[str, Any]:
        try:
            return self._storage.stored(self._table, key).document
        except NotFound:
            raise KeyError(key) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._storage.ids(self._table))

    def __len__(self) -> int:
        return len(self._storage.ids(self._table))

    def items(self) -> ItemsView[str, dict[str, Any]]:
        """Return ids and documents; what cannot be read is passed over."""
        return _ReadableItems(self)

    def values(self) -> ValuesView[dict[str, Any]]:
        """Return the documents; what cannot be read is passed over."""
        return _ReadableValues(self)


class _ReadableItems(ItemsView[str, dict[str, Any]]):
    def __init__(self, documents: Documents) -> None:
        super().__init__(documents)
        self._documents = documents

    def __iter__(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for key in self._documents:
            with suppress(KeyError, StoreError):
                yield key, self._documents[key]


class _ReadableValues(ValuesView[dict[str, Any]]):
    def __init__(self, documents: Documents) -> None:
        super().__init__(documents)
        self._documents = documents

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for _, document in _ReadableItems(self._documents):
            yield document


@dataclass(slots=True)
class _Change:
    """What one operation does to one document."""

    before: Stored | None
    now: dict[str, Any] | None = None
    """The document as the operation leaves it; ``None`` while it has not been touched."""
    given: bool = False
    """Whether it was given anew, so that it need not be compared with what was."""
    removed: bool = False

    def data(self) -> bytes | None:
        """Return what is to be written; ``None`` if nothing is."""
        if self.removed or self.now is None:
            return None
        if not self.given and self.before is not None and self.before.document == self.now:
            return None
        try:
            return encode(self.now)
        except ValueError as error:
            raise InvalidRecord("The document", [f"JSON cannot hold it: {error}"]) from error


class Changes(MutableMapping[Any, dict[str, Any]]):
    """A table during one operation: documents are read when looked at, changes collected."""

    def __init__(self, storage: FolderStorage, table: str, id_class: type) -> None:
        self._storage = storage
        self._table = table
        self._id_class = id_class
        self._changes: dict[Any, _Change] = {}
        self.written: dict[Any, tuple[bytes, os.stat_result]] = {}
        """After ``commit``: the bytes and the status of each file that was written."""

    def before(self, key: Any) -> Stored | None:
        """Return the document as it was before this operation; ``None`` if there was none."""
        return self._change(key).before

    def touched(self) -> Iterator[tuple[Stored | None, dict[str, Any]]]:
        """Yield each document that the operation may have changed, as it was and as it is."""
        for change in self._changes.values():
            if change.now is not None and not change.removed:
                yield change.before, change.now

    def __getitem__(self, key: Any) -> dict[str, Any]:
        if key not in self:
            raise KeyError(key)
        change = self._changes[key]
        if change.now is None and change.before is not None:
            change.now = deepcopy(change.before.document)
        return cast("dict[str, Any]", change.now)

    def __contains__(self, key: object) -> bool:
        change = self._change(key)
        return not change.removed and (change.before is not None or change.now is not None)

    def __setitem__(self, key: Any, document: dict[str, Any]) -> None:
        if not is_valid_id(str(key)):
            raise InvalidRecord(
                f"“{key}”", ["an id has letters, digits, dots and hyphens, up to 120 of them"]
            )
        change = self._change(key)
        change.now, change.given, change.removed = document, True, False

    def __delitem__(self, key: Any) -> None:
        if key not in self:
            raise KeyError(key)
        self._changes[key].removed = True

    def __iter__(self) -> Iterator[Any]:
        """Yield the ids of all documents that can be read, those just added last."""
        known = dict.fromkeys(self._id_class(name) for name in self._storage.ids(self._table))
        for key in [*known, *(key for key in self._changes if key not in known)]:
            with suppress(StoreError):
                if key in self and self._is_readable(key):
                    yield key

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Remove all documents that can be read."""
        for key in list(self):
            del self[key]

    def commit(self) -> None:
        """Write what was changed, then take away what was removed."""
        storage = self._storage
        folder = storage.folder(self._table)
        with refusing("The library could not be written", storage.root), ExitStack() as undo:
            if not real_folder(folder):
                make_folders(Path(folder), inside=storage.root, files=storage.files, undo=undo)
            for key, change in self._changes.items():
                data = change.data()
                if data is not None:
                    before = change.before
                    kept = storage.keeper.version_path(str(key), before) if before else None
                    path = f"{folder}{os.sep}{key}.json"
                    status = replace_file(path, data, files=storage.files, keep_as=kept)
                    self.written[key] = data, status
            for key, change in self._changes.items():
                if change.removed and change.before is not None:
                    storage.keeper.remove(Path(folder, f"{key}.json"))
            undo.pop_all()

    def _is_readable(self, key: Any) -> bool:
        before = self._changes[key].before
        return before is None or before.document is not None

    def _change(self, key: Any) -> _Change:
        change = self._changes.get(key)
        if change is None:
            change = _Change(None)
            if isinstance(key, self._id_class):  # as in TinyDB, "1" is not the id 1
                with suppress(NotFound):
                    change.before = self._storage.stored(self._table, str(key))
            self._changes[key] = change
        return change
