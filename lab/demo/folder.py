"""The demo's folder: a temporary one that goes away by itself, or one that somebody keeps.

A temporary one is removed at the end, unless something was written in it: then it moves to
where it lasts. What a killed demo left behind gets the same treatment at the next start. The
lock on its ``in-use`` file, which ends with the process, says whether somebody is still in it.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lab.demo.making import fill
from lab.demo.marker import read_marker, write_marker
from lab.demo.written import written_in
from lab.errors import LabError
from lab.places import Places, places_under

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Demo", "NotEmpty", "keep_demo", "sweep", "throw_away_demo"]

PREFIX: Final = "teardown-demo-"
IN_USE: Final = "in-use"
KEPT: Final = "demos"
"""The folder for demos in which something was written, beside the user's library."""


class NotEmpty(LabError):
    """The folder for a demo holds something else."""


@dataclass
class Demo:
    """A throw-away demo while it runs, and what became of it."""

    places: Places
    kept: Path | None = None
    """Where it is now, because something was written in it; ``None`` while and where not."""
    written: list[str] = field(default_factory=list)
    """What was written, in a few words each."""


@contextmanager
def throw_away_demo(own: Places) -> Iterator[Demo]:
    """Make a demo in a temporary folder, and see to it afterwards.

    *own* are the user's places: what was written in the demo is kept beside their library.
    """
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    demo = Demo(_places(folder))
    with ExitStack() as hold:
        _take(folder, hold)
        try:
            fill(demo.places, throw_away=True)
            yield demo
        finally:
            demo.kept, demo.written = _put_away(folder, own, hold)


def keep_demo(folder: str) -> tuple[Places, bool]:
    """Return the places of a demo in that folder, and whether it was made now.

    One that is there stays as it is. Raise ``UsageError`` for what can be no folder and
    ``NotEmpty`` for one that holds something else.
    """
    places = places_under(folder, "--keep")
    marker = read_marker(places.data)
    if marker is not None and marker.complete:
        return places, False
    if marker is not None:
        shutil.rmtree(places.library, ignore_errors=True)  # its making was interrupted
    elif places.data.exists() and any(places.data.iterdir()):
        raise NotEmpty(
            f"No demo was made in {places.data}",
            "the folder holds something else",
            todo="Nothing was changed. Name a new folder, or an empty one.",
        )
    was_there = places.data.exists()
    try:
        fill(places, throw_away=False)
    except BaseException:
        # Nobody has written in it: what was made so far would only be in the way of another try.
        for made in places.data.iterdir() if was_there else ():
            shutil.rmtree(made, ignore_errors=True) if made.is_dir() else made.unlink()
        if not was_there:
            shutil.rmtree(places.data, ignore_errors=True)
        raise
    return places, True


def sweep(own: Places) -> list[Path]:
    """Put away the demos that were killed; return where those with something written are now."""
    kept = []
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if not _is_ours(folder):
            continue
        with ExitStack() as hold:
            if _take(folder, hold):
                place, _ = _put_away(folder, own, hold)
                kept += [place] if place is not None else []
    return kept


def _put_away(folder: Path, own: Places, hold: ExitStack) -> tuple[Path | None, list[str]]:
    """Remove a demo, or move it to where it lasts if something was written in it."""
    marker = read_marker(folder)
    if marker is None:  # it failed before there was anything to see
        with suppress(OSError):
            (folder / IN_USE).unlink()
            folder.rmdir()
        return None, []
    written = written_in(_places(folder), marker) if marker.complete else []
    if not written:
        _remove(folder, hold)
        return None, []
    # A copy under another name first: whatever happens meanwhile, one of both is whole.
    target = own.data / KEPT / folder.name.removeprefix(PREFIX)
    half = target.with_name(f".{target.name}")
    try:
        shutil.rmtree(half, ignore_errors=True)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copytree(folder, half, symlinks=True, ignore=shutil.ignore_patterns(IN_USE))
        write_marker(half, replace(marker, throw_away=False))
        if hasattr(os, "sync"):
            os.sync()  # the copy is on the disk before the original goes
        half.rename(target)
    except (OSError, shutil.Error):
        shutil.rmtree(half, ignore_errors=True)
        with suppress(OSError):
            write_marker(folder, replace(marker, throw_away=False))
        return folder, written
    _remove(folder, hold)
    return target, written


def _remove(folder: Path, hold: ExitStack) -> None:
    """Remove a demo, in the hands of this process to the end where the system allows it."""
    if os.name == "nt":
        hold.close()  # Windows removes no file that is open
    shutil.rmtree(folder, ignore_errors=True)


def _places(folder: Path) -> Places:
    return Places(
        data=folder, config=folder / "config", state=folder / "state", cache=folder / "cache"
    )


def _is_ours(folder: Path) -> bool:
    """Return whether a folder in the common place for temporary ones is a demo of this user."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(status.st_mode):
        return False
    if os.name == "posix" and status.st_uid != os.getuid():
        return False
    marker = read_marker(folder)
    return marker is not None and marker.throw_away


def _take(folder: Path, hold: ExitStack) -> bool:
    """Take a demo for this process until *hold* ends; False where somebody else may be in it."""
    from store.locks import system_lock

    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    with suppress(OSError):
        descriptor = os.open(folder / IN_USE, flags, 0o600)
        hold.callback(os.close, descriptor)
        return system_lock(descriptor) is True
    return False
