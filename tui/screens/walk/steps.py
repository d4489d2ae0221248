"""The questions of a teardown in the order of the walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.walk import first_unanswered

if TYPE_CHECKING:
    from lab.model import SectionQuestions, Teardown, WrittenQuestion

__all__ = ["Step", "Steps"]


class Step:
    """One question, with its place in its section."""

    __slots__ = ("number", "question", "section")

    def __init__(self, section: SectionQuestions, question: WrittenQuestion, number: int) -> None:
        self.section = section
        self.question = question
        self.number = number

    @property
    def key(self) -> tuple[str, str]:
        """The ids of section and question."""
        return self.section.id, self.question.id


class Steps:
    """All steps, and where to begin."""

    def __init__(self, record: Teardown) -> None:
        self.all = [
            Step(section, question, number)
            for section in record.questions
            for number, question in enumerate(section.prompts, 1)
        ]

    def find(self, section: str, prompt: str = "") -> int | None:
        """Return where a question is; without a question, where its section begins."""
        for number, step in enumerate(self.all):
            if step.section.id == section and prompt in {"", step.question.id}:
                return number
        return None

    def start(self, record: Teardown) -> int:
        """Return where a walk goes on that has no remembered place."""
        gap = first_unanswered(record)
        found = self.find(*gap) if gap is not None else None
        return found or 0
