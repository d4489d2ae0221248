"""Which files of a folder are teardowns."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from lab.errors import NotFound

if TYPE_CHECKING:
    from pathlib import Path

    from lab.importing.outcome import Skipped, SourceRefused

__all__ = ["Contents", "teardowns_in"]

_LOOKED_AT: Final = 4000
"""Characters at the start of a JSON file that say what it is."""

_COULD_BE_ONE: Final = frozenset({".md", ".markdown", ".json", ""})
"""Endings of teardowns, and of folders with some in them."""


class Contents(NamedTuple):
    """What lies in a folder and below it."""

    teardowns: tuple[Path, ...]
    refused: tuple[tuple[str, SourceRefused], ...]
    """Files that nobody can tell to be teardowns, as they cannot be read, and why."""
    skipped: tuple[Skipped, ...]
    """Links and other things that might lead to teardowns and are not looked into, and why."""
    others: int
    """How many other files lie there."""


def teardowns_in(folder: Path, *, library: Path) -> Contents:
    """Return what lies in a folder and below it.

    Hidden files, links and the user's library itself are left out. Raise ``NotFound`` where
    no file is a teardown and none was refused.
    """
    from lab.importing.outcome import SourceRefused
    from lab.importing.sources import find_sources, read_source

    sources, passed = find_sources([folder], library=library)
    found: list[Path] = []
    refused: list[tuple[str, SourceRefused]] = []
    others = 0
    for source in sources:
        try:
            is_one = _is_teardown(read_source(source, library=library))
        except SourceRefused as error:
            refused.append((source.shown, error))
            continue
        if is_one and source.path is not None:
            found.append(source.path)
        else:
            others += 1
    if not found and not refused:
        raise NotFound(
            f"There is no teardown in “{folder}”",
            todo="“teardown export” writes some; name the folder that they are in.",
        )
    skipped = tuple(each for each in passed if _could_be_one(each.path))
    return Contents(tuple(found), tuple(refused), skipped, others)


def _could_be_one(path: str) -> bool:
    name = PurePath(path)
    return not name.name.startswith(".") and name.suffix.lower() in _COULD_BE_ONE


def _is_teardown(text: str) -> bool:
    from lab.importing.reading import is_own

    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return '"teardown.show/' in text[:_LOOKED_AT]
    return is_own(text)
