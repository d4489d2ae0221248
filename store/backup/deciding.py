"""What becomes of a teardown that is in a backup and in the library. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from store.documents import NoDocument, decode, rev_of
from store.summary import KNOWN_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store.names import VersionName

__all__ = ["Fate", "Here", "There", "decide", "document_of"]


class Fate(Enum):
    """What becomes of a teardown; the value says it to its owner."""

    ADDED = "added"
    SAME = "the same"
    FORWARD = "brought forward: the one that was here is its earlier version, and in its history"
    OLDER = "the one here is newer; the backup's is among its earlier versions"
    ASIDE = "the one here is newer; the backup's was put into its history"
    SECOND = "both have changes: the one here stays, the backup's lies beside it to be merged"
    INTO_HISTORY = (
        "the one here cannot be read; the backup's was put into its history, "
        "and “teardown doctor --fix” brings it back"
    )
    DAMAGED = "the backup's cannot be read; it was put into the folder “damaged”"


@dataclass(frozen=True, slots=True)
class Here:
    """A teardown as it stands in the library; the digests are SHA-256."""

    digest: str
    document: dict[str, Any] | None
    """``None`` where its file cannot be read as one."""
    versions: Mapping[VersionName, str] = field(default_factory=dict)
    """Its earlier versions by name, with their digests."""
    kept: Sequence[dict[str, Any]] = ()
    """What an earlier restore put aside or beside it, merged since or not."""


@dataclass(frozen=True, slots=True)
class There:
    """The same teardown in the backup."""

    digest: str
    document: dict[str, Any] | None
    version_digests: frozenset[str] = frozenset()


def decide(here: Here | None, there: There) -> Fate:  # noqa: PLR0911 - a table, case by case
    """Return what becomes of the backup's teardown; the library's is never lost by it."""
    if here is None:
        return Fate.ADDED
    if here.digest == there.digest:
        return Fate.SAME
    if there.digest in here.versions.values():
        return Fate.OLDER
    if there.document is None:
        return Fate.DAMAGED
    if there.document in here.kept:
        return Fate.OLDER
    if here.document is None:
        return Fate.INTO_HISTORY
    return _between(here, here.document, there, there.document)


def _between(here: Here, mine: dict[str, Any], there: There, other: dict[str, Any]) -> Fate:
    if mine == other:
        return Fate.SAME
    if here.digest in there.version_digests:
        return Fate.FORWARD
    known = {name.rev for name in here.versions if not name.mark}
    is_older = rev_of(other) < rev_of(mine) and _written(other) <= _written(mine)
    if is_older and rev_of(other) not in known:
        # Its number is free in the history: that version was thinned away, nobody branched off.
        return Fate.ASIDE
    return Fate.SECOND


def _written(document: dict[str, Any]) -> str:
    return str(document.get("updated_at", ""))


def document_of(data: bytes, *, teardown_id: str) -> dict[str, Any] | None:
    """Return the teardown in a file's bytes; ``None`` if it holds none of that id we can read."""
    try:
        document = decode(data)
    except NoDocument:
        return None
    schema = document.get("schema")
    if type(schema) is not int or not 1 <= schema <= KNOWN_SCHEMA:
        return None
    return document if document.get("id") == teardown_id else None
