"""Background work: leftovers of killed programs, old versions, pages that nothing names.

Each step removes only what is of no use whatever else happens meanwhile, so it may be
killed at any instant and run in several programs at once. It pauses often, so that
somebody who types in the same program does not notice.
"""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Final

from store.cache_folder import read_sealed, write_sealed
from store.errors import StoreError
from store.files import read_file, real_folder
from store.names import is_temporary
from store.pages import GRACE_SECONDS, addresses_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from store.parts import Parts

__all__ = ["BUDGET", "folders", "leftovers", "tidy"]

BUDGET = 30.0
"""Seconds after which a run ends, wherever it is; the next one goes on."""

_WORK: Final = 0.004
_PAUSE: Final = 0.002
_BETWEEN_SWEEPS: Final = timedelta(days=1)
_SWEPT: Final = ".cache/swept"
_KIND: Final = b"teardown-swept"


def tidy(parts: Parts, *, also: Iterable[Path] = ()) -> None:
    """Remove leftovers, thin the history, sweep the pages that nothing names.

    *also* are files outside the library that may name pages.
    """
    if not parts.root.is_dir():
        return
    go_on = _gently(BUDGET)
    # What is refused today is done another day.
    with suppress(OSError, StoreError):
        for folder in folders(parts):
            if not go_on():
                return
            _remove_leftovers(parts, folder)
        for teardown_id in parts.history.ids():
            if not go_on():
                return
            parts.history.thin(teardown_id, now=parts.clock.now())
        if _is_time_to_sweep(parts) and _sweep(parts, go_on, also):
            _note_sweep(parts)


def folders(parts: Parts) -> Iterator[Path]:
    """Yield the folders in which files are written; links among them are left out."""
    yield parts.root
    for name in ("teardowns", "trash", "templates", "damaged", "history", "pages"):
        folder = parts.root / name
        if folder.is_dir() and not folder.is_symlink():
            yield folder
            if name in {"history", "pages"}:
                yield from (p for p in folder.iterdir() if p.is_dir() and not p.is_symlink())


def leftovers(folder: Path) -> list[Path]:
    """Return the files of that folder which somebody was writing; under the lock, nobody is."""
    return [path for path in folder.iterdir() if is_temporary(path.name)]


def _remove_leftovers(parts: Parts, folder: Path) -> None:
    if leftovers(folder):
        with parts.lock:
            for path in leftovers(folder):
                path.unlink(missing_ok=True)


def _is_time_to_sweep(parts: Parts) -> bool:
    noted = read_sealed(parts.root / _SWEPT, kind=_KIND)
    try:
        last = datetime.fromisoformat((noted or b"").decode("ascii"))
        return parts.clock.now() - last >= _BETWEEN_SWEEPS
    except (ValueError, TypeError):
        return True


def _note_sweep(parts: Parts) -> None:
    write_sealed(parts.root / _SWEPT, parts.clock.now().isoformat().encode("ascii"), kind=_KIND)


def _sweep(parts: Parts, go_on: Callable[[], bool], also: Iterable[Path]) -> bool:
    """Remove old pages that no file names; return whether all files could be looked at."""
    before = parts.clock.now().timestamp() - GRACE_SECONDS
    unused = parts.pages.unused_since(before)
    for path in chain(_naming(parts), also):
        if not unused:
            return True
        if not go_on():
            return False
        try:
            unused -= addresses_in(read_file(path))
        except StoreError:
            # What cannot be read may name any page. One that has just gone may not, but
            # a later run will know.
            return False
    with parts.lock:
        parts.pages.remove(unused, before=before)
    return True


def _naming(parts: Parts) -> Iterator[Path]:
    """Yield every file that can name a page, the likeliest first."""
    for name in ("teardowns", "trash", "damaged"):
        folder = parts.root / name
        if real_folder(folder):
            yield from (path for path in folder.iterdir() if not path.name.startswith("."))
    for teardown_id in parts.history.ids():
        for version in parts.history.names(teardown_id):
            yield parts.history.folder(teardown_id) / str(version)


def _gently(budget: float) -> Callable[[], bool]:
    """Return a function to call between steps: it pauses now and then, and says when to stop."""
    end = time.monotonic() + budget
    worked = time.monotonic()

    def go_on() -> bool:
        nonlocal worked
        now = time.monotonic()
        if now - worked > _WORK:
            time.sleep(_PAUSE)
            worked = time.monotonic()
        return now < end

    return go_on
