"""File systems that fail, are killed, or lack something, at a chosen call."""

from __future__ import annotations

import errno
import os
import signal
from typing import TYPE_CHECKING

from store.files import Files

if TYPE_CHECKING:
    from store.files import Place

CALLS = (
    "create",
    "write",
    "sync",
    "link",
    "replace",
    "remove",
    "make_folder",
    "remove_folder",
    "sync_folder",
)


class WatchedFiles(Files):
    """Calls ``before`` ahead of every call that changes the disk, and ``after`` behind it."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def before(self, name: str) -> None:
        """Note the call."""
        self.names.append(name)

    def after(self, name: str) -> None:
        """Do nothing."""

    def create(self, path: Place) -> int:
        self.before("create")
        descriptor = super().create(path)
        self.after("create")
        return descriptor

    def write(self, descriptor: int, data: bytes) -> None:
        self.before("write")
        super().write(descriptor, data)
        self.after("write")

    def sync(self, descriptor: int) -> None:
        self.before("sync")
        super().sync(descriptor)
        self.after("sync")

    def link(self, source: Place, target: Place) -> None:
        self.before("link")
        super().link(source, target)
        self.after("link")

    def replace(self, source: Place, target: Place) -> None:
        self.before("replace")
        super().replace(source, target)
        self.after("replace")

    def remove(self, path: Place) -> None:
        self.before("remove")
        super().remove(path)
        self.after("remove")

    def make_folder(self, path: Place) -> None:
        self.before("make_folder")
        super().make_folder(path)
        self.after("make_folder")

    def remove_folder(self, path: Place) -> None:
        self.before("remove_folder")
        super().remove_folder(path)
        self.after("remove_folder")

    def sync_folder(self, path: Place) -> None:
        self.before("sync_folder")
        super().sync_folder(path)
        self.after("sync_folder")


class FailingFiles(WatchedFiles):
    """Fails with an error number at the n-th call from when it is armed, once."""

    def __init__(self) -> None:
        super().__init__()
        self.number = errno.EIO
        self.calls_left = -1

    def arm(self, number: int, *, at: int) -> None:
        """Fail at the *at*-th call from now, the next one being 0."""
        self.names.clear()
        self.number, self.calls_left = number, at

    def before(self, name: str) -> None:
        super().before(name)
        self.calls_left -= 1
        if self.calls_left == -1:
            raise OSError(self.number, os.strerror(self.number))


class HalfWritingFiles(Files):
    """Writes half of what it should, and then finds the disk full."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.broken = False

    def write(self, descriptor: int, data: bytes) -> None:
        if self.broken:
            super().write(descriptor, data[: len(data) // 2])
            raise OSError(self.number, os.strerror(self.number))
        super().write(descriptor, data)


class KilledFiles(WatchedFiles):
    """Kills this process before or after the n-th call from when it is armed."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = -1

    def arm(self, *, moment: int) -> None:
        """Die at that moment: twice the number of calls, and one more if after the call."""
        self.names.clear()
        self.moment = moment

    def before(self, name: str) -> None:
        if self.moment == 2 * len(self.names):
            os.kill(os.getpid(), signal.SIGKILL)
        super().before(name)

    def after(self, name: str) -> None:  # noqa: ARG002 - as above
        if self.moment == 2 * len(self.names) - 1:
            os.kill(os.getpid(), signal.SIGKILL)


class WithoutLinks(Files):
    """A file system that has no hard links."""

    def link(self, source: Place, target: Place) -> None:  # noqa: ARG002 - as above
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))
