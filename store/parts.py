"""The parts of a library that its longer procedures share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.frozen import FrozenTemplates
from store.history import History
from store.pages import Pages
from store.summary import KNOWN_SCHEMA
from store.trash import Trash

if TYPE_CHECKING:
    from pathlib import Path

    from store.clock import Clock
    from store.documents import Stored
    from store.files import Files
    from store.locks import Lock

__all__ = ["LibraryKeeper", "Parts"]


@dataclass(frozen=True, slots=True)
class Parts:
    """Where a library's things are, and who looks after each kind."""

    root: Path
    clock: Clock
    files: Files
    lock: Lock
    history: History
    trash: Trash
    pages: Pages
    templates: FrozenTemplates

    @classmethod
    def of(cls, root: Path, *, clock: Clock, files: Files, lock: Lock) -> Parts:
        """Return the parts of the library in that folder."""
        history = History(root, files=files)
        return cls(
            root=root,
            clock=clock,
            files=files,
            lock=lock,
            history=history,
            trash=Trash(root, history=history, files=files),
            pages=Pages(root, files=files),
            templates=FrozenTemplates(root, files=files),
        )

    @property
    def teardowns(self) -> Path:
        """The folder of the teardowns."""
        return self.root / "teardowns"

    @property
    def damaged(self) -> Path:
        """The folder of the files that were set aside because they could not be read."""
        return self.root / "damaged"

    def path(self, teardown_id: str) -> Path:
        """Return where a teardown's file is."""
        return self.teardowns / f"{teardown_id}.json"


class LibraryKeeper:
    """Keeps every teardown that is replaced in the history, every removed one in the trash."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def version_path(self, document_id: str, before: Stored) -> str:
        """Return where the replaced file goes: the history."""
        older = 0 < before.schema < KNOWN_SCHEMA
        return self._parts.history.path_for(
            document_id,
            before.rev,
            mark=f"format{before.schema}" if older else "",
            same_as=before.path,
        )

    def remove(self, path: Path) -> None:
        """Move a removed file to the trash."""
        self._parts.trash.put(path)
