"""What belongs into a backup, in an order in which nothing can be missed.

Nobody is kept from saving meanwhile. Each file is replaced as a whole, so it is read as a
whole; a teardown's versions are listed before it is read, so none of them is newer than it
(one may be the very same: a save gives what it replaces its second name first);
and what others take out of the trash, or throw into it, is looked for a second time.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from store.backup.names import LIBRARY, is_portable, slot_of
from store.errors import StoreError
from store.files import real_folder
from store.layout import LIBRARY_FILE
from store.names import NOT_DOWNLOADED, is_furniture, is_temporary, is_valid_id, teardown_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from store.parts import Parts

__all__ = ["LeftOut", "Source", "sources"]

_FOLDERS: Final = ("teardowns", "history", "trash", "damaged", "templates", "pages")
_OURS: Final = frozenset({*_FOLDERS, LIBRARY_FILE, ".cache", ".lock", ".lock-holder"})


class Source(NamedTuple):
    """A file that goes into a backup."""

    name: str
    path: Path


class LeftOut(NamedTuple):
    """Something that does not go into it, and why."""

    path: Path
    why: str
    lost: bool
    """Whether it is part of the library, so that the backup is not whole without it."""


def sources(parts: Parts, leave_out: Callable[[LeftOut], None]) -> Iterator[Source]:
    """Yield every file of the library that a backup holds; tell *leave_out* of all others."""
    taken: set[str] = set()
    yield from _teardowns(parts, taken, leave_out)
    yield from _rest_of_history(parts, taken, leave_out)
    yield from _flat(parts, "trash", leave_out)
    yield from _teardowns(parts, taken, leave_out)
    for folder in ("damaged", "templates"):
        yield from _flat(parts, folder, leave_out)
    for path in _entries(parts.root / "pages", leave_out):
        if not path.is_dir() or path.is_symlink():
            leave_out(LeftOut(path, "it is no part of a library", lost=False))
        else:
            yield from _files(path, f"pages/{path.name}", leave_out)
    # The library as a whole may well be a link, into a synced folder for instance.
    root = parts.root.resolve()
    yield from _files(root, "", lambda _: None, only=LIBRARY_FILE)
    for path in _entries(root, leave_out):
        if path.name not in _OURS and not path.name.startswith(".lock-holder"):
            leave_out(LeftOut(path, "it is no part of a library", lost=False))


def _teardowns(
    parts: Parts, taken: set[str], leave_out: Callable[[LeftOut], None]
) -> Iterator[Source]:
    """Yield teardowns that were not taken yet, each with its versions."""
    for path in _entries(parts.teardowns, leave_out):
        if path.name in taken:
            continue
        taken.add(path.name)
        name = teardown_id(path.name)
        versions = _versions(parts, name, leave_out) if name else []
        yield from _checked(path, f"teardowns/{path.name}", leave_out)
        yield from versions


def _rest_of_history(
    parts: Parts, taken: set[str], leave_out: Callable[[LeftOut], None]
) -> Iterator[Source]:
    for path in _entries(parts.root / "history", leave_out):
        if not is_valid_id(path.name):
            leave_out(LeftOut(path, "it is no part of a library", lost=False))
        elif f"{path.name}.json" not in taken:
            yield from _versions(parts, path.name, leave_out)


def _versions(parts: Parts, teardown: str, leave_out: Callable[[LeftOut], None]) -> list[Source]:
    folder = parts.root / "history" / teardown
    try:
        if not real_folder(folder.parent) or not real_folder(folder):
            return []
        return list(_files(folder, f"history/{teardown}", leave_out))
    except StoreError as error:
        leave_out(LeftOut(folder, error.why or error.what, lost=True))
        return []


def _flat(parts: Parts, folder: str, leave_out: Callable[[LeftOut], None]) -> Iterator[Source]:
    yield from _files(parts.root / folder, folder, leave_out)


def _files(
    folder: Path, below: str, leave_out: Callable[[LeftOut], None], *, only: str = ""
) -> Iterator[Source]:
    for path in _entries(folder, leave_out):
        if not only or path.name == only:
            yield from _checked(path, f"{below}/{path.name}".lstrip("/"), leave_out)


def _checked(path: Path, below: str, leave_out: Callable[[LeftOut], None]) -> Iterator[Source]:
    """Yield a file under its name in the backup, if a backup can hold it."""
    name = f"{LIBRARY}/{below}"
    with suppress(FileNotFoundError):  # gone in this moment
        if path.is_symlink():
            leave_out(LeftOut(path, "it is a link, and links are not followed", lost=False))
        elif not path.is_file():
            if path.exists():
                leave_out(LeftOut(path, "it is no file", lost=False))
        elif not is_portable(path.name):
            leave_out(LeftOut(path, "other systems cannot hold its name", lost=True))
        elif slot_of(name) is None:
            leave_out(LeftOut(path, "it is no part of a library", lost=False))
        else:
            yield Source(name, path)


def _entries(folder: Path, leave_out: Callable[[LeftOut], None]) -> list[Path]:
    """Return what is in a folder, by name; what systems leave behind in folders is no part."""
    try:
        if not real_folder(folder):
            return []
        found = sorted(folder.iterdir())
    except StoreError as error:
        leave_out(LeftOut(folder, error.why or error.what, lost=True))
        return []
    except FileNotFoundError:
        return []
    except OSError as error:
        why = (error.strerror or "the system refused").lower()
        leave_out(LeftOut(folder, why, lost=True))
        return []
    kept = []
    for path in found:
        if path.name.endswith(NOT_DOWNLOADED):
            leave_out(LeftOut(path, "iCloud keeps it elsewhere; download it first", lost=True))
        elif not is_temporary(path.name) and not is_furniture(path.name):
            kept.append(path)
    return kept
