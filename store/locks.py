"""One writer at a time, over all processes that have the library open.

The lock is the operating system's own on the file ``.lock``: it ends with the process
that holds it, however that ends. Where the file system has no such locks, a file that
names its holder stands in; it is taken over when the holder is dead.
"""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from store.errors import LibraryBusy, LinkRefused
from store.refusals import unwritable

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

__all__ = ["PATIENCE", "Lock", "system_lock"]

PATIENCE: Final = 2.0
"""Seconds to wait for another program before giving up."""

_FIRST_PAUSE: Final = 0.0005
_LONGEST_PAUSE: Final = 0.02
_STALE_AFTER: Final = 60.0
_FLAGS: Final[int] = (
    os.O_RDWR
    | os.O_CREAT
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
)
_HELD: Final = frozenset({errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK})
_NO_LOCKS_HERE: Final = frozenset(
    {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL}
)


def system_lock(descriptor: int) -> bool | None:
    """Take the system's lock on an open file without waiting.

    True: taken. False: somebody else holds it. None: this file system has no locks.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        if error.errno in _NO_LOCKS_HERE:
            return None
        raise
    return True


def _system_unlock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_UN)


class Lock:
    """The library's lock, as a context manager that may be entered again while it is held."""

    def __init__(self, root: Path, *, patience: float = PATIENCE) -> None:
        self._root = root
        self._path = root / ".lock"
        self._holder = root / ".lock-holder"
        self._patience = patience
        self._thread = threading.RLock()
        self._depth = 0
        self._descriptor: int | None = None
        self.stands_in = False
        """Whether the lock that is held is a file that stands in for the system's own."""

    def __enter__(self) -> None:
        if not self._thread.acquire(timeout=self._patience):
            raise self._busy()
        try:
            if self._depth == 0:
                self._take()
            self._depth += 1
        except BaseException:
            self._thread.release()
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._depth -= 1
        try:
            if self._depth == 0:
                self._let_go()
        finally:
            self._thread.release()

    def close(self) -> None:
        """Close the file; the lock can be taken again afterwards."""
        with self._thread:
            if self._descriptor is not None and self._depth == 0:
                os.close(self._descriptor)
                self._descriptor = None

    def _take(self) -> None:
        deadline = time.monotonic() + self._patience
        pause = _FIRST_PAUSE
        while not self._try():
            if time.monotonic() >= deadline:
                raise self._busy()
            time.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    def _try(self) -> bool:
        try:
            if self._descriptor is None:
                self._descriptor = os.open(self._path, _FLAGS, 0o600)
            taken = system_lock(self._descriptor)
            if taken is None:
                self.stands_in = True
                return _take_holder(self._holder)
            if taken and not self._is_current(self._descriptor):
                # Somebody removed the file; those who come now lock another one.
                os.close(self._descriptor)
                self._descriptor = None
                return False
        except OSError as error:
            if error.errno == errno.ELOOP:
                raise LinkRefused(self._path) from None
            raise unwritable("The library cannot be written", error, self._root) from error
        return taken

    def _is_current(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), os.lstat(self._path))
        except FileNotFoundError:
            return False

    def _let_go(self) -> None:
        if self.stands_in:
            self.stands_in = False
            self._holder.unlink(missing_ok=True)
        elif self._descriptor is not None:
            _system_unlock(self._descriptor)

    def _busy(self) -> LibraryBusy:
        return LibraryBusy(
            "The library is busy",
            f"another teardown has been writing to it for more than {self._patience:g} seconds",
            todo="Nothing was changed. Try again in a moment, or close the other window.",
        )


def _take_holder(path: Path) -> bool:
    """Create the file that names us as the holder; take over from a dead one."""
    mine = f"{os.getpid()} {_computer()}"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        _remove_dead_holder(path)
        return False
    try:
        os.write(descriptor, mine.encode())
    finally:
        os.close(descriptor)
    return True


def _remove_dead_holder(path: Path) -> None:
    try:
        holder = path.read_text(encoding="utf-8", errors="replace")
        age = time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return
    number, _, computer = holder.partition(" ")
    dead = computer == _computer() and number.isdecimal() and not _is_running(int(number))
    if not dead and age < _STALE_AFTER:
        return
    # Moved away first: of several who see a dead holder, only one moves this very file.
    aside = path.with_name(f"{path.name}-{os.getpid()}-{threading.get_ident()}")
    with suppress(FileNotFoundError):
        path.rename(aside)
        if aside.read_text(encoding="utf-8", errors="replace") != holder:
            aside.rename(path)
            return
        aside.unlink()


def _is_running(number: int) -> bool:
    if sys.platform == "win32":
        return True  # cannot be asked gently there; its age decides
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _computer() -> str:
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename
