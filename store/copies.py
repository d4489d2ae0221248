"""Second copies of a teardown, as tools that sync folders make them where two machines saved.

A name only says where to look. What a file holds decides: a teardown whose id is that of the
file beside it is a copy of that one, whatever it is called.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from store.documents import NoDocument, decode
from store.errors import StoreError
from store.files import read_file, real_folder
from store.names import conflict_copy, is_furniture, is_valid_id, teardown_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from store.parts import Parts

__all__ = ["Copy", "copies", "copy_at", "is_as_it_was", "remove_copy"]

_BY_HAND = "OneDrive, or somebody by hand,"


class Copy(NamedTuple):
    """A second file of one teardown."""

    path: Path
    teardown_id: str
    tool: str
    """What made it, as far as its name says."""
    data: bytes
    document: dict[str, Any]


def copies(parts: Parts, suspects: Iterable[str] = ()) -> list[Copy]:
    """Return the copies that lie among the teardowns, by name.

    Only the files are read whose name may be a copy's, and *suspects*: ids under which
    something stands that cannot be opened.
    """
    try:
        if not real_folder(parts.teardowns):
            return []
        names = sorted(path.name for path in parts.teardowns.iterdir())
    except (StoreError, OSError):
        return []
    present = {name for name in map(teardown_id, names) if name is not None}
    doubtful = set(suspects)
    found = []
    for name in names:
        own = teardown_id(name)
        if own is None or own in doubtful or _may_be_named_by_onedrive(own, present):
            copy = copy_at(parts.teardowns / name, present)
            found += [copy] if copy is not None else []
    return found


def copy_at(path: Path, present: Collection[str]) -> Copy | None:
    """Return the copy in a file; ``None`` if it is none. *present* are the teardowns' ids."""
    if is_furniture(path.name) or not path.name.endswith(".json"):
        return None
    try:
        data = read_file(path)
        document = decode(data)
    except (StoreError, NoDocument):
        return None
    owner = document.get("id")
    if not isinstance(owner, str) or not is_valid_id(owner) or teardown_id(path.name) == owner:
        return None
    if owner not in present:
        return None
    named = conflict_copy(path.name)
    tool = named.tool if named is not None and named.teardown_id == owner else _BY_HAND
    return Copy(path, owner, tool, data, document)


def is_as_it_was(copy: Copy) -> bool:
    """Return whether the file still holds what was read: a syncing tool may have gone on."""
    with suppress(StoreError):
        return read_file(copy.path) == copy.data
    return False


def remove_copy(parts: Parts, copy: Copy) -> bool:
    """Take a copy away whose content is kept elsewhere; call it under the lock.

    Return whether it is gone; one that changed meanwhile stays. Raise ``OSError``.
    """
    if not is_as_it_was(copy):
        return False
    parts.files.remove(copy.path)
    parts.files.sync_folder(copy.path.parent)
    return True


def _may_be_named_by_onedrive(name: str, present: Collection[str]) -> bool:
    """Return whether a name is another one with a hyphen and a computer's name behind it."""
    at = name.rfind("-")
    while at > 0:
        if name[:at] in present:
            return True
        at = name.rfind("-", 0, at)
    return False
