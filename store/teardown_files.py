"""The teardowns' own files: where they are, and how a change gets in."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from functools import cached_property
from os.path import lexists
from typing import TYPE_CHECKING, Any, cast

from store.errors import NotFound
from store.files import real_folder
from store.names import is_valid_id
from store.refusals import refusing
from store.witness import Witness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from store.clock import Clock
    from store.database import TeardownDatabase, TeardownTable
    from store.documents import Stored
    from store.files import Files
    from store.locks import Lock
    from store.parts import Parts
    from store.summaries import SummaryCache
    from store.views import Changes

__all__ = ["TeardownFiles", "no_teardown"]


class TeardownFiles:
    """One way in for every change: under the lock, against what was seen, with the list told."""

    def __init__(self, root: Path, *, clock: Clock, files: Files, lock: Lock) -> None:
        self._root = root
        self._clock = clock
        self._files = files
        self._lock = lock
        self.witness = Witness()

    def close(self) -> None:
        """Keep the list for the next start, if it was read."""
        if "rows" in self.__dict__:
            self.rows.keep()

    @cached_property
    def parts(self) -> Parts:
        """What lies beside them: history, trash, pages, templates."""
        from store.parts import Parts

        return Parts.of(self._root, clock=self._clock, files=self._files, lock=self._lock)

    @cached_property
    def database(self) -> TeardownDatabase:
        """The teardowns as a TinyDB; every write is a save."""
        from store.database import TeardownDatabase
        from store.parts import LibraryKeeper

        return TeardownDatabase(
            self._root,
            lock=self._lock,
            files=self._files,
            keeper=LibraryKeeper(self.parts),
            tables=frozenset({"teardowns"}),
        )

    @cached_property
    def rows(self) -> SummaryCache:
        """The list of them."""
        from store.summaries import SummaryCache

        return SummaryCache(self._root)

    @cached_property
    def _table(self) -> TeardownTable:
        return cast("TeardownTable", self.database.table("teardowns"))

    # Reading

    def path(self, teardown_id: str) -> Path:
        """Return where a teardown's file is; ``NotFound`` for what can be no id."""
        if not is_valid_id(teardown_id):
            raise no_teardown(teardown_id)
        return self._root / "teardowns" / f"{teardown_id}.json"

    def is_there(self, teardown_id: str) -> bool:
        """Return whether something stands under that id, whatever it is."""
        return real_folder(self._root / "teardowns") and lexists(self.path(teardown_id))

    def stored(self, teardown_id: str) -> Stored:
        """Read a teardown's file; ``NotFound`` where there is none."""
        try:
            return self._table.stored(teardown_id)
        except NotFound:
            raise no_teardown(teardown_id) from None

    # Changing

    def write(
        self, teardown_id: str, document: dict[str, Any], write: Callable[[Changes], None]
    ) -> None:
        """Let *write* put the document in, and remember what is there from now on."""
        with self._lock, self._own_change():
            data, status = self._table.change(write).written[teardown_id]
        self.witness.saw(teardown_id, document["rev"], data)
        if "rows" in self.__dict__:
            self.rows.note_saved(teardown_id, document, status)

    def trash(self, teardown_id: str) -> None:
        """Move a teardown's file to the trash, damaged or not."""
        path = self.path(teardown_id)
        with self.changing(f"{teardown_id} could not be moved to the trash"):
            if not self.is_there(teardown_id) or path.is_symlink() or not path.is_file():
                self.stored(teardown_id)  # says what is there instead
            with self._own_change():
                self.parts.trash.put(path)
        self.witness.forget(teardown_id)
        if "rows" in self.__dict__:
            self.rows.note_gone(teardown_id)

    @contextmanager
    def changing(self, what: str) -> Iterator[None]:
        """Hold the lock, and say *what* could not be done where the system refuses."""
        with self._lock, refusing(what, self._root):
            yield

    def _own_change(self) -> AbstractContextManager[None]:
        return self.rows.own_change() if "rows" in self.__dict__ else nullcontext()


def no_teardown(text: str) -> NotFound:
    """Return what to raise where no teardown is meant by *text*."""
    return NotFound(
        f"There is no teardown “{text}”",
        todo="“teardown list” shows those that there are; four letters of an id are enough.",
    )
