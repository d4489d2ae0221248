"""Files that are written whole or not at all.

Every call that changes the disk goes through :class:`Files`, one method a system call,
so that tests can fail or kill a save at each of them. Nothing here follows a link.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from store.errors import Damaged, LinkRefused, NotFound, Unreadable
from store.names import temporary_name
from store.refusals import refusal_to_read

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "LARGEST_FILE",
    "Files",
    "Place",
    "make_folders",
    "quietly",
    "read_file",
    "real_folder",
    "replace_file",
]

Place: TypeAlias = "Path | str"
"""A path, as text where it is used at every save."""

LARGEST_FILE: Final = 64 * 1024 * 1024
"""Bytes that a file of the library may have; larger ones were not written by a person."""

_BINARY: Final[int] = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_FOLLOW: Final[int] = getattr(os, "O_NOFOLLOW", 0)
_READ: Final[int] = os.O_RDONLY | _BINARY | _NO_FOLLOW | getattr(os, "O_NONBLOCK", 0)
_CREATE: Final[int] = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _NO_FOLLOW
_LINK_ERRORS: Final = (errno.ELOOP, errno.EMLINK)
_NO_LINKS_HERE: Final = frozenset(
    getattr(errno, name, errno.ENOSYS)
    for name in ("EPERM", "EACCES", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "EXDEV", "EINVAL")
)
_NO_FOLDER_SYNC_HERE: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.ENOSYS})
_OPEN_ELSEWHERE_TRIES: Final = 40
_OPEN_ELSEWHERE_PAUSE: Final = 0.025


class Files:
    """The calls to the operating system that change a library."""

    def create(self, path: Place) -> int:
        """Create a new file, private to the user, and return its descriptor."""
        return os.open(path, _CREATE, 0o600)

    def write(self, descriptor: int, data: bytes) -> None:
        """Write all of *data*."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]

    def sync(self, descriptor: int) -> None:
        """Wait until a file's content is on the disk, not only in the disk's cache."""
        if sys.platform == "darwin":
            import fcntl

            # On a Mac, fsync leaves the data in the drive; a network disk knows only fsync.
            with suppress(OSError):
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
                return
        os.fsync(descriptor)

    @property
    def syncs_all(self) -> bool:
        """Whether ``sync_all`` can be relied on here: elsewhere the system only begins with it."""
        return sys.platform == "linux"

    def sync_all(self) -> None:
        """Wait until everything that was written so far is on the disk: for very many files."""
        if sys.platform != "win32":
            os.sync()

    def link(self, source: Place, target: Place) -> None:
        """Give a file a second name."""
        os.link(source, target)

    def replace(self, source: Place, target: Place) -> None:
        """Move a file to a name, in one step, whether or not that name is taken."""
        if sys.platform != "win32":
            os.replace(source, target)
            return
        # Windows refuses while somebody, a virus scanner say, has the target open.
        for _ in range(_OPEN_ELSEWHERE_TRIES):
            with suppress(PermissionError):
                os.replace(source, target)
                return
            time.sleep(_OPEN_ELSEWHERE_PAUSE)
        os.replace(source, target)

    def remove(self, path: Place) -> None:
        """Remove a file's name."""
        os.unlink(path)

    def make_folder(self, path: Place) -> None:
        """Make a folder, private to the user."""
        os.mkdir(path, 0o700)

    def remove_folder(self, path: Place) -> None:
        """Remove an empty folder."""
        os.rmdir(path)

    def sync_folder(self, path: Place) -> None:
        """Wait until the names in a folder are on the disk."""
        if sys.platform == "win32":
            return  # there folders cannot be opened; renaming is journalled
        descriptor = os.open(path, os.O_RDONLY | _BINARY)
        try:
            self.sync(descriptor)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC_HERE:
                raise
        finally:
            os.close(descriptor)


def real_folder(path: Place) -> bool:
    """Return whether there is such a folder; a link or a file in its place is refused."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _unreadable(Path(path), error) from error
    if stat.S_ISDIR(mode):
        return True
    path = Path(path)
    if stat.S_ISLNK(mode):
        raise LinkRefused(path)
    raise Unreadable(
        f"“{path.name}” cannot be used",
        "a file stands where the library keeps a folder",
        todo=f"Nothing was changed. Move {path} somewhere else.",
    )


def make_folders(path: Path, *, inside: Path, files: Files, undo: ExitStack) -> None:
    """Make a folder and those between it and *inside*, durably, where they are missing.

    What was made is taken away again when *undo* is left without ``pop_all``.
    """
    if real_folder(path):
        return
    if path.parent != inside:
        make_folders(path.parent, inside=inside, files=files, undo=undo)
    with suppress(FileExistsError):
        files.make_folder(path)
        undo.callback(quietly, files.remove_folder, path)
    files.sync_folder(path.parent)
    real_folder(path)


def read_file(path: Place, *, largest: int = LARGEST_FILE) -> bytes:
    """Return the content of a file of the library.

    Raise ``NotFound``, ``LinkRefused``, ``Unreadable`` or, for what is no file or far
    too large, ``Damaged``.
    """
    try:
        if not _NO_FOLLOW and os.path.islink(path):
            raise LinkRefused(Path(path))
        descriptor = os.open(path, _READ)
    except (FileNotFoundError, NotADirectoryError):
        path = Path(path)
        raise NotFound(f"There is no “{path.name}” in {path.parent}") from None
    except OSError as error:
        path = Path(path)
        if error.errno in _LINK_ERRORS and path.is_symlink():
            raise LinkRefused(path) from None
        if path.is_dir():  # Windows says "no permission"
            raise _no_file(path) from None
        raise _unreadable(path, error) from error
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise _no_file(Path(path))
        if status.st_size > largest:
            raise Damaged(Path(path), f"it is larger than {largest // 1024 // 1024} MB")
        content = os.read(descriptor, status.st_size + 1)
        while more := os.read(descriptor, 1 << 20) if len(content) != status.st_size else b"":
            content += more
    except OSError as error:
        raise _unreadable(Path(path), error) from error
    finally:
        os.close(descriptor)
    return content


def replace_file(
    path: Place, data: bytes, *, files: Files, keep_as: Place | None = None
) -> os.stat_result:
    """Put *data* at *path*, durably, in one step; the old file stays under *keep_as*.

    Two waits for the disk, whatever the size of the folder. Whatever goes wrong, the
    disk is left as it was, and ``OSError`` is raised. Return the new file's status.
    """
    folder = os.path.dirname(path)
    temporary = f"{folder}{os.sep}{temporary_name()}"
    with ExitStack() as undo:
        status = _write_new(temporary, data, files=files, undo=undo)
        if keep_as is not None:
            _keep(path, keep_as, files=files, undo=undo)
        files.replace(temporary, path)
        undo.pop_all()
        if keep_as is None:
            undo.callback(quietly, files.remove, path)
        else:
            undo.callback(quietly, files.replace, keep_as, path)
        files.sync_folder(folder)
        undo.pop_all()
    return status


def _write_new(
    path: Place, data: bytes, *, files: Files, undo: ExitStack, durable: bool = True
) -> os.stat_result:
    descriptor = files.create(path)
    undo.callback(quietly, files.remove, path)
    try:
        files.write(descriptor, data)
        if durable:
            files.sync(descriptor)
        return os.fstat(descriptor)
    finally:
        os.close(descriptor)


def _keep(path: Place, keep_as: Place, *, files: Files, undo: ExitStack) -> None:
    """Give the file a second name; copy it where the file system has no such thing."""
    try:
        files.link(path, keep_as)
    except FileNotFoundError:
        _make_missing(os.path.dirname(keep_as), files=files, undo=undo)
        _keep(path, keep_as, files=files, undo=undo)
    except FileExistsError:
        # Left by a save that was killed between keeping the old file and replacing it.
        if not os.path.samestat(os.lstat(path), os.lstat(keep_as)):
            raise
    except OSError as error:
        if error.errno not in _NO_LINKS_HERE:
            raise
        if not os.path.exists(os.path.dirname(keep_as)):
            _make_missing(os.path.dirname(keep_as), files=files, undo=undo)
        _copy(path, keep_as, files=files, undo=undo)
    else:
        undo.callback(quietly, files.remove, keep_as)


def _copy(path: Place, target: Place, *, files: Files, undo: ExitStack) -> None:
    """Copy a file in one step; the system writes the copy to the disk when it likes."""
    status = os.lstat(path)
    temporary = os.path.join(os.path.dirname(target), temporary_name())
    with ExitStack() as undo_copy:
        _write_new(temporary, read_file(path), files=files, undo=undo_copy, durable=False)
        os.utime(temporary, ns=(status.st_atime_ns, status.st_mtime_ns))
        files.replace(temporary, target)
        undo_copy.pop_all()
    undo.callback(quietly, files.remove, target)


def _make_missing(folder: Place, *, files: Files, undo: ExitStack) -> None:
    try:
        files.make_folder(folder)
    except FileNotFoundError:
        _make_missing(os.path.dirname(folder), files=files, undo=undo)
        files.make_folder(folder)
    undo.callback(quietly, files.remove_folder, folder)


def quietly(call: Callable[..., None], *paths: Place) -> None:
    """Undo one step as far as the disk lets us; the first error is the one to report."""
    with suppress(OSError):
        call(*paths)


def _no_file(path: Path) -> Damaged:
    what = "a folder" if path.is_dir() else "something else"
    return Damaged(path, f"{what} stands where a file should be")


def _unreadable(path: Path, error: OSError) -> Unreadable:
    if isinstance(error, PermissionError):
        todo = f"Check who owns {path}."
    else:
        todo = "Check the disk that it is on."
    return Unreadable(
        f"“{path.name}” cannot be read", refusal_to_read(error), todo=f"Nothing was changed. {todo}"
    )
