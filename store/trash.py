"""The trash: a removed teardown's file waits here, whole, until the trash is emptied."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any

from store.documents import NoDocument, decode, rev_of
from store.errors import Damaged, NotFound, StoreError
from store.files import make_folders, quietly, read_file, real_folder
from store.names import is_valid_id, teardown_id

if TYPE_CHECKING:
    from pathlib import Path

    from store.files import Files
    from store.history import History

__all__ = ["Trash"]


class Trash:
    """The trash of a library. Call what changes it under the lock; it raises ``OSError``."""

    def __init__(self, root: Path, *, history: History, files: Files) -> None:
        self._root = root
        self._folder = root / "trash"
        self._teardowns = root / "teardowns"
        self._history = history
        self._files = files

    def paths(self) -> list[Path]:
        """Return the files in the trash."""
        if not real_folder(self._folder):
            return []
        return sorted(path for path in self._folder.iterdir() if teardown_id(path.name))

    def has(self, teardown: str) -> bool:
        """Return whether that teardown is in the trash."""
        return real_folder(self._folder) and _is_there(self._folder / f"{teardown}.json")

    def read(self, teardown: str) -> dict[str, Any]:
        """Return the document of a teardown that is here; raise as for a teardown's file."""
        path = self._folder / f"{teardown}.json"
        try:
            return decode(read_file(path))
        except NoDocument as error:
            raise Damaged(path, str(error)) from error

    def put(self, path: Path) -> None:
        """Move a teardown's file here; one of the same id that is here already goes to history."""
        target = self._folder / path.name
        with ExitStack() as undo:
            make_folders(self._folder, inside=self._root, files=self._files, undo=undo)
            if _is_there(target):
                self._keep_in_history(target, undo=undo)
            self._move(path, target)
            undo.pop_all()

    def take_back(self, teardown: str) -> None:
        """Move a teardown's file back to where it was."""
        source = self._folder / f"{teardown}.json"
        if not is_valid_id(teardown) or not self.has(teardown):
            raise NotFound(
                f"There is no “{teardown}” in the trash",
                todo="“teardown trash list” shows what is there.",
            )
        target = self._teardowns / source.name
        if _is_there(target):
            raise StoreError(
                f"There is a teardown “{teardown}” already",
                "it was made after the other one went to the trash",
                todo="Nothing was changed. Move that one to the trash first; both are kept.",
            )
        with ExitStack() as undo:
            make_folders(self._teardowns, inside=self._root, files=self._files, undo=undo)
            self._move(source, target)
            undo.pop_all()

    def empty(self) -> int:
        """Remove everything here for good, versions included; return how many those were."""
        paths = self.paths()
        for path in paths:
            self._files.remove(path)
            if not _is_there(self._teardowns / path.name):
                self._history.forget(path.stem)
        if paths:
            self._files.sync_folder(self._folder)
        return len(paths)

    def _keep_in_history(self, path: Path, *, undo: ExitStack) -> None:
        try:
            document = decode(read_file(path))
        except (NoDocument, StoreError):
            document = {}
        kept = self._history.path_for(path.stem, rev_of(document), mark="aside", same_as=path)
        folder = self._history.folder(path.stem)
        make_folders(folder, inside=self._root, files=self._files, undo=undo)
        self._files.replace(path, kept)
        undo.callback(quietly, self._files.replace, kept, path)

    def _move(self, source: Path, target: Path) -> None:
        """Move a file between two folders, durably; put it back if that cannot be said."""
        self._files.replace(source, target)
        try:
            self._files.sync_folder(target.parent)
            self._files.sync_folder(source.parent)
        except OSError:
            with suppress(OSError):
                self._files.replace(target, source)
            raise


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    return True
