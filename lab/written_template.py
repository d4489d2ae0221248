"""A template out of a record: its own questions, with help borrowed where there is some."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from teardown_templates.model import PROMPT_KINDS, Prompt, Section, Template

if TYPE_CHECKING:
    from store.records import SectionQuestions, Teardown, WrittenQuestion
    from teardown_templates.model import PromptKind

__all__ = ["ask_for", "template_from_record", "written_questions"]


def written_questions(template: Template) -> list[SectionQuestions]:
    """Return a template's questions as a record keeps them."""
    from store.records import SectionQuestions, WrittenQuestion

    return [
        SectionQuestions(
            id=section.id,
            title=section.title,
            minutes=section.minutes,
            prompts=[
                WrittenQuestion(
                    id=prompt.id,
                    text=prompt.text,
                    required=prompt.required,
                    kind=prompt.kind,
                    count=prompt.count,
                )
                for prompt in section.prompts
            ],
        )
        for section in template.sections
    ]


def ask_for(record: Teardown, template: Template | None) -> None:
    """Give a record without questions (the first format kept none) those of *template*.

    An answer to a question that is not among them gets its id as its question, so that no
    word is out of sight.
    """
    from store.records import SectionQuestions, WrittenQuestion

    record.questions = written_questions(template) if template is not None else []
    asked = {section.id: section for section in record.questions}
    for section_id, work in record.sections.items():
        if section_id not in asked:
            asked[section_id] = SectionQuestions(id=section_id, title=section_id)
            record.questions.append(asked[section_id])
        prompts = asked[section_id].prompts
        known = {prompt.id for prompt in prompts}
        prompts += [WrittenQuestion(id=p, text=p) for p in work.answers if p not in known]


def template_from_record(record: Teardown, help_from: Template | None) -> Template:
    """Return a template with the record's questions and the hints and rubrics of *help_from*."""
    sections = {section.id: section for section in help_from.sections} if help_from else {}
    return Template(
        id=record.template.id,
        version=record.template.version,
        kind="variant",
        title=record.template.title or record.template.id,
        tagline=help_from.tagline if help_from else "",
        minutes=sum(section.minutes for section in record.questions),
        sections=tuple(_section(written, sections.get(written.id)) for written in record.questions),
        ground_rules=help_from.ground_rules if help_from else (),
        rubric_notes=help_from.rubric_notes if help_from else (),
    )


def _section(written: SectionQuestions, known: Section | None) -> Section:
    return Section(
        id=written.id,
        title=written.title,
        minutes=written.minutes,
        purpose=known.purpose if known else "",
        prompts=tuple(_prompt(question) for question in written.prompts),
        hint=known.hint if known else "",
        strong_answer=known.strong_answer if known else (),
        weak_answer=known.weak_answer if known else (),
        rubric=known.rubric if known else (),
        counter_questions=known.counter_questions if known else (),
    )


def _prompt(question: WrittenQuestion) -> Prompt:
    kind = question.kind if question.kind in PROMPT_KINDS else "text"
    return Prompt(
        id=question.id,
        text=question.text,
        required=question.required,
        kind=cast("PromptKind", kind),
        count=question.count,
    )
