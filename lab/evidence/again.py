"""Looking again at every page of a teardown, one after the other; one that fails stops none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lab.evidence.captured import Capture
    from lab.evidence.room import EvidenceRoom, Refreshed
    from store.records import Evidence, Teardown

__all__ = ["Look", "look_again"]


class Look(NamedTuple):
    """What came of looking at one piece of evidence again."""

    evidence: Evidence
    """As it is now."""
    how: Literal["unchanged", "changed", "failed", "skipped"]
    """``skipped``: it is a file, which nobody can fetch."""
    done: Refreshed | None = None
    why: str = ""
    """Why it failed or was skipped; then nothing about it has changed."""


def look_again(
    room: EvidenceRoom, record: Teardown, fetch: Callable[[Evidence, str], Capture]
) -> Iterator[Look]:
    """Yield what became of each page and file, each saved before the next is fetched.

    *fetch* is given a piece of evidence and its address.
    """
    from lab.errors import LabError, UsageError
    from lab.evidence.refreshing import address_of

    for item in record.evidence:
        if item.kind not in {"page", "file"}:
            continue
        try:
            address = address_of(item)
        except UsageError as error:
            yield Look(item, "skipped", why=str(error))
            continue
        try:
            done = room.note_refresh(record.id, item.id, fetch(item, address))
        except LabError as error:
            yield Look(item, "failed", why=str(error))
        else:
            yield Look(done.evidence, done.how, done)
