"""A library's folder: made where there is none, refused where a newer version made it."""

from __future__ import annotations

import json
from contextlib import ExitStack, suppress
from os.path import lexists
from typing import TYPE_CHECKING, Final

from store.errors import LibraryUnwritable, NewerSchema, StoreError
from store.files import make_folders, quietly, read_file, replace_file
from store.refusals import refusing, unwritable
from store.summary import KNOWN_SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

    from store.files import Files

__all__ = ["LIBRARY_FILE", "describe", "library_schema", "prepare"]

LIBRARY_FILE: Final = "library.json"
_CONTENT: Final = f'{{"schema": {KNOWN_SCHEMA}}}\n'.encode("ascii")


def prepare(root: Path, *, files: Files, create: bool) -> None:
    """Make the library's folder if it may be made and is missing.

    Raise ``NewerSchema`` for a library of a newer version, ``LibraryUnwritable`` where
    no library can be. A library that can only be read is fine.
    """
    if root.exists() and not root.is_dir():
        raise LibraryUnwritable(
            "The library cannot be opened",
            f"{root} is a file, not a folder",
            todo="Nothing was changed. Move that file, or name another folder.",
        )
    if create and not root.exists():
        _make(root, files)
    elif create and not lexists(root / LIBRARY_FILE):
        # A folder that somebody made for it, or one that can only be read.
        with suppress(OSError, StoreError):
            _furnish(root, files)
    found = library_schema(root)
    if found is not None and found > KNOWN_SCHEMA:
        raise NewerSchema("This library", found=found, known=KNOWN_SCHEMA)


def library_schema(root: Path) -> int | None:
    """Return the number in ``library.json``; ``None`` where it says none."""
    try:
        content = read_file(root / LIBRARY_FILE)
        found = KNOWN_SCHEMA if content == _CONTENT else json.loads(content)["schema"]
    except (StoreError, ValueError, LookupError, TypeError):
        return None  # its teardowns say their own; doctor says that it is missing
    return found if type(found) is int else None


def describe(root: Path, *, files: Files) -> None:
    """Write ``library.json``; raise ``OSError``."""
    replace_file(root / LIBRARY_FILE, _CONTENT, files=files)


def _make(root: Path, files: Files) -> None:
    what = "No library could be made"
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(what, error, root.parent) from error
    with refusing(what, root), ExitStack() as undo:
        undo.callback(quietly, files.remove_folder, root)
        _furnish(root, files)
        files.sync_folder(root.parent)
        undo.pop_all()


def _furnish(root: Path, files: Files) -> None:
    with ExitStack() as undo:
        make_folders(root / "teardowns", inside=root, files=files, undo=undo)
        describe(root, files=files)
        undo.pop_all()
