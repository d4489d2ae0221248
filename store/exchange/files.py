"""Exports as files: a name that every system can hold, and writing that ruins nothing."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from store.exchange.errors import ExportExists, ExportUnwritable
from store.files import Files
from store.names import temporary_name
from store.refusals import reason

if TYPE_CHECKING:
    from pathlib import Path

    from store.records import Teardown

__all__ = ["export_name", "write_export"]

_LONGEST_STEM = 120
_NEW_FILE: Final = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
)
_SHARED = 0o666
_NO_SECOND_NAME: Final = frozenset(
    getattr(errno, name, errno.ENOSYS)
    for name in ("EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "EINVAL", "EXDEV")
)
_TODO: Final = {
    errno.ENOENT: ("there is no folder {folder}", "Make the folder, or choose another."),
    errno.EROFS: ("the disk is read-only", "Choose another place."),
    errno.EFBIG: ("the file is larger than this disk allows", "Choose another disk."),
    errno.ENAMETOOLONG: ("its name is too long for this system", "Choose a shorter one."),
}


def export_name(record: Teardown, *, suffix: str = ".md") -> str:
    """Return a file name for a teardown: the day it was begun, and its id.

    The same for life, in order of time in any list, and safe on every system: it starts
    with a digit (so it is no ``CON``), has no space, no capital, and no dot at its end.
    """
    day = record.day_begun.isoformat()
    stem = record.id.lower()
    if stem != record.id or len(stem) > _LONGEST_STEM:
        # Ids that differ by their capitals alone must not share a name where case is ignored.
        stem = f"{stem[:_LONGEST_STEM]}-{sha256(record.id.encode()).hexdigest()[:6]}"
    return f"{day}-{stem}{suffix}"


def write_export(path: Path, text: str, *, overwrite: bool, files: Files | None = None) -> None:
    """Write a file as a whole or not at all; never through a link.

    Raises ``ExportExists`` where there is one already and *overwrite* is off, and
    ``ExportUnwritable`` for everything that the system refuses.
    """
    files = files or Files()
    mode = _mode_of(path, overwrite=overwrite)
    temporary = path.with_name(temporary_name())
    try:
        try:
            _write(temporary, text.encode("utf-8", "replace"), files=files, mode=mode)
            if overwrite:
                files.replace(temporary, path)
            else:
                _take_name(temporary, path, files=files)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    except FileExistsError:
        raise ExportExists(path) from None
    except OSError as error:
        raise _unwritable(path, error) from error


def _mode_of(path: Path, *, overwrite: bool) -> int | None:
    """Return the permissions of the file that is there; refuse what must not be replaced."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unwritable(path, error) from error
    except ValueError:
        raise ExportUnwritable(
            path, "no file can have this name", todo="Choose another name."
        ) from None
    if stat.S_ISLNK(mode):
        raise ExportUnwritable(
            path,
            "a link to somewhere else stands in its place",
            todo="Choose another name, or remove the link.",
        )
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "something that is no file"
        raise ExportUnwritable(path, f"{what} stands in its place", todo="Choose another name.")
    if not overwrite:
        raise ExportExists(path)
    return stat.S_IMODE(mode)


def _write(path: Path, data: bytes, *, files: Files, mode: int | None) -> None:
    descriptor = os.open(path, _NEW_FILE, _SHARED)
    try:
        if mode is not None and sys.platform != "win32":
            os.fchmod(descriptor, mode)
        files.write(descriptor, data)
        files.sync(descriptor)
    finally:
        os.close(descriptor)


def _take_name(temporary: Path, path: Path, *, files: Files) -> None:
    """Move a file to a name that must be free."""
    try:
        files.link(temporary, path)
    except OSError as error:
        if error.errno not in _NO_SECOND_NAME:
            raise
        # No second names on this disk: take the name with an empty file, then fill it.
        os.close(os.open(path, _NEW_FILE, _SHARED))
        try:
            files.replace(temporary, path)
        except OSError:
            path.unlink(missing_ok=True)
            raise


def _unwritable(path: Path, error: OSError) -> ExportUnwritable:
    why, todo = _TODO.get(error.errno or 0) or reason(error, path.parent)
    return ExportUnwritable(path, why.format(folder=path.parent), todo=todo)
