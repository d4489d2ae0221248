"""The cache of summaries as one file: columns, so that thousands of rows load in a blink."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from store.cache_folder import read_sealed, write_sealed
from store.summary import KNOWN_SCHEMA, Summary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from store.marks import Mark

__all__ = ["read_summaries", "write_summaries"]

_FORMAT = 1
"""Raised whenever a summary is made differently from the same record."""

_NAMES = [name for name in Summary._fields if name != "folder"]
_KIND = f"summaries {_FORMAT}.{KNOWN_SCHEMA} {','.join(_NAMES)}".encode()
_REPEATED = ("product", "maker", "author", "template", "status", "tags", "category", "fault")
"""Columns in which few different values come again and again: each value is kept once."""


def write_summaries(path: Path, entries: Sequence[tuple[Mark, Summary]]) -> bool:
    """Write the cache file; return whether that worked."""
    columns: dict[str, Any] = {name: [getattr(row, name) for _, row in entries] for name in _NAMES}
    for name in _REPEATED:
        places: dict[Any, int] = {}
        indices = [places.setdefault(value, len(places)) for value in columns[name]]
        columns[name] = [list(places), indices]
    columns["marks"] = list(zip(*(mark for mark, _ in entries), strict=True)) or [(), (), ()]
    return write_sealed(path, orjson.dumps(columns), kind=_KIND)


def read_summaries(path: Path, *, folder: str) -> list[tuple[Mark, Summary]]:
    """Return what the cache file holds; nothing if it is missing, garbled or of another version."""
    body = read_sealed(path, kind=_KIND)
    if body is None:
        return []
    try:
        return _entries(orjson.loads(body), folder)
    except (LookupError, TypeError, ValueError):
        return []


def _entries(columns: dict[str, Any], folder: str) -> list[tuple[Mark, Summary]]:
    for name in _REPEATED:
        values, indices = columns[name]
        if name == "tags":
            values = [tuple(tags) for tags in values]
        columns[name] = [values[index] for index in indices]
    inodes, times, sizes = columns["marks"]
    folders = [folder] * len(inodes)
    rows = map(Summary._make, zip(*(columns[name] for name in _NAMES), folders, strict=True))
    return list(zip(zip(inodes, times, sizes, strict=True), rows, strict=True))
