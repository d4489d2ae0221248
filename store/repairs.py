"""Bringing a teardown back: an earlier version over the present one, good or bad."""

from __future__ import annotations

import re
from contextlib import ExitStack, suppress
from os.path import lexists
from typing import TYPE_CHECKING, Final

from store.documents import NoDocument, decode, encode, rev_of
from store.errors import Damaged, InvalidRecord, LinkRefused, NotFound, StoreError
from store.files import make_folders, quietly, read_file, replace_file
from store.migrations import schema_of
from store.validation import next_version, to_record

if TYPE_CHECKING:
    from pathlib import Path

    from store.files import Place
    from store.names import VersionName
    from store.parts import Parts
    from store.records import Teardown

__all__ = ["bring_back", "free_name", "move_aside", "newest_good", "set_aside"]

_NUMBERED: Final = re.compile(r"(.*)-(\d{1,4})(\)?)")


def bring_back(parts: Parts, teardown_id: str, version: Teardown) -> Teardown:
    """Save an earlier version as the newest one; call it under the lock.

    What stands there goes to the history, or to ``damaged/`` if it cannot be read.
    Raise ``NewerSchema`` rather than replace what a newer teardown wrote; ``OSError``.
    """
    path = parts.path(teardown_id)
    highest = max((name.rev for name in parts.history.names(teardown_id)), default=0)
    kept: Place | None
    with ExitStack() as undo:
        try:
            document = decode(read_file(path))
            with suppress(InvalidRecord):
                schema_of(document, name=teardown_id)
        except NotFound:
            kept, rev = None, highest + 1
        except (Damaged, LinkRefused, NoDocument):
            # The file that cannot be read may well have been the next version.
            kept, rev = set_aside(parts, path, undo=undo), highest + 2
        else:
            rev = max(highest, rev_of(document)) + 1
            kept = parts.history.path_for(teardown_id, rev_of(document), same_as=path)
        fresh, document = next_version(version, rev=rev, now=parts.clock.now())
        make_folders(parts.teardowns, inside=parts.root, files=parts.files, undo=undo)
        replace_file(path, encode(document), files=parts.files, keep_as=kept)
        undo.pop_all()
    return fresh


def newest_good(parts: Parts, teardown_id: str) -> tuple[VersionName, Teardown] | None:
    """Return the newest version that can be opened, what was kept aside last; or ``None``."""
    names = parts.history.names(teardown_id)
    for name in sorted(names, key=lambda name: name.mark != "aside", reverse=True):
        with suppress(StoreError):
            document = parts.history.read(teardown_id, name)
            return name, to_record(document, name=teardown_id)
    return None


def set_aside(parts: Parts, path: Path, *, undo: ExitStack) -> Path | None:
    """Return where a file that cannot be read is kept; what is no file is moved there now."""
    make_folders(parts.damaged, inside=parts.root, files=parts.files, undo=undo)
    target = free_name(parts.damaged / f"{path.stem}-1{path.suffix}")
    if path.is_file() and not path.is_symlink():
        return target
    parts.files.replace(path, target)
    undo.callback(quietly, parts.files.replace, target, path)
    parts.files.sync_folder(parts.damaged)
    return None


def move_aside(parts: Parts, path: Path) -> str:
    """Move a file to the folder of what was set aside, durably; say so. Raise ``OSError``."""
    with ExitStack() as undo:
        target = set_aside(parts, path, undo=undo)
        if target is not None:
            parts.files.replace(path, target)
            undo.callback(quietly, parts.files.replace, target, path)
            parts.files.sync_folder(target.parent)
        undo.pop_all()
    return f"It was moved to the folder “{parts.damaged.name}”."


def free_name(path: Path) -> Path:
    """Return the path, with the next number at the end of its name that nothing has yet."""
    found = _NUMBERED.fullmatch(path.stem)
    stem, number, end = (found[1], int(found[2]), found[3]) if found else (path.stem, 1, "")
    while lexists(path):
        number += 1
        path = path.with_name(f"{stem}-{number}{end}{path.suffix}")
    return path
