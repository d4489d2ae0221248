"""What is answered, what is done, what is unlocked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from lab.walk.items import claims_in, item_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.records import SectionQuestions, Teardown, WrittenQuestion

__all__ = [
    "UNLOCK_WORDS",
    "SectionState",
    "count_words",
    "first_unanswered",
    "is_answered",
    "is_unlocked",
    "questions_in_order",
    "refresh_done",
    "section_state",
    "section_words",
    "words_until_unlocked",
]

SectionState = Literal["empty", "started", "written", "done"]
"""How far a section is; ``written``: what is required is answered, the score is missing."""

UNLOCK_WORDS = 25
"""Words that a section needs, beside a self-score, before anything argues back."""

_ENOUGH = 2000
"""Characters that nearly always hold the words that unlock a section."""

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
# Scripts written without spaces: about two characters make a word.
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff]")


def count_words(text: str) -> int:
    """Return the number of words; in scripts without spaces, half the characters."""
    if text.isascii():
        return len(_WORD.findall(text))
    dense = len(_DENSE.findall(text))
    return len(_WORD.findall(_DENSE.sub(" ", text))) + (dense + 1) // 2


def questions_in_order(record: Teardown) -> list[tuple[str, WrittenQuestion]]:
    """Return every question with its section's id, in the order of the walk."""
    return [(section.id, prompt) for section in record.questions for prompt in section.prompts]


def is_answered(record: Teardown, section_id: str, question: WrittenQuestion) -> bool:
    """Return whether a question has text, or at least one item where it takes items."""
    work = record.sections.get(section_id)
    if work is not None and work.answers.get(question.id, "").strip():
        return True
    return item_count(record, section_id, question) > 0


def first_unanswered(record: Teardown) -> tuple[str, str] | None:
    """Return section and question to go on with: the first required gap, then any gap."""
    questions = questions_in_order(record)
    gaps = [(s, q) for s, q in questions if not is_answered(record, s, q)]
    for section_id, question in gaps:
        if question.required:
            return section_id, question.id
    if gaps:
        return gaps[0][0], gaps[0][1].id
    return None


def section_state(record: Teardown, section: SectionQuestions) -> SectionState:
    """Return how far a section is."""
    work = record.sections.get(section.id)
    scored = work is not None and work.score is not None
    any_answered = False
    all_required = True
    for prompt in section.prompts:
        if is_answered(record, section.id, prompt):
            any_answered = True
        elif prompt.required:
            all_required = False
    if any_answered and all_required:
        return "done" if scored or section.holds_notes else "written"
    return "started" if any_answered or scored else "empty"


def section_words(record: Teardown, section_id: str) -> int:
    """Return the words written in a section: answers, claims and, where asked, other items."""
    return sum(count_words(text) for text in _texts(record, section_id))


def _texts(record: Teardown, section_id: str) -> Iterator[str]:
    work = record.sections.get(section_id)
    if work is not None:
        yield from work.answers.values()
    for claim in claims_in(record, section_id):
        yield from (claim.statement, claim.because, claim.who, claim.where, claim.breaks_if)
    kinds = {
        prompt.kind
        for section in record.questions
        if section.id == section_id
        for prompt in section.prompts
    }
    if "predictions" in kinds:
        for item in record.predictions:
            yield from (item.statement, item.how_known)
    if "metric" in kinds:
        for metric in record.metrics:
            yield from (metric.name, metric.formula, metric.numerator, metric.denominator)
            yield metric.window
    if "card" in kinds:
        for lesson in record.take_home.lessons:
            yield from (lesson.principle, lesson.limit)


def words_until_unlocked(record: Teardown, section_id: str) -> int:
    """Return how many words are missing before the section's counter-questions open.

    Cheap however long the text is: it stops reading once there are enough.
    """
    missing = UNLOCK_WORDS
    for text in _texts(record, section_id):
        words = count_words(text[:_ENOUGH])
        if words < missing and len(text) > _ENOUGH:
            words = count_words(text)
        missing -= words
        if missing <= 0:
            return 0
    return missing


def is_unlocked(record: Teardown, section_id: str) -> bool:
    """Return whether a section has text and a self-score, so that it may be argued with."""
    work = record.sections.get(section_id)
    return (
        work is not None
        and work.score is not None
        and words_until_unlocked(record, section_id) == 0
    )


def refresh_done(record: Teardown) -> None:
    """Set each section's ``done`` to whether its state is done."""
    for section in record.questions:
        work = record.sections.get(section.id)
        if work is not None:
            work.done = section_state(record, section) == "done"
