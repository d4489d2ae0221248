"""The files of a library's teardowns, and what tells one state of a file from another."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from store.documents import NoDocument, decode
from store.errors import StoreError
from store.files import LARGEST_FILE
from store.names import teardown_id
from store.refusals import refusal_to_read
from store.summary import KNOWN_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

__all__ = ["NO_MARK", "Mark", "Reading", "mark_of", "mark_there", "marks_in", "read_marked"]

Mark = tuple[int, int, int]
"""Inode, time of the last change in ns, size in bytes."""

NO_MARK: Final[Mark] = (0, 0, 0)
"""The mark of a file that cannot be looked at."""

_LARGEST_INODE: Final = 2**63 - 1
"""Some file systems number beyond; what SQLite can hold is kept of it."""

_READ: Final[int] = (
    # A pipe must not block us, a link not lead out of the library.
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class Reading(NamedTuple):
    """What reading a teardown's file gave."""

    mark: Mark
    """That of the very file that was read, even if it was replaced meanwhile."""
    document: dict[str, Any] | None
    fault: str
    """Why there is no document, in plain words."""


def mark_of(status: os.stat_result) -> Mark:
    """Return what tells this state of a file from any other."""
    return status.st_ino & _LARGEST_INODE, status.st_mtime_ns, status.st_size


def mark_there(folder: str, name: str) -> Mark | None:
    """Return the mark of a teardown's file; None if it is not there or cannot be looked at."""
    try:
        return mark_of(os.lstat(f"{folder}/{name}.json"))
    except OSError:
        return None


def marks_in(folder: str, known: Container[str] = ()) -> Iterator[tuple[str, Mark]]:
    """Yield the id and the mark of every teardown's file, in one pass and in no order.

    Names in *known* are ids, and not checked again. Raises ``StoreError`` for a folder
    that is there and cannot be read.
    """
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name[:-5]
                if name not in known and teardown_id(entry.name) is None:
                    continue
                try:
                    yield name, mark_of(entry.stat(follow_symlinks=False))
                except FileNotFoundError:
                    continue  # removed in this very moment
                except OSError:
                    yield name, NO_MARK
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(
            "The library cannot be read",
            f"{folder}: {refusal_to_read(error)}",
            todo="Check that the folder is yours and that its disk is there.",
        ) from error


def read_marked(folder: str, name: str) -> Reading:
    """Read a teardown's file; links are not followed, pipes not waited for, nothing is raised."""
    path = f"{folder}/{name}.json"
    try:
        descriptor = os.open(path, _READ)
    except OSError as error:
        return _not_opened(folder, name, error)
    try:
        status = os.fstat(descriptor)
        mark = mark_of(status)
        if not stat.S_ISREG(status.st_mode):
            return Reading(mark, None, "something that is no file stands in its place")
        if status.st_size > LARGEST_FILE:
            return Reading(mark, None, f"it is larger than {LARGEST_FILE // 2**20} MB")
        content = os.read(descriptor, status.st_size + 1)
        return Reading(mark, _lifted(decode(content), name), "")
    except NoDocument as error:
        return Reading(mark, None, str(error))
    except OSError as error:
        return Reading(NO_MARK, None, refusal_to_read(error))
    finally:
        os.close(descriptor)


def _lifted(document: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the document in today's format, or as it is where it cannot be lifted."""
    if document.get("schema") != KNOWN_SCHEMA:
        from store.migrations import migrate  # only where there are old files

        with suppress(StoreError):
            return migrate(document, name=name)
    return document


def _not_opened(folder: str, name: str, error: OSError) -> Reading:
    mark = NO_MARK
    why = refusal_to_read(error)
    try:
        status = os.lstat(f"{folder}/{name}.json")
    except OSError:
        pass
    else:
        mark = mark_of(status)
        if stat.S_ISLNK(status.st_mode):
            why = "it is a link to somewhere else, and teardown follows no links"
    return Reading(mark, None, why)
