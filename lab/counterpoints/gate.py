"""What comes next in a section: the learner thinks first, and a model speaks last. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lab.counterpoints.passages import digest_of, passage_at
from lab.figures import counted
from lab.opponent import challenge
from lab.walk import is_unlocked, words_until_unlocked

if TYPE_CHECKING:
    from store.records import Counterpoint, Teardown
    from teardown_templates.model import Template

__all__ = ["MOST_IN_A_TEARDOWN", "Gate", "Step", "gate", "gate_of_all", "open_items"]

Step = Literal["write", "questions", "revise", "answer", "full", "ask"]
"""What is to be done next, in this order.

``write``: text or score are missing; ``questions``: those without a model were not shown yet;
``revise``: none of them was answered, and nothing was changed; ``answer``: a model's item waits;
``full``: there are as many as there may be; ``ask``: a model may be asked.
"""

MOST_IN_A_TEARDOWN = 12
"""Items of a model; a test holds it to the method's own number."""

_SECTIONS_FOR_ALL = 3
"""Sections that must be open before a model sees a whole teardown."""


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


def gate_of_all(record: Teardown, *, most: int) -> Gate:
    """Return whether a model may be asked about the whole teardown."""
    asked = [section for section in record.questions if not section.holds_notes]
    wanted = min(_SECTIONS_FOR_ALL, len(asked))
    ready = sum(is_unlocked(record, section.id) for section in asked)
    if ready < wanted or not asked:
        missing = counted(max(wanted - ready, 1), "more section")
        return Gate("write", f"Opens after {missing} with 25 words and your own score.")
    return _room(record, [], most)


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
    sections = {point.section for point in given}
    waiting = [p for p in open_items(record) if not given or p.section in sections]
    if given and waiting:
        wait = "One item waits" if len(waiting) == 1 else f"{len(waiting)} items wait"
        return Gate("answer", f"{wait} for your answer before a model may be asked again.")
    everywhere = sum(point.source == "model" for point in record.counterpoints)
    left = min(most - len(given), MOST_IN_A_TEARDOWN - everywhere)
    if left <= 0:
        where = "this section" if len(given) >= most else "this teardown"
        number = most if len(given) >= most else MOST_IN_A_TEARDOWN
        return Gate("full", f"A model has said its {number} things about {where}.")
    return Gate("ask", "", left)


def _was_considered(record: Teardown, point: Counterpoint) -> bool:
    """Return whether the learner answered a question, or changed the text that it is about."""
    changed = _is_changed(record, point)
    if point.response in {"changed", "open"} and changed is not None:
        return changed
    return point.response != "open"


def _is_changed(record: Teardown, point: Counterpoint) -> bool | None:
    """Return whether the text reads otherwise than it did; ``None`` where nobody noted that."""
    if point.before:
        now = passage_at(record, point.section, prompt=point.prompt, claim=point.claim)
        return now != point.before
    return digest_of(record, point.section) != point.seen if point.seen else None


def _unwritten(record: Teardown, section_id: str) -> str:
    words = words_until_unlocked(record, section_id)
    if words:
        return f"Opens after {counted(words, 'more word')} and your own score."
    return "Opens after your own score."
