"""Joining two findings into one, and taking one apart: what is offered, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.compare.decisions import joined, taken_out
from lab.compare.likeness import likeness, statement_of
from tui.choosing.choices import Choice
from tui.screens.compare.who_saw import found_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from lab.compare import Comparison
    from lab.compare.decisions import Decision
    from lab.compare.findings import Found
    from lab.compare.likeness import ClaimAt

__all__ = ["found_with", "join_choices", "joining", "split_choices", "splitting"]


def found_with(comparison: Comparison, claims: Sequence[ClaimAt]) -> Found | None:
    """Return the finding that holds exactly these claims."""
    wanted = {*claims}
    every = (*comparison.findings.found, *comparison.findings.ideas)
    return next((one for one in every if {each.at for each in one.said} == wanted), None)


def join_choices(
    comparison: Comparison, found: Found, take: Callable[[Found], object]
) -> list[Choice]:
    """Return the findings that this one may be the same as, the likeliest by its words first."""
    seen = comparison.findings.found
    pool = seen if found in seen else comparison.findings.ideas
    others = [one for one in pool if one is not found]
    near = _nearness(found, others)
    ranked = sorted(range(len(others)), key=lambda n: (-near[n], n))
    titles = {one.id: one.title for one in comparison.sections}
    return [
        Choice(
            found_key(others[n]),
            others[n].said[0].claim.statement,
            ", ".join(comparison.label(name) for name in others[n].teardowns),
            titles.get(others[n].section, others[n].section),
            lambda n=n: take(others[n]),  # type: ignore[misc]  # mypy has no type for a lambda's default
        )
        for n in ranked
    ]


def _nearness(found: Found, others: Sequence[Found]) -> list[float]:
    """Return how alike each one's words are to these, 0 to 1."""
    firsts = [found, *others]
    statements = [statement_of(f"{place}", one.said[0].claim) for place, one in enumerate(firsts)]
    alike = likeness(statements)
    return [alike.get((0, place), 0.0) for place in range(1, len(firsts))]


def joining(found: Found, other: Found, *, by: str, now: datetime) -> list[Decision]:
    """Return the decisions that make two findings one."""
    return joined([each.at for each in (*found.said, *other.said)], by=by, now=now)


def split_choices(
    comparison: Comparison, found: Found, take: Callable[[ClaimAt], object]
) -> list[Choice]:
    """Return the claims of a finding, each of which may be taken out of it."""
    return [
        Choice(
            str(each.at),
            each.claim.statement,
            comparison.label(each.at.teardown),
            "",
            lambda at=each.at: take(at),  # type: ignore[misc]  # mypy has no type for a lambda's default
        )
        for each in found.said
    ]


def splitting(found: Found, claim: ClaimAt, *, by: str, now: datetime) -> list[Decision]:
    """Return the decisions that take a claim out; the others stay together."""
    rest = [each.at for each in found.said if each.at != claim]
    return [*taken_out(claim, rest, by=by, now=now), *joined(rest, by=by, now=now)]
