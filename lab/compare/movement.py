"""Who moved between two rounds of scoring, and in which direction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lab.compare.scores import SectionScores

__all__ = ["Moved", "SectionMovement", "movement"]


@dataclass(frozen=True, slots=True)
class Moved:
    """One person's two scores of a section."""

    teardown: str
    before: int
    after: int

    @property
    def direction(self) -> Literal["up", "down", "stayed"]:
        """Where it went."""
        if self.after == self.before:
            return "stayed"
        return "up" if self.after > self.before else "down"


@dataclass(frozen=True, slots=True)
class SectionMovement:
    """A section that was scored again."""

    section: str
    title: str
    moved: tuple[Moved, ...]

    @property
    def spread_before(self) -> int:
        """The spread of those who scored twice, the first time."""
        given = [one.before for one in self.moved]
        return max(given) - min(given)

    @property
    def spread_after(self) -> int:
        """The same, the second time."""
        given = [one.after for one in self.moved]
        return max(given) - min(given)


def movement(
    scores: Sequence[SectionScores], again: Mapping[str, Mapping[str, int]]
) -> list[SectionMovement]:
    """Return the sections that somebody scored again.

    *again* has the second scores by teardown and section; whoever scored a section only once
    moved nowhere and is left out.
    """
    found = []
    for one in scores:
        moved = tuple(
            Moved(teardown, first, again[teardown][one.section.id])
            for teardown, first in one.scores.items()
            if first is not None and one.section.id in again.get(teardown, {})
        )
        if moved:
            found.append(SectionMovement(one.section.id, one.section.title, moved))
    return found
