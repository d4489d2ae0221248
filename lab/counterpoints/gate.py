"""What comes next in a section: the learner thinks first, and a model speaks last. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from lab.counterpoints.passages import passage_at, reads_otherwise
from lab.figures import counted
from lab.opponent import challenge
from lab.walk import is_unlocked, words_until_unlocked

if TYPE_CHECKING:
    from store.records import Counterpoint, Teardown
    from teardown_templates.model import Template

__all__ = [
    "MOST_IN_A_SECTION",
    "MOST_IN_A_TEARDOWN",
    "Gate",
    "Step",
    "gate",
    "gate_of_all",
    "open_items",
    "thought_about",
]

Step = Literal["write", "questions", "revise", "answer", "full", "ask"]
"""What is to be done next, in this order.

``write``: text or score are missing; ``questions``: those without a model were not shown yet;
``revise``: none of them was answered, and nothing was changed; ``answer``: a model's item waits;
``full``: there are as many as there may be; ``ask``: a model may be asked.
"""

MOST_IN_A_SECTION = 3
MOST_IN_A_TEARDOWN = 12
"""Items of a model; a test holds both to the method's own numbers."""

_SECTIONS_FOR_ALL = 3
"""Sections that must be thought about before a model may speak about a whole teardown."""
_BEFORE_A_MODEL: Final = ("write", "questions", "revise")
"""Steps of a section that the learner has not thought about yet."""


@dataclass(frozen=True, slots=True)
class Gate:
    """How far a section is."""

    step: Step
    words: str
    """What is to be done, for the learner; empty where a model may be asked."""
    left: int = 0
    """Items that a model may still give here."""

    @property
    def is_open(self) -> bool:
        """Whether a model may be asked."""
        return self.step == "ask"


def gate(record: Teardown, section_id: str, *, template: Template, most: int) -> Gate:
    """Return how far a section is; *most* are the items that a model may give to one."""
    held = challenge(record, section_id, template=template)
    if not is_unlocked(record, section_id):
        return Gate("write", held.locked or _unwritten(record, section_id))
    met = [p for p in record.counterpoints if p.section == section_id and p.source != "model"]
    if held.questions and not met:
        return Gate("questions", "Meet its counter-questions first; they need no model.")
    if met and not any(_was_considered(record, point) for point in met):
        return Gate(
            "revise",
            "Answer one of its counter-questions, or change your text; then a model may be asked.",
        )
    given = [p for p in record.counterpoints if p.section == section_id and p.source == "model"]
    return _room(record, given, most)


def gate_of_all(record: Teardown, *, template: Template, most: int) -> Gate:
    """Return whether a model may be asked about the whole teardown."""
    asked = [section.id for section in record.questions if not section.holds_notes]
    wanted = min(_SECTIONS_FOR_ALL, len(asked))
    ready = len(thought_about(record, template=template))
    if ready < wanted or not asked:
        missing = counted(max(wanted - ready, 1), "more section")
        written = sum(is_unlocked(record, section) for section in asked)
        if written < wanted:
            return Gate(
                "write",
                f"The whole opens after {missing} with 25 words, your own score, and an answer "
                "to one of the counter-questions.",
            )
        return Gate(
            "revise",
            f"The whole opens once you answered a counter-question in {missing}.",
        )
    waiting = open_items(record)
    if waiting:
        return Gate("answer", _waiting_words(len(waiting)))
    return _room(record, [], most)


def thought_about(record: Teardown, *, template: Template) -> list[str]:
    """Return the sections that were written, scored, and thought about once more.

    Of these alone a model is told, and about these alone it may speak.
    """
    return [
        section.id
        for section in record.questions
        if not section.holds_notes
        and gate(record, section.id, template=template, most=1).step not in _BEFORE_A_MODEL
    ]


def open_items(record: Teardown, section_id: str = "") -> list[Counterpoint]:
    """Return a model's items that wait for an answer, of a section or of all."""
    return [
        point
        for point in record.counterpoints
        if point.source == "model"
        and point.response == "open"
        and section_id in {"", point.section}
    ]


def _room(record: Teardown, given: list[Counterpoint], most: int) -> Gate:
    waiting = sum(point.response == "open" for point in given)
    if waiting:
        return Gate("answer", _waiting_words(waiting))
    everywhere = sum(point.source == "model" for point in record.counterpoints)
    left = min(most - len(given), MOST_IN_A_TEARDOWN - everywhere)
    if left <= 0:
        where = "this section" if len(given) >= most else "this teardown"
        number = most if len(given) >= most else MOST_IN_A_TEARDOWN
        return Gate("full", f"A model has said its {counted(number, 'thing')} about {where}.")
    return Gate("ask", "", left)


def _waiting_words(number: int) -> str:
    wait = "One item waits" if number == 1 else f"{number} items wait"
    return f"{wait} for your answer before a model may be asked again."


def _was_considered(record: Teardown, point: Counterpoint) -> bool:
    """Return whether the learner answered a question, or changed the text that it is about."""
    now = passage_at(record, point.section, prompt=point.prompt, claim=point.claim)
    changed = reads_otherwise(point, now)
    if point.response in {"changed", "open"} and changed is not None:
        return changed
    return point.response != "open"


def _unwritten(record: Teardown, section_id: str) -> str:
    words = words_until_unlocked(record, section_id)
    if words:
        return f"Counterpoints open after {counted(words, 'more word')} and your own score."
    return "Counterpoints open after your own score."
