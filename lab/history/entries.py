"""The rows of a history: the teardown as it is, its earlier versions, what was kept aside. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from store.history import Version

__all__ = ["NEWEST", "Entry", "EntryKind", "entries_of"]

NEWEST = "newest"
"""The name of the teardown as it is now."""

EntryKind = Literal["newest", "version", "aside", "older format"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One version, as a list shows it."""

    name: str
    """By which exactly this one is asked for: ``12``, ``12-aside``, or ``newest``."""
    rev: int
    kind: EntryKind
    saved_at: datetime | None
    """``None`` where the newest cannot be read."""
    size: int = 0
    """Bytes of its file; 0 where that is not known."""
    reason: str = ""
    """Why it was kept aside."""
    fault: str = ""
    """Why it cannot be read; empty if it can."""
    not_kept: int = 0
    """Saves between this one and the next older that are not kept any more."""

    @property
    def is_line(self) -> bool:
        """Whether it stands in the line of saves, rather than beside it."""
        return self.kind != "aside"

    @property
    def label(self) -> str:
        """Its number, as a person sees it."""
        return str(self.rev) if self.kind == "newest" and self.rev else self.name


def entries_of(newest: Entry | None, versions: Iterable[Version]) -> list[Entry]:
    """Return all entries, newest first; *versions* come newest first."""
    found = [newest] if newest is not None else []
    found += [_entry(version) for version in versions]
    return [*_with_gaps(found)]


def _entry(version: Version) -> Entry:
    name = version.name.removesuffix(".json")
    kind: EntryKind = "version"
    if version.aside:
        kind = "aside"
    elif "format" in name:
        kind = "older format"
    return Entry(
        name=name,
        rev=version.rev,
        kind=kind,
        saved_at=version.saved_at,
        size=version.size,
        reason=version.reason,
        fault=version.fault,
    )


def _with_gaps(entries: list[Entry]) -> Iterator[Entry]:
    """Yield the entries, each knowing how many saves below it are not kept any more."""
    for place, entry in enumerate(entries):
        if not entry.is_line or not entry.rev:
            yield entry
            continue
        below = next((each.rev for each in entries[place + 1 :] if each.is_line), 0)
        yield replace(entry, not_kept=max(0, entry.rev - below - 1))
