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
from contextlib import contextmanager, suppress
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
    held = _hold(folder)
    demo = Demo(_places(folder))
    try:
        fill(demo.places, throw_away=True)
        yield demo
    finally:
        _let_go(held)
        demo.kept, demo.written = _put_away(folder, own)


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
    fill(places, throw_away=False)
    return places, True


def sweep(own: Places) -> list[Path]:
    """Put away the demos that were killed; return where those with something written are now."""
    kept = []
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if not _is_ours(folder):
            continue
        held = _hold(folder)
        if held is not None:
            _let_go(held)
            place, _ = _put_away(folder, own)
            kept += [place] if place is not None else []
    return kept


def _put_away(folder: Path, own: Places) -> tuple[Path | None, list[str]]:
    """Remove a demo, or move it to where it lasts if something was written in it."""
    marker = read_marker(folder)
    if marker is None:  # it failed before there was anything to see
        with suppress(OSError):
            (folder / IN_USE).unlink()
            folder.rmdir()
        return None, []
    written = written_in(_places(folder), marker) if marker.complete else []
    if not written:
        shutil.rmtree(folder, ignore_errors=True)
        return None, []
    target = own.data / KEPT / folder.name.removeprefix(PREFIX)
    try:
        # A copy under another name first: whatever happens meanwhile, one of both is whole.
        half = target.with_name(f".{target.name}")
        shutil.rmtree(half, ignore_errors=True)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copytree(folder, half, symlinks=True, ignore=shutil.ignore_patterns(IN_USE))
        write_marker(half, replace(marker, throw_away=False))
        half.rename(target)
    except (OSError, shutil.Error):
        with suppress(OSError):
            write_marker(folder, replace(marker, throw_away=False))
        return folder, written
    shutil.rmtree(folder, ignore_errors=True)
    return target, written


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


def _hold(folder: Path) -> int | None:
    """Take the demo for this process; ``None`` where somebody else is in it, or it is unknown."""
    from store.locks import system_lock

    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(folder / IN_USE, flags, 0o600)
    except OSError:
        return None
    try:
        if system_lock(descriptor):
            return descriptor
    except OSError:
        pass
    os.close(descriptor)
    return None


def _let_go(descriptor: int | None) -> None:
    if descriptor is not None:
        os.close(descriptor)
