"""The outline: one row a section, telling the story at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lab.walk.progress import is_answered

if TYPE_CHECKING:
    from store.records import Teardown

__all__ = ["OutlineRow", "SectionState", "outline"]

SectionState = Literal["empty", "started", "written", "done"]


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One section of the walk."""

    section_id: str
    title: str
    state: SectionState
    """empty · started · written (required questions answered, no score yet) · done."""
    score: int | None
    seconds: int
    budget_minutes: int
    answered: int
    asked: int


def outline(record: Teardown) -> list[OutlineRow]:
    """Return the rows of the outline, in the order of the walk."""
    rows = []
    for section in record.questions:
        work = record.sections.get(section.id)
        score = work.score if work is not None else None
        answered = [is_answered(record, section.id, prompt) for prompt in section.prompts]
        required = all(
            done for done, prompt in zip(answered, section.prompts, strict=True) if prompt.required
        )
        state: SectionState = "empty"
        if required and any(answered):
            state = "done" if score is not None else "written"
        elif any(answered) or score is not None:
            state = "started"
        rows.append(
            OutlineRow(
                section_id=section.id,
                title=section.title,
                state=state,
                score=score,
                seconds=work.seconds if work is not None else 0,
                budget_minutes=section.minutes,
                answered=sum(answered),
                asked=len(section.prompts),
            )
        )
    return rows
