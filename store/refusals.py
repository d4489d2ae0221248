"""What the operating system refused, in words for the person whose library it is."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from store.errors import LibraryUnwritable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["reason", "refusal_to_read", "refusing", "unwritable"]

_FULL: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_REASONS: Final = {
    **dict.fromkeys(_FULL, ("the disk is full", "Free some space and try again.")),
    errno.EFBIG: ("the file is larger than this disk allows", "Shorten it, or move the library."),
    errno.EROFS: ("the disk is read-only", "Make it writable, or move the library."),
    errno.EACCES: ("you have no permission to write there", "Check who owns {folder}."),
    errno.EPERM: ("you have no permission to write there", "Check who owns {folder}."),
    errno.EIO: ("the disk reports an error", "Copy the library to another disk soon."),
    errno.ENOENT: ("the folder is gone", "Check that the disk with {folder} is there."),
    errno.ENOTDIR: ("a file stands where a folder should be", "Look into {folder}."),
    errno.EISDIR: ("a folder stands where a file should be", "Look into {folder}."),
    errno.ENOTEMPTY: ("a folder stands where a file should be", "Look into {folder}."),
    errno.ENAMETOOLONG: ("the path is too long for this system", "Move the library further up."),
    errno.EMFILE: ("too many files are open", "Close other programs and try again."),
    errno.ENFILE: ("too many files are open", "Close other programs and try again."),
    errno.EBUSY: ("another program holds the file", "Close other programs and try again."),
}


def reason(error: OSError, folder: Path) -> tuple[str, str]:
    """Return why the system refused, and what to do about it."""
    why, todo = _REASONS.get(
        error.errno or 0, (error.strerror or "the system refused", "Check {folder}.")
    )
    return why, todo.format(folder=folder)


def refusal_to_read(error: OSError) -> str:
    """Return why the system did not let us read a file or folder."""
    if isinstance(error, PermissionError):
        return "you have no permission to read it"
    if isinstance(error, IsADirectoryError | NotADirectoryError):
        return _REASONS[error.errno or errno.EISDIR][0]
    return (error.strerror or "the disk failed").lower()


def unwritable(what: str, error: OSError, folder: Path) -> LibraryUnwritable:
    """Return the error that says what could not be written, why, and what to do."""
    why, todo = reason(error, folder)
    return LibraryUnwritable(what, why, todo=f"Nothing was changed. {todo}")


@contextmanager
def refusing(what: str, folder: Path) -> Iterator[None]:
    """Turn whatever the system refuses inside into ``LibraryUnwritable``."""
    try:
        yield
    except OSError as error:
        raise unwritable(what, error, folder) from error
