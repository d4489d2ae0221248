"""What is still missing: required answers, scores, items, replies to counter-questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.opponent import challenge
from lab.review.finding import Found, Rule
from lab.walk import count_words, is_answered, item_count
from store.summary import NOTES_KIND

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.review.subject import Subject

__all__ = ["COMPLETENESS", "SHORT_ANSWER"]

SHORT_ANSWER = 8
"""A required answer below this many words, with no figure in it, is worth a second look."""

_ONE_WAITS = "One waits. What do you say to it?"

_LOOKED_AT = 2000
"""Characters of an answer that are counted; what is longer is not short."""


def _unanswered(subject: Subject) -> Iterable[Found]:
    for section in subject.sections:
        for prompt in subject.required_open(section):
            yield Found(section.id, prompt.text, prompt.id)


def _left_open(subject: Subject) -> Iterable[Found]:
    for section in subject.sections:
        for prompt in section.prompts:
            optional = not prompt.required and prompt.kind != NOTES_KIND
            if optional and not is_answered(subject.record, section.id, prompt):
                yield Found(section.id, prompt.text, prompt.id)


def _too_few_items(subject: Subject) -> Iterable[Found]:
    for section in subject.sections:
        for prompt in section.prompts:
            items = item_count(subject.record, section.id, prompt)
            if 0 < items < prompt.count:
                yield Found(
                    section.id,
                    f"You gave {items} of {prompt.count}. What is the next one?",
                    prompt.id,
                )


def _unscored(subject: Subject) -> Iterable[Found]:
    for section in subject.sections:
        answered = any(is_answered(subject.record, section.id, p) for p in section.prompts)
        if answered and subject.score(section.id) is None:
            yield Found(section.id, "Which of the five rubric anchors fits what you wrote here?")


def _short_answers(subject: Subject) -> Iterable[Found]:
    # A figure can be a whole answer (“40 s, 3 steps”), so answers with one are left alone.
    for section, prompt in subject.questions("text"):
        text = subject.text(section.id, prompt.id)[:_LOOKED_AT]
        words = count_words(text)
        has_figure = any(character.isnumeric() for character in text)
        if prompt.required and 0 < words < SHORT_ANSWER and not has_figure:
            many = "one word" if words == 1 else f"{words} words"
            start = subject.indent(section.id, prompt.id)
            yield Found(
                section.id,
                f"Only {many}. What would a colleague ask next?",
                prompt.id,
                span=(start, start + len(text)),
                match=text,
            )


def _counter_questions(subject: Subject) -> Iterable[Found]:
    record = subject.record
    if record.example:
        return  # nobody is there to answer
    answered = {
        (point.section, point.counterpoint)
        for point in record.counterpoints
        if point.response != "open"
    }
    for section in subject.sections:
        asked = challenge(record, section.id, template=subject.template).questions
        left = sum((section.id, question.text) not in answered for question in asked)
        if left:
            ask = f"{left} wait. Which one is the hardest?" if left > 1 else _ONE_WAITS
            yield Found(section.id, ask)


def _open_items(subject: Subject) -> Iterable[Found]:
    # A model's items are shown one by one: each was worth a call, and each wants an answer.
    record = subject.record
    places = {
        section.id: {"", *(prompt.id for prompt in section.prompts)} for section in subject.sections
    }
    claims = {"", *(claim.id for claim in record.claims)}
    for point in () if record.example else record.counterpoints:
        waits = point.source == "model" and point.response == "open"
        if waits and point.section in places and point.counterpoint.strip():
            yield Found(
                point.section,
                point.counterpoint,
                point.prompt if point.prompt in places[point.section] else "",
                point.claim if point.claim in claims else "",
                match=point.target_quote,
            )


COMPLETENESS = (
    Rule("unanswered", "error", "No answer yet", _unanswered),
    Rule("too-few-items", "warning", "Asks for more", _too_few_items),
    Rule("unscored", "warning", "Written, but not scored", _unscored),
    Rule("short-answer", "hint", "Very short", _short_answers),
    Rule("counterpoint-open", "warning", "A model’s point waits", _open_items),
    Rule("counter-open", "hint", "Counter-questions", _counter_questions),
    Rule("left-open", "hint", "Left open", _left_open),
)
