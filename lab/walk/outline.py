"""The outline: one row a section, telling the story at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.walk.progress import is_answered, section_state

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.walk.progress import SectionState
    from store.records import Teardown

__all__ = ["OutlineRow", "how_far", "outline"]


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One section of the walk."""

    section_id: str
    title: str
    state: SectionState
    score: int | None
    seconds: int
    budget_minutes: int
    answered: int
    asked: int
    notes: bool = False
    """It only keeps what fits no question: nothing to be done, no score, no figure."""


def outline(record: Teardown) -> list[OutlineRow]:
    """Return the rows of the outline, in the order of the walk."""
    rows = []
    for section in record.questions:
        work = record.sections.get(section.id)
        rows.append(
            OutlineRow(
                section_id=section.id,
                title=section.title,
                state=section_state(record, section),
                score=work.score if work is not None else None,
                seconds=work.seconds if work is not None else 0,
                budget_minutes=section.minutes,
                answered=sum(is_answered(record, section.id, p) for p in section.prompts),
                asked=len(section.prompts),
                notes=section.holds_notes,
            )
        )
    return rows


def how_far(rows: Iterable[OutlineRow]) -> tuple[int, int]:
    """Return how many sections are done, and of how many."""
    states = [row.state for row in rows if not row.notes]
    return states.count("done"), len(states)
