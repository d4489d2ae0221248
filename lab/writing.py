"""Single changes to a record, as both front ends make them. They change the record in place."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from lab.errors import UsageError
from lab.walk import next_item_id

if TYPE_CHECKING:
    from datetime import datetime

    from store.records import Claim, SectionQuestions, Teardown

__all__ = ["add_claim", "find_section", "write_answer", "write_score"]

TOP_SCORE = 4


def find_section(record: Teardown, section_id: str) -> SectionQuestions:
    """Return a section by its id; ``UsageError`` names the ones there are."""
    for section in record.questions:
        if section.id == section_id:
            return section
    ids = [section.id for section in record.questions]
    raise UsageError(
        f"{record.id} has no section “{section_id}”",
        _nearest(section_id, ids),
        todo=f"Its sections are: {', '.join(ids)}.",
    )


def write_answer(record: Teardown, question: str, text: str) -> None:
    """Write one answer; *question* is ``SECTION.PROMPT``. Empty text takes it back."""
    section_id, dot, prompt_id = question.partition(".")
    if not dot:
        raise UsageError(
            f"“{question}” names no question", todo="Write SECTION.PROMPT, for example frame.who."
        )
    section = find_section(record, section_id)
    ids = [prompt.id for prompt in section.prompts]
    if prompt_id not in ids:
        raise UsageError(
            f"Section “{section_id}” has no question “{prompt_id}”",
            _nearest(prompt_id, ids),
            todo=f"Its questions are: {', '.join(ids)}.",
        )
    answers = record.work(section_id).answers
    if text:
        answers[prompt_id] = text
    else:
        answers.pop(prompt_id, None)


def write_score(record: Teardown, section_id: str, score: int | None, *, now: datetime) -> None:
    """Give a section its self-score, 0 to 4, or take it back with ``None``."""
    find_section(record, section_id)
    if score is not None and not 0 <= score <= TOP_SCORE:
        raise UsageError(f"{score} is no score", todo="Scores go from 0 to 4.")
    work = record.work(section_id)
    work.score = score
    work.scored_at = now if score is not None else None


def add_claim(record: Teardown, claim: Claim, *, now: datetime) -> Claim:
    """Add a claim under a free id and return it as it stands in the record."""
    find_section(record, claim.section)
    if not claim.statement.strip():
        raise UsageError("The claim says nothing", todo="Write one sentence.")
    known = {item.id for item in record.evidence}
    missing = [name for name in claim.evidence if name not in known]
    if missing:
        raise UsageError(
            f"{record.id} has no evidence “{missing[0]}”",
            todo="Leave it out, or use the id of evidence that this teardown holds.",
        )
    added = claim.model_copy(
        update={"id": next_item_id("claims", record.claims), "created_at": now}
    )
    record.claims.append(added)
    return added


def _nearest(name: str, names: list[str]) -> str:
    near = get_close_matches(name, names, n=1)
    return f"did you mean “{near[0]}”?" if near else ""
