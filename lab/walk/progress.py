"""What is answered, what is done, what is unlocked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lab.walk.items import claims_in, item_count

if TYPE_CHECKING:
    from store.records import Teardown, WrittenQuestion

__all__ = [
    "UNLOCK_WORDS",
    "count_words",
    "first_unanswered",
    "is_answered",
    "is_unlocked",
    "questions_in_order",
    "refresh_done",
    "section_words",
    "words_until_unlocked",
]

UNLOCK_WORDS = 25
"""Words that a section needs, beside a self-score, before anything argues back."""

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


def section_words(record: Teardown, section_id: str) -> int:
    """Return the words written in a section: answers, claims and, where asked, other items."""
    work = record.sections.get(section_id)
    texts = list(work.answers.values()) if work is not None else []
    for claim in claims_in(record, section_id):
        texts += [claim.statement, claim.because, claim.who, claim.where, claim.breaks_if]
    kinds = {
        prompt.kind
        for section in record.questions
        if section.id == section_id
        for prompt in section.prompts
    }
    if "predictions" in kinds:
        texts += [f"{p.statement} {p.how_known}" for p in record.predictions]
    if "metric" in kinds:
        texts += [
            f"{m.name} {m.formula} {m.numerator} {m.denominator} {m.window}" for m in record.metrics
        ]
    if "card" in kinds:
        texts += [f"{lesson.principle} {lesson.limit}" for lesson in record.take_home.lessons]
    return sum(count_words(text) for text in texts)


def words_until_unlocked(record: Teardown, section_id: str) -> int:
    """Return how many words are missing before the section's counter-questions open."""
    return max(0, UNLOCK_WORDS - section_words(record, section_id))


def is_unlocked(record: Teardown, section_id: str) -> bool:
    """Return whether a section has text and a self-score, so that it may be argued with."""
    work = record.sections.get(section_id)
    return (
        work is not None
        and work.score is not None
        and section_words(record, section_id) >= UNLOCK_WORDS
    )


def refresh_done(record: Teardown) -> None:
    """Set each section's ``done``: required questions answered and a self-score given."""
    for section in record.questions:
        work = record.sections.get(section.id)
        if work is None:
            continue
        work.done = work.score is not None and all(
            is_answered(record, section.id, prompt) for prompt in section.prompts if prompt.required
        )
