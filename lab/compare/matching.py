"""Which claims of several teardowns say the same: a proposal, and what people made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from lab.compare.decisions import Standing
from lab.compare.likeness import likeness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lab.compare.likeness import ClaimAt, Statement

__all__ = ["ALIKE_ENOUGH", "Group", "matched"]

ALIKE_ENOUGH: Final = 0.12
"""From so much likeness on two statements are proposed as one."""
_IN_A_GROUP: Final = 0.7
"""Of that, what each claim of a group must have with every other on average."""
_AHEAD: Final = 0.75
"""A pair is passed over where both have another one that is so much better."""


class Group(NamedTuple):
    """Claims that say the same; one alone is a group, too."""

    claims: tuple[ClaimAt, ...]
    likeness: float | None
    """The least that two of them have in common, 0 to 1; ``None`` for one alone."""
    decided: bool
    """Whether a person joined or split something here."""


def matched(statements: Sequence[Statement], *, decided: Standing = Standing()) -> list[Group]:  # noqa: B008 - a tuple of nothing
    """Return the claims in groups, in the order in which their first ones are given.

    Nobody says one thing twice, so a proposal never holds two claims of one teardown; what
    people joined stays together and what they split stays apart, whatever the words say.
    """
    alike = likeness(statements)
    groups = _Groups(statements, alike, decided)
    for pair in decided.together:
        groups.join(*pair)
    best = [0.0] * len(statements)
    for (one, other), value in alike.items():
        best[one], best[other] = max(best[one], value), max(best[other], value)
    order = sorted(
        alike.items(),
        key=lambda each: (-each[1], statements[each[0][0]].at, statements[each[0][1]].at),
    )
    for (one, other), value in order:
        if value < ALIKE_ENOUGH:
            break
        if value >= _AHEAD * min(best[one], best[other]):
            groups.propose(one, other)
    return groups.listed()


class _Groups:
    """Groups that grow."""

    def __init__(
        self,
        statements: Sequence[Statement],
        alike: Mapping[tuple[int, int], float],
        decided: Standing,
    ) -> None:
        self._statements = statements
        self._alike = alike
        self._apart = decided.apart
        self._place = {one.at: place for place, one in enumerate(statements)}
        self._group = list(range(len(statements)))
        self._members = {place: [place] for place in range(len(statements))}
        self._joined = {
            frozenset(self._place[claim] for claim in pair)
            for pair in decided.together
            if {*pair} <= {*self._place}
        }
        self._taken_out = {
            self._place[claim] for pair in decided.apart for claim in pair if claim in self._place
        }

    def join(self, one: ClaimAt, other: ClaimAt) -> None:
        """Put two together that a person joined; a claim that is gone is passed over."""
        if one in self._place and other in self._place:
            self._merge(self._group[self._place[one]], self._group[self._place[other]])

    def propose(self, one: int, other: int) -> None:
        """Put two together if everything that is then together may be."""
        first, second = self._group[one], self._group[other]
        if first == second:
            return
        mine, theirs = self._members[first], self._members[second]
        teardowns = {self._statements[place].at.teardown for place in mine}
        if any(self._statements[place].at.teardown in teardowns for place in theirs):
            return
        pairs = [(left, right) for left in mine for right in theirs]
        if any(
            frozenset((self._statements[left].at, self._statements[right].at)) in self._apart
            for left, right in pairs
        ):
            return
        if sum(self._value(*pair) for pair in pairs) / len(pairs) >= ALIKE_ENOUGH * _IN_A_GROUP:
            self._merge(first, second)

    def listed(self) -> list[Group]:
        """Return the groups."""
        return [self._listed(sorted(members)) for _, members in sorted(self._members.items())]

    def _listed(self, members: list[int]) -> Group:
        pairs = [
            self._value(one, other) for n, one in enumerate(members) for other in members[n + 1 :]
        ]
        return Group(
            tuple(self._statements[place].at for place in members),
            min(pairs) if pairs else None,
            self._is_decided(members),
        )

    def _is_decided(self, members: list[int]) -> bool:
        """Return whether a person made this group; what is only proposed again is no decision."""
        if len(members) == 1:
            return members[0] in self._taken_out
        return any(pair <= {*members} for pair in self._joined)

    def _value(self, one: int, other: int) -> float:
        return self._alike.get((min(one, other), max(one, other)), 0.0)

    def _merge(self, first: int, second: int) -> None:
        if first == second:
            return
        keep, gone = min(first, second), max(first, second)
        self._members[keep] += self._members.pop(gone)
        for place in self._members[keep]:
            self._group[place] = keep
