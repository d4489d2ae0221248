"""Everything about a group that one person looks at, in one reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.authors import plain_name
from lab.group.layout import look_of
from lab.group.next_step import next_step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from lab.group.contents import Contents, Member
    from lab.group.next_step import NextStep
    from lab.group.standing import RoundStanding
    from lab.group.study_group import StudyGroup
    from store.summary import Summary

__all__ = ["Afterwards", "GroupView", "RoundView", "mine_among", "newest_round", "overview"]


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What happened in a round after the reveal."""

    scored: int
    """How many gave second scores."""
    agreed: str
    """The group's own teardown in one's own library; empty for none."""
    met: int
    """The step, from 1, at which the meeting was last left on this computer; 0 before it."""
    shared: frozenset[str]
    """Which of ``compared`` and ``agreed`` somebody put into the folder."""


@dataclass(frozen=True, slots=True)
class RoundView:
    """One round, for one person."""

    standing: RoundStanding
    step: NextStep
    teardown: str
    """One's own teardown for it: the one that is sealed, else the newest of that product."""
    opened_by: str
    """The name of whoever opened it."""
    again: Mapping[str, int]
    """One's own second scores, by section."""
    meeting: int
    """How many rounds were before it, so that roles take turns."""
    me: str
    """Who one is."""
    after: Afterwards
    """How far it is after the reveal."""

    @property
    def id(self) -> str:
        """The round's id."""
        return self.standing.id

    @property
    def product(self) -> str:
        """What is taken apart."""
        opening = self.standing.opening
        return opening.product if opening is not None else self.id

    @property
    def my_fault(self) -> str:
        """What is broken of one's own; see ``lab.group.standing.MemberStanding``."""
        mine = self.standing.of(self.me)
        return mine.fault if mine is not None else ""

    @property
    def my_state(self) -> str:
        """How one stands oneself; see ``lab.group.standing.State``.

        Whoever came when a round was over sees it as those do who revealed.
        """
        if self.me in self.standing.came_later:
            return "revealed"
        return next(
            (one.state for one in self.standing.members if one.member == self.me), "missing"
        )


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group, for one person."""

    id: str
    title: str
    folder: Path
    me: str
    members: Sequence[Member]
    rounds: Sequence[RoundView]
    """The newest first."""
    refused: Sequence[str]
    """What was left out of the folder, and why."""
    unsent: int | None
    """Files of one's own that wait for a sync; ``None`` where nothing is sent by git."""
    address: str
    """What the others join by: the repository's address; else the folder; empty for neither."""

    @property
    def is_synced(self) -> bool:
        """Whether it is shared by git; else by whatever shares folders, and nothing is to do."""
        return self.address != str(self.folder)

    def round(self, name: str) -> RoundView | None:
        """Return a round by its id; the newest where there is none of that id."""
        newest = self.rounds[0] if self.rounds else None
        return next((one for one in self.rounds if one.id == name), newest)


def overview(group: StudyGroup, summaries: Iterable[Summary]) -> GroupView:
    """Read a group; *summaries* are the rows of one's own library."""
    contents = group.contents()
    rounds = _rounds(group, contents, contents.in_order, known=[*summaries])
    return GroupView(
        group.id,
        group.title,
        group.folder,
        group.me if group.me in contents.members else "",
        [*contents.members.values()],
        rounds[::-1],
        contents.refused,
        group.unsent(),
        group.address(),
    )


def newest_round(group: StudyGroup, summaries: Iterable[Summary]) -> RoundView | None:
    """Read the newest round alone; ``None`` where there is none, or one is no member."""
    contents = group.contents()
    if group.me not in contents.members:
        return None
    newest = _rounds(group, contents, contents.in_order[-1:], known=[*summaries])
    return newest[0] if newest else None


def _rounds(
    group: StudyGroup, contents: Contents, names: Sequence[str], *, known: Sequence[Summary]
) -> list[RoundView]:
    every = contents.in_order
    rows = mine_among(known, contents.members.values(), me=group.me)
    sealed = {
        name: kept.teardown for name in every if (kept := group.memory.sealed(name)) is not None
    }
    return [
        _round(
            group, contents, name, rows=rows, sealed=sealed, known=known, meeting=every.index(name)
        )
        for name in names
    ]


def mine_among(rows: Iterable[Summary], members: Iterable[Member], *, me: str) -> list[Summary]:
    """Return the teardowns that somebody may seal as their own.

    Not the group's own, which is nobody's alone; nor what another member signed: one may have
    brought it into one's library to read it.
    """
    others = {look_of(one.name) for one in members if one.id != me}
    return [
        row
        for row in rows
        if not (row.fault or row.example or "group" in row.tags)
        and look_of(row.author) not in others
    ]


def _round(
    group: StudyGroup,
    contents: Contents,
    name: str,
    *,
    rows: Sequence[Summary],
    sealed: Mapping[str, str],
    known: Sequence[Summary],
    meeting: int,
) -> RoundView:
    standing = group.standing(name, contents)
    opening = standing.opening
    again = contents.rounds[name].again.get(group.me, {})
    row = _mine(name, opening.product if opening is not None else "", rows=rows, sealed=sealed)
    by = contents.members.get(opening.by) if opening is not None else None
    return RoundView(
        standing,
        next_step(standing, group.me, status=row.status if row else "", scored_again=bool(again)),
        row.id if row else sealed.get(name, ""),
        by.name if by is not None else "",
        again,
        meeting,
        group.me,
        _afterwards(group, contents, name, known=known),
    )


def _afterwards(
    group: StudyGroup, contents: Contents, name: str, *, known: Sequence[Summary]
) -> Afterwards:
    from lab.group.meeting import taken_up  # the method's session takes a moment to load

    agreed = group.memory.agreed(name)
    meeting = taken_up(group.memory.meeting(name), now=0, wall=0)
    return Afterwards(
        len(contents.rounds[name].again),
        agreed if any(row.id == agreed and not row.fault for row in known) else "",
        meeting.at + 1 if meeting.has_begun else 0,
        group.shared(name, contents),
    )


def _mine(
    name: str, product: str, *, rows: Sequence[Summary], sealed: Mapping[str, str]
) -> Summary | None:
    """Return the teardown that one sealed, else the newest of the product not sealed elsewhere."""
    if name in sealed:
        return next((row for row in rows if row.id == sealed[name]), None)
    taken = {*sealed.values()}
    fitting = [
        row
        for row in rows
        if plain_name(row.product) == plain_name(product) and row.id not in taken
    ]
    return max(fitting, key=lambda row: row.created_at, default=None)
