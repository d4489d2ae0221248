"""What doctor makes of names: copies, teardowns under a false name, and files that are nobody's."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from store.copies import copy_at
from store.doctor import Ailment, Finding
from store.documents import NoDocument, decode
from store.errors import LinkRefused, StoreError
from store.files import read_file, real_folder
from store.layout import LIBRARY_FILE
from store.names import (
    NOT_DOWNLOADED,
    conflict_copy,
    is_furniture,
    is_temporary,
    is_valid_id,
    parse_version,
    teardown_id,
)
from store.pages import is_address
from store.repairs import move_aside

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from store.parts import Parts

__all__ = ["check_stranger", "check_strays", "is_misnamed"]

_COPY: Final = re.compile(r"conflict|\(\d+\)| \d+\.\w+$|\(backup", re.IGNORECASE)
"""What the names have in common that syncing tools give to second copies of any file."""


def is_misnamed(path: Path) -> bool:
    """Return whether a file holds a teardown whose id is not the file's name."""
    owner = _owner(path)
    return owner is not None and owner != teardown_id(path.name)


def check_stranger(parts: Parts, path: Path, present: Collection[str]) -> Iterator[Finding]:
    """Say what a file among the teardowns is that is none under its own name."""
    copy = copy_at(path, present)
    named = conflict_copy(path.name)
    owner = _owner(path)
    if copy is not None:
        why = f"two computers changed it, and {copy.tool} kept both"
        if copy.tool == "a backup":
            why = "it came from a backup, and both have changes"
        what = f"“{path.name}” is a second copy of {copy.teardown_id}"
        todo = "Nothing was merged. Look into both, keep what you need, and delete the copy."
        yield Finding(Ailment("warning", path, what, why, todo))
    elif owner is not None and owner not in present:
        what = f"“{path.name}” is the teardown {owner}, under another name"
        why = f"its id should be “{path.stem}” by its name; somebody or a syncing tool renamed it"
        todo = "“teardown doctor --fix” gives it its own name back."
        ailment = Ailment("error", path, what, why, todo, fixable=True)
        yield Finding(ailment, partial(_rename, parts, path, owner))
    elif named is not None:
        what = f"“{path.name}” looks like a second copy of {named.teardown_id}"
        why = "its name says so, but it holds no teardown of that id that can be read"
        todo = "It is left alone. Look into it, and delete it if nothing in it is yours."
        yield Finding(Ailment("warning", path, what, why, todo))
    elif path.name.endswith(NOT_DOWNLOADED):
        what = f"“{path.name}” is not on this computer"
        why = "iCloud keeps it elsewhere until somebody asks for it"
        yield Finding(
            Ailment("warning", path, what, why, "Open the folder in the Finder and download it.")
        )
    elif not is_furniture(path.name):
        what, why = f"“{path.name}” is no teardown", "its name is not one that teardown gives"
        todo = "It is left alone. Move it somewhere else if it does not belong here."
        yield Finding(Ailment("note", path, what, why, todo))


def check_strays(parts: Parts) -> Iterator[Finding]:
    """Say which copies syncing tools made of other files; none of them is ever looked at."""
    known: dict[str, Callable[[str], bool]] = {
        "": lambda name: not name.startswith(LIBRARY_FILE.partition(".")[0]),
        "history": lambda name: parse_version(name) is not None,
        "trash": lambda name: teardown_id(name) is not None,
        "pages": lambda name: is_address(name.partition(".")[0]),
        "templates": lambda name: is_address(name.partition(".")[0]),
    }
    for name, is_known in known.items():
        folder = parts.root / name if name else parts.root.resolve()
        for path in _files(folder, within=name in {"history", "pages"}):
            if not is_known(path.name) and _COPY.search(path.name):
                what = f"“{path.name}” is a second copy that a syncing tool made"
                why = "teardown does not look at it, and what it is a copy of is whole"
                todo = "“teardown doctor --fix” moves it to the folder “damaged”."
                ailment = Ailment("note", path, what, why, todo, fixable=True)
                yield Finding(ailment, partial(move_aside, parts, path))


def _files(folder: Path, *, within: bool) -> Iterator[Path]:
    with suppress(LinkRefused, OSError, StoreError):
        if not real_folder(folder):
            return
        for path in sorted(folder.iterdir()):
            if path.is_symlink() or is_temporary(path.name) or is_furniture(path.name):
                continue
            if path.is_dir():
                yield from _files(path, within=False) if within else ()
            else:
                yield path


def _owner(path: Path) -> str | None:
    """Return the id of the teardown in a file; ``None`` if it holds none."""
    if is_furniture(path.name) or not path.name.endswith(".json"):
        return None
    with suppress(StoreError, NoDocument):
        owner = decode(read_file(path)).get("id")
        return owner if isinstance(owner, str) and is_valid_id(owner) else None
    return None


def _rename(parts: Parts, path: Path, owner: str) -> str:
    target = parts.path(owner)
    if target.exists() or target.is_symlink():
        return "There is such a file by now; nothing was changed."
    parts.files.replace(path, target)
    parts.files.sync_folder(target.parent)
    return f"It is called {target.name} again."
