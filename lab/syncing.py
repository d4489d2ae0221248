"""Copies that syncing tools make: what is in them, and one teardown out of two.

Two machines save the same teardown, each from the same version. Nothing can tell them apart by
their numbers, so the syncing tool keeps both files. What only one side changed is put
together here; where both changed the same thing a person decides. Whatever comes of it, each
text of the copy stays in the history.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from lab.conflict import differences
from store.copies import Copy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.workspace import Workspace
    from store.records import Teardown
    from store.summaries import Summary

__all__ = ["Copies", "Copy", "Judgement", "Verdict", "common_base", "judge"]

_MOST_VERSIONS: Final = 80
"""How many versions are looked through for the one from which both began."""


class Verdict(Enum):
    """What is in a copy, as against the teardown beside it."""

    SAME = "it says the same as the one beside it"
    OLDER = "everything that it says is in the one beside it"
    MERGES = "its changes and yours do not touch each other"
    CLASHES = "both sides changed the same thing"
    UNREADABLE = "one of the two cannot be opened"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A copy beside the teardown that it is a copy of."""

    verdict: Verdict
    mine: Teardown | None = None
    theirs: Teardown | None = None
    base: Teardown | None = None
    """The version from which both began, if the history has it."""
    merged: Teardown | None = None
    """Both in one, to be saved over *mine*, where that can be done without asking."""
    clashes: int = 0
    """In how many places both sides changed the same thing."""


def common_base(
    mine: Teardown,
    theirs: Teardown,
    versions: Iterable[Teardown],
    *,
    merged_before: Iterable[Teardown] = (),
) -> Teardown | None:
    """Return the version from which two went apart; ``None`` where none can be told.

    It is the one with the fewest changes on the ways to both. The versions of one side are
    as near, so of several the oldest is taken: an older base can only make more clashes,
    never undo somebody's change. A version is no base of itself, unless the other side went
    on from it and the history shows that it did.

    Every save counts one further on its side. So they had gone apart before the first number
    under which two things are said, and *merged_before*, the copies that were put together
    with mine earlier, may tell it. What was saved after one of the two is no base either.
    """
    known = list(versions)
    parting = _parting([*known, *merged_before, mine, theirs])
    ends = (mine.rev, theirs.rev + 1, mine.rev if parting is None else parting)
    saved = min(mine.updated_at, theirs.updated_at)
    older = [each for each in known if each.rev < min(ends) and each.updated_at <= saved]
    distances = [(_distance(each, mine, theirs), each.rev, n) for n, each in enumerate(older)]
    if not distances:
        return None
    distance, _, place = min(distances)
    before = any(each.rev == mine.rev - 1 for each in older)
    went_on = theirs.rev > mine.rev and (parting is None or parting > mine.rev)
    if went_on and before and len(differences(theirs, mine)) < distance:
        return mine
    return older[place]


def judge(
    mine: Teardown,
    theirs: Teardown,
    versions: Iterable[Teardown],
    *,
    merged_before: Iterable[Teardown] = (),
) -> Judgement:
    """Return what is in a copy, and both in one where nobody has to be asked. Pure.

    *merged_before* are the copies that were put together with mine earlier.
    """
    from lab.merging import merge

    if not differences(theirs, mine):
        return Judgement(Verdict.SAME, mine, theirs, mine)
    base = common_base(mine, theirs, versions, merged_before=merged_before)
    merged = merge(theirs, mine, base=base, prefer="theirs")
    if merged.clashes:
        return Judgement(Verdict.CLASHES, mine, theirs, base, clashes=len(merged.clashes))
    if not differences(merged.record, mine):
        return Judgement(Verdict.OLDER, mine, theirs, base)
    return Judgement(Verdict.MERGES, mine, theirs, base, merged.record)


class Copies:
    """The copies of a library, and what can be done about them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def all(self, rows: Iterable[Summary] | None = None) -> list[Copy]:
        """Return the copies that lie among the teardowns; quick where there are none.

        *rows* are the summaries, if at hand.
        """
        from store.copies import copies

        library = self._workspace.library
        suspects = [row.id for row in (library.summaries() if rows is None else rows) if row.fault]
        return copies(library.parts, suspects)

    def judge(self, copy: Copy) -> Judgement:
        """Return what is in a copy."""
        from lab.errors import StoreError
        from store.validation import to_record

        try:
            mine = self._workspace.load(copy.teardown_id)
            theirs = to_record(copy.document, name=copy.teardown_id)
        except StoreError:
            return Judgement(Verdict.UNREADABLE)
        return judge(
            mine,
            theirs,
            self._versions(copy.teardown_id),
            merged_before=self._versions(copy.teardown_id, aside=True),
        )

    def settle(self, copy: Copy) -> Judgement:
        """Put a copy and its teardown together, if nobody has to be asked; else change nothing.

        Raise ``StoreError`` or ``OSError`` where the library cannot be written.
        """
        with self._workspace.library.held():
            found = self.judge(copy)
            if found.verdict in {Verdict.CLASHES, Verdict.UNREADABLE}:
                return found
            if found.merged is not None:
                self._workspace.save(found.merged)
            self.put_aside(copy, why=found.verdict.value)
        return found

    def put_aside(self, copy: Copy, *, why: str) -> None:
        """Take a copy away, with what it says in the history of its teardown."""
        from store.copies import remove_copy
        from store.refusals import refusing

        library = self._workspace.library
        parts = library.parts
        with library.held(), refusing(f"{copy.path.name} could not be put aside", parts.root):
            if not self._is_kept(copy):
                reason = f"a copy that {copy.tool.rstrip(',')} kept: {why}"
                parts.history.keep_aside(
                    copy.teardown_id, copy.document, reason=reason, now=parts.clock.now()
                )
            remove_copy(parts, copy)

    def _is_kept(self, copy: Copy) -> bool:
        """Return whether exactly this stands in the library or among its versions."""
        from contextlib import suppress

        from lab.errors import StoreError
        from store.documents import NoDocument, decode
        from store.files import read_file

        parts = self._workspace.library.parts
        with suppress(StoreError, NoDocument):
            if decode(read_file(parts.path(copy.teardown_id))) == copy.document:
                return True
        for name in parts.history.names(copy.teardown_id):
            with suppress(StoreError):
                if parts.history.read(copy.teardown_id, name) == copy.document:
                    return True
        return False

    def _versions(self, teardown_id: str, *, aside: bool = False) -> list[Teardown]:
        from contextlib import suppress

        from lab.errors import StoreError
        from store.validation import to_record

        history = self._workspace.library.parts.history
        found = []
        names = [n for n in history.names(teardown_id) if (n.mark == "aside") is aside]
        for name in names[:_MOST_VERSIONS]:
            with suppress(StoreError):
                document = history.read(teardown_id, name)
                found.append(to_record(document, name=teardown_id))
        return found


def _parting(records: Iterable[Teardown]) -> int | None:
    """Return the first number under which two of them say different things."""
    first: dict[int, Teardown] = {}
    apart = [one.rev for one in records if differences(first.setdefault(one.rev, one), one)]
    return min(apart, default=None)


def _distance(version: Teardown, mine: Teardown, theirs: Teardown) -> int:
    return len(differences(version, mine)) + len(differences(version, theirs))
