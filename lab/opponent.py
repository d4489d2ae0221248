"""The questions that argue back, held until there is something to argue with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.walk import words_until_unlocked

if TYPE_CHECKING:
    from store.records import Teardown
    from teardown_templates.model import CounterQuestion, Template

__all__ = ["Challenge", "challenge"]


@dataclass(frozen=True, slots=True)
class Challenge:
    """A section's counter-questions, or the reason why they are still closed."""

    questions: tuple[CounterQuestion, ...]
    """Empty while they are closed, and where the section has none."""
    locked: str
    """What is missing, in words; empty once they are open."""
    waiting: int
    """How many counter-questions there are, open or not."""


def challenge(record: Teardown, section_id: str, *, template: Template) -> Challenge:
    """Return the counter-questions of a section, from the teardown's own template.

    They open after the section has text and a self-score: the learner thinks first.
    """
    asked = next(
        (s.counter_questions for s in template.sections if s.id == section_id),
        (),
    )
    locked = _locked(record, section_id) if asked else ""
    return Challenge(questions=() if locked else asked, locked=locked, waiting=len(asked))


def _locked(record: Teardown, section_id: str) -> str:
    work = record.sections.get(section_id)
    words = words_until_unlocked(record, section_id)
    unscored = work is None or work.score is None
    more = f"{words} more word{'s' if words > 1 else ''}"
    if words and unscored:
        return f"Counter-questions open after {more} and your own score."
    if words:
        return f"Counter-questions open after {more}."
    return "Counter-questions open after your own score." if unscored else ""
