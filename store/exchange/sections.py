"""The sections of a teardown: headings, questions, answers, claims, counterpoints."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from store.exchange.items import write_item
from store.exchange.lists import RECORD_LISTS, SECTION_LISTS, RecordList, write_list
from store.exchange.marks import mark
from store.exchange.sheet import Sheet
from store.exchange.values import show_instant
from store.exchange.verbatim import to_plain

if TYPE_CHECKING:
    from store.exchange.lists import SectionList
    from store.records import Part, SectionQuestions, Teardown, WrittenQuestion

__all__ = ["MOST_POINTS", "Outline", "write_sections"]

MOST_POINTS = 4
"""The highest score of a section."""


@dataclass(slots=True)
class Outline:
    """What goes where: the order of the sections, and what each of them holds."""

    order: list[str]
    """Section ids: those of the template, then any others that something belongs to."""
    asked: dict[str, SectionQuestions]
    shares: dict[tuple[str, str], list[Part]] = field(default_factory=dict)
    """By list and section: the claims or counterpoints of a section."""
    places: dict[int, int] = field(default_factory=dict)
    """By ``id()`` of a part: its place in the record, where the page has another order."""
    homes: dict[tuple[str, int], list[RecordList]] = field(default_factory=dict)
    """By section and number of the question: the lists that stand under it."""

    @classmethod
    def of(cls, record: Teardown) -> Outline:
        """Return the outline of a record."""
        asked = {section.id: section for section in record.questions}
        order = dict.fromkeys([*asked, *record.sections])
        order.update(dict.fromkeys(claim.section for claim in record.claims))
        order.update(dict.fromkeys(one.section for one in record.counterpoints))
        outline = cls(list(order), asked)
        for plan in SECTION_LISTS:
            outline._share(plan, getattr(record, plan.name))
        for record_list in RECORD_LISTS:
            if record_list.question and record_list.parts(record):
                outline._house(record_list)
        return outline

    def _share(self, plan: SectionList, parts: list[Any]) -> None:
        for part in parts:
            self.shares.setdefault((plan.name, part.section), []).append(part)
        on_page = [
            part for section in self.order for part in self.shares.get((plan.name, section), ())
        ]
        if any(part is not other for part, other in zip(parts, on_page, strict=True)):
            self.places.update((id(part), place) for place, part in enumerate(parts))

    def _house(self, plan: RecordList) -> None:
        for section in self.asked.values():
            for number, question in enumerate(section.prompts):
                if question.kind == plan.question:
                    self.homes.setdefault((section.id, number), []).append(plan)
                    return


def write_sections(sheet: Sheet, record: Teardown, *, outline: Outline) -> None:
    """Write all sections, in the template's order."""
    for section_id in outline.order:
        asked = outline.asked.get(section_id)
        sheet.paragraph(f"## {to_plain(asked.title if asked else section_id)}")
        sheet.paragraph(_section_mark(record, section_id, asked=asked))
        work = record.sections.get(section_id)
        if work and work.score is not None:
            sheet.paragraph(f"- Score: {work.score} of {MOST_POINTS}")
        answers = dict(work.answers) if work else {}
        for number, question in enumerate(asked.prompts if asked else ()):
            _write_question(sheet, section_id, question=question, answers=answers)
            for plan in outline.homes.get((section_id, number), ()):
                write_list(sheet, record, plan=plan, titled=False)
        for prompt_id, text in answers.items():
            sheet.paragraph(f"### {to_plain(prompt_id)}")
            opening = _question_mark("answer", section_id, prompt_id, values={"asked": False})
            sheet.block("answer", text, opening=opening)
        for part_list in SECTION_LISTS:
            _write_share(sheet, outline, plan=part_list, section_id=section_id)


def _write_question(
    sheet: Sheet, section_id: str, *, question: WrittenQuestion, answers: dict[str, str]
) -> None:
    values: dict[str, Any] = {}
    if question.required:
        values["required"] = True
    if question.kind != "text":
        values["kind"] = question.kind
    if question.count:
        values["count"] = question.count
    if question.model_extra:
        values["more"] = question.model_extra
    sheet.paragraph(f"### {to_plain(question.text)}")
    answer = answers.pop(question.id, None)
    if answer is None:
        sheet.paragraph(_question_mark("question", section_id, question.id, values=values))
    else:
        opening = _question_mark("answer", section_id, question.id, values=values)
        sheet.block("answer", answer, opening=opening)


def _question_mark(name: str, section_id: str, prompt_id: str, *, values: dict[str, Any]) -> str:
    if "." in section_id + prompt_id:
        return mark(name, section_id, prompt_id, values=values)
    return mark(name, f"{section_id}.{prompt_id}", values=values)


def _section_mark(record: Teardown, section_id: str, *, asked: SectionQuestions | None) -> str:
    values: dict[str, Any] = {}
    if asked is None:
        values["asked"] = False
    else:
        if asked.minutes:
            values["minutes"] = asked.minutes
        if asked.model_extra:
            values["more"] = asked.model_extra
    work = record.sections.get(section_id)
    if work is None:
        values["begun"] = False
    else:
        if work.seconds:
            values["seconds"] = work.seconds
        if work.scored_at:
            values["scored_at"] = show_instant(work.scored_at)
        if work.done:
            values["done"] = True
        if work.model_extra:
            values["work"] = work.model_extra
    return mark("section", section_id, values=values)


def _write_share(sheet: Sheet, outline: Outline, *, plan: SectionList, section_id: str) -> None:
    parts = outline.shares.get((plan.name, section_id))
    if not parts:
        return
    content = Sheet(names=sheet.names, files=sheet.files, says=sheet.says)
    for part in parts:
        write_item(content, plan.form, part=part, place=outline.places.get(id(part)))
    sheet.region(content, name=plan.name, opening=mark(plan.name, section_id), label=plan.label)
