"""Who saw what: claims matched across teardowns, how far they overlap, what nobody saw yet."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from statistics import fmean, median
from typing import TYPE_CHECKING, Final, Literal

from lab.compare.decisions import Standing
from lab.compare.likeness import ClaimAt, statement_of
from lab.compare.matching import matched
from lab.compare.scores import read_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.compare.subjects import Kind, Subject
    from store.records import Claim

__all__ = ["Found", "SaidClaim", "Sightings", "chapman", "sightings"]

_SEEN: Final = frozenset({"strength", "finding"})
"""Claims about what was seen; what was concluded or proposed is matched apart and never counted."""

SeenBy = Literal["all", "some", "one"]


@dataclass(frozen=True, slots=True)
class SaidClaim:
    """A claim, and whose it is."""

    at: ClaimAt
    claim: Claim


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was seen, in the words of each who saw it."""

    said: tuple[SaidClaim, ...]
    seen_by: SeenBy
    likeness: float | None
    decided: bool
    """A person joined or split here; otherwise it is only proposed."""

    @property
    def teardowns(self) -> tuple[str, ...]:
        """Those that have it."""
        return tuple(dict.fromkeys(one.at.teardown for one in self.said))

    @property
    def section(self) -> str:
        """Where the first of them has it."""
        return self.said[0].claim.section

    @property
    def severities(self) -> list[int]:
        """How much it matters to each who said so, the least first."""
        return sorted(one.claim.severity for one in self.said if one.claim.severity is not None)


@dataclass(frozen=True, slots=True)
class Sightings:
    """Everything that was seen, and what follows from who saw it."""

    found: tuple[Found, ...]
    """Strengths and findings."""
    ideas: tuple[Found, ...]
    """Inferences and proposals, in no figure."""
    pairwise_overlap: float | None
    """Of what two people saw together, the share that both saw; the mean over pairs."""
    at_least_unseen: int | None
    note: str

    def by(self, seen_by: SeenBy) -> list[Found]:
        """Return what all, some, or only one of them saw."""
        return [one for one in self.found if one.seen_by == seen_by]


def sightings(
    compared: Sequence[Subject],
    *,
    kind: Kind,
    decided: Standing = Standing(),  # noqa: B008 - a tuple of nothing
) -> Sightings:
    """Return what was seen, matched; *decided* is what people said of the proposal."""
    seen = _matched(compared, seen=True, decided=decided)
    estimate, note = (None, "")
    if kind == "people":
        estimate, note = _unseen(seen, [one.id for one in compared])
    return Sightings(
        found=tuple(seen),
        ideas=tuple(_matched(compared, seen=False, decided=decided)),
        pairwise_overlap=_overlap(seen, [one.id for one in compared]),
        at_least_unseen=estimate,
        note=note,
    )


def chapman(first: int, second: int, *, shared: int) -> float:
    """Return how many there may be in all when two people saw so many, and shared so many.

    Chapman's estimate ``(n1 + 1)(n2 + 1) / (m + 1) - 1``. It tends to lie too low.
    """
    if not 0 <= shared <= min(first, second):
        raise ValueError("two people cannot share more than one of them saw")
    return (first + 1) * (second + 1) / (shared + 1) - 1


def _matched(compared: Sequence[Subject], *, seen: bool, decided: Standing) -> list[Found]:
    said = {
        ClaimAt(one.id, claim.id): claim
        for one in compared
        for claim in one.record.claims
        if (claim.kind in _SEEN) == seen and claim.statement.strip()
    }
    groups = matched(
        [statement_of(at.teardown, claim) for at, claim in said.items()], decided=decided
    )
    found = []
    for group in groups:
        teardowns = {at.teardown for at in group.claims}
        everybody = len(teardowns) == len(compared)
        seen_by: SeenBy = "all" if everybody else "some" if len(teardowns) > 1 else "one"
        found.append(
            Found(
                tuple(SaidClaim(at, said[at]) for at in group.claims),
                seen_by,
                group.likeness,
                group.decided,
            )
        )
    order = {section.id: place for place, section in enumerate(compared[0].record.questions)}
    # The gravest and the most widely seen first, within the order of the sections.
    return sorted(
        found,
        key=lambda one: (
            -len(one.teardowns),
            order.get(one.section, len(order)),
            -max(one.severities, default=-1),
            one.said[0].at,
        ),
    )


def _overlap(found: Sequence[Found], teardowns: Sequence[str]) -> float | None:
    shares = []
    for one, other in combinations(teardowns, 2):
        either = [each for each in found if {one, other} & {*each.teardowns}]
        if either:
            shares.append(sum({one, other} <= {*each.teardowns} for each in either) / len(either))
    return fmean(shares) if shares else None


def _unseen(found: Sequence[Found], teardowns: Sequence[str]) -> tuple[int | None, str]:
    """Return how many more there may be at least, from each pair of people that shares one."""
    rule = read_out("unseen")
    estimates = []
    for one, other in combinations(teardowns, 2):
        mine = sum(one in each.teardowns for each in found)
        theirs = sum(other in each.teardowns for each in found)
        shared = sum({one, other} <= {*each.teardowns} for each in found)
        if shared >= rule.min_shared:
            estimates.append(chapman(mine, theirs, shared=shared))
    if not estimates:
        return None, "Nobody saw what another saw, so what is still unseen cannot be estimated."
    more = max(0, round(median(estimates) - len(found)))
    note = "Two people who look at the same things find the same, so it tends to be too low."
    if len(teardowns) < rule.warn_below_raters:
        note = (
            f"With fewer than {rule.warn_below_raters} people no such estimate is accurate. {note}"
        )
    return more, note
