"""What doctor looks at around the teardowns: folders, permissions, what the disk can do."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from store.backup.restoring import old_stages
from store.doctor import Ailment, Finding
from store.errors import LibraryBusy, LinkRefused, StoreError, Unreadable
from store.files import real_folder
from store.layout import LIBRARY_FILE, describe, library_schema
from store.names import temporary_name
from store.summary import KNOWN_SCHEMA
from store.tidying import folders, leftovers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from store.parts import Parts

__all__ = ["is_empty", "is_ours", "open_to_owner", "place_checks"]

_FOLDERS: Final = ("teardowns", "history", "trash", "pages", "templates", "damaged")
_OTHERS: Final = 0o077


def _check_folders(parts: Parts) -> Iterator[Finding]:
    for name in _FOLDERS:
        try:
            real_folder(parts.root / name)
        except (LinkRefused, Unreadable) as error:
            yield Finding(Ailment("error", parts.root / name, error.what, error.why, error.todo))


def _check_permissions(parts: Parts) -> Iterator[Finding]:
    root = parts.root
    if not os.access(root, os.W_OK) or _is_read_only(root):
        yield Finding(
            Ailment(
                "error",
                root,
                "The library cannot be written",
                "you have no permission to write there, or its disk is read-only",
                f"What is there can be read. Check who owns {root}, and its disk.",
            )
        )
    elif sys.platform != "win32" and root.stat().st_mode & _OTHERS:
        yield Finding(
            Ailment(
                "warning",
                root,
                "Other people on this computer can look into the library",
                "its folder is open to them",
                "“teardown doctor --fix” closes it to all but you.",
                fixable=True,
            ),
            partial(_close_to_others, root),
        )


def _check_library_file(parts: Parts) -> Iterator[Finding]:
    path = parts.root / LIBRARY_FILE
    schema = library_schema(parts.root)
    if schema is None:
        yield Finding(
            Ailment(
                "warning",
                path,
                f"{LIBRARY_FILE} is missing or damaged",
                "it says which versions of teardown can open the library",
                "“teardown doctor --fix” writes it again.",
                fixable=True,
            ),
            partial(_describe_again, parts),
        )
    elif schema > KNOWN_SCHEMA:
        yield Finding(
            Ailment(
                "error",
                path,
                "The library was written by a newer teardown",
                f"it has format {schema}, this version reads up to {KNOWN_SCHEMA}",
                "Update teardown.",
            )
        )


def _check_disk(parts: Parts) -> Iterator[Finding]:
    """Try out what saving relies on; only where that can leave nothing behind."""
    if not os.access(parts.root, os.W_OK) or _is_read_only(parts.root):
        return
    try:
        with parts.lock:
            if parts.lock.stands_in:
                yield _note(
                    parts.root,
                    "The disk has no file locks",
                    "a file that names the one who writes stands in for them",
                    "Nothing to do; keep to one computer at a time.",
                )
            if not _has_hard_links(parts):
                yield _note(
                    parts.root,
                    "The disk has no hard links",
                    "earlier versions are copied instead, which takes a little longer",
                    "Nothing to do.",
                )
    except LibraryBusy as error:
        yield _note(parts.root / ".lock", error.what, error.why, "Nothing to do.")


def _check_leftovers(parts: Parts) -> Iterator[Finding]:
    try:
        with parts.lock:
            found = [(folder, files) for folder in folders(parts) if (files := leftovers(folder))]
    except StoreError:
        return  # somebody is writing: what is there now is no leftover
    for folder, files in found:
        yield Finding(
            Ailment(
                "note",
                folder,
                f"{len(files)} unfinished file(s) lie in {folder.name}",
                "a program was ended while it saved; nothing that was saved is in them",
                "“teardown doctor --fix” removes them.",
                fixable=True,
            ),
            partial(_remove, files),
        )


def _check_stages(parts: Parts) -> Iterator[Finding]:
    for path in old_stages(parts.root):
        yield Finding(
            Ailment(
                "note",
                path,
                "What a restore had unpacked lies in the cache",
                "a program was ended while it restored a backup; restoring it again adds the rest",
                "“teardown doctor --fix” removes it.",
                fixable=True,
            ),
            partial(_remove_folder, path),
        )


def _check_cache(parts: Parts) -> Iterator[Finding]:
    path = parts.root / ".cache"
    try:
        real_folder(path)
    except (LinkRefused, Unreadable) as error:
        yield Finding(
            Ailment(
                "warning",
                path,
                "The library has no place for its cache",
                error.why,
                "“teardown doctor --fix” takes away what stands there; lists get quick again.",
                fixable=True,
            ),
            partial(_remove, [path]),
        )


def is_ours(path: Path) -> bool:
    """Return whether a file belongs to this user, who may then say who reads it."""
    if sys.platform == "win32":
        return False
    with suppress(OSError):
        status = path.lstat()
        return stat.S_ISREG(status.st_mode) and status.st_uid == os.getuid()
    return False


def is_empty(path: Path) -> bool:
    """Return whether a file is there and has nothing in it."""
    with suppress(OSError):
        return path.lstat().st_size == 0
    return False


def open_to_owner(path: Path) -> str:
    """Give the owner of a file the right to read and write it; say so. Raise ``OSError``."""
    path.chmod(0o600)
    return "You can read and write it again."


def _remove_folder(path: Path) -> str:
    shutil.rmtree(path)
    return "It was removed."


def _note(path: Path, what: str, why: str, todo: str) -> Finding:
    return Finding(Ailment("note", path, what, why, todo))


def _is_read_only(path: Path) -> bool:
    return sys.platform != "win32" and bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _has_hard_links(parts: Parts) -> bool:
    one, other = parts.root / temporary_name(), parts.root / temporary_name()
    try:
        os.close(parts.files.create(one))
        parts.files.link(one, other)
    except OSError:
        return False
    else:
        return True
    finally:
        for path in (one, other):
            with suppress(OSError):
                parts.files.remove(path)


def _close_to_others(root: Path) -> str:
    root.chmod(0o700)
    return "The folder was closed to all but you."


def _describe_again(parts: Parts) -> str:
    describe(parts.root, files=parts.files)
    return "It was written again."


def _remove(files: list[Path]) -> str:
    for path in files:
        path.unlink(missing_ok=True)
    return "They were removed."


place_checks: Final[tuple[Callable[[Parts], Iterator[Finding]], ...]] = (
    _check_folders,
    _check_permissions,
    _check_library_file,
    _check_disk,
    _check_leftovers,
    _check_cache,
    _check_stages,
)
"""In the order in which they are made."""
