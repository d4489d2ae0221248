"""What is under review: a teardown, its template, and the day on which one looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.walk import is_answered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from store.records import SectionQuestions, SectionWork, Teardown, WrittenQuestion
    from teardown_templates.model import Template

__all__ = ["Subject"]


@dataclass(frozen=True, slots=True)
class Subject:
    """A teardown as the rules see it. Nothing here changes it."""

    record: Teardown
    template: Template
    today: date

    @property
    def sections(self) -> list[SectionQuestions]:
        """The sections that ask for something; those that only keep notes are left alone."""
        return [section for section in self.record.questions if not section.holds_notes]

    def work(self, section_id: str) -> SectionWork | None:
        """Return what was written in a section."""
        return self.record.sections.get(section_id)

    def score(self, section_id: str) -> int | None:
        """Return a section's self-score."""
        work = self.work(section_id)
        return work.score if work is not None else None

    def text(self, section_id: str, prompt_id: str) -> str:
        """Return an answer without the white space around it."""
        work = self.work(section_id)
        return work.answers.get(prompt_id, "").strip() if work is not None else ""

    def indent(self, section_id: str, prompt_id: str) -> int:
        """Return how much white space stands before an answer."""
        work = self.work(section_id)
        answer = work.answers.get(prompt_id, "") if work is not None else ""
        return len(answer) - len(answer.lstrip())

    def questions(self, *kinds: str) -> Iterator[tuple[SectionQuestions, WrittenQuestion]]:
        """Yield the questions of these kinds with their sections, in the order of the walk."""
        for section in self.record.questions:
            for prompt in section.prompts:
                if prompt.kind in kinds:
                    yield section, prompt

    def spot_of(self, *kinds: str) -> tuple[str, str]:
        """Return section and prompt of the first question of a kind, else the first section."""
        for section, prompt in self.questions(*kinds):
            return section.id, prompt.id
        first = self.record.questions[0].id if self.record.questions else ""
        return first, ""

    def required_open(self, section: SectionQuestions) -> list[WrittenQuestion]:
        """Return the required questions of a section that have no answer."""
        return [
            prompt
            for prompt in section.prompts
            if prompt.required and not is_answered(self.record, section.id, prompt)
        ]

    def is_empty(self, section: SectionQuestions) -> bool:
        """Return whether nothing is answered in a section and no claim made."""
        return not any(
            is_answered(self.record, section.id, prompt) for prompt in section.prompts
        ) and not any(claim.section == section.id for claim in self.record.claims)

    def anchors(self, section_id: str) -> tuple[str, ...]:
        """Return what the scores mean in a section, in the template's words; may be empty."""
        for section in self.template.sections:
            if section.id == section_id:
                return section.rubric
        return ()
