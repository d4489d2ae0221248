"""Single changes to a record, as both front ends make them. They change the record in place."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from lab.errors import NoSuchPart, UsageError
from lab.walk import default_claim_kind, next_item_id
from teardown_templates.nearest import nearest

if TYPE_CHECKING:
    from datetime import datetime

    from store.records import Claim, SectionQuestions, Teardown

__all__ = [
    "ClaimDraft",
    "add_claim",
    "find_question",
    "find_section",
    "write_answer",
    "write_score",
]

TOP_SCORE = 4


def find_section(record: Teardown, section_id: str) -> SectionQuestions:
    """Return a section by its id; ``NoSuchPart`` names the ones there are."""
    for section in record.questions:
        if section.id == section_id:
            return section
    ids = [section.id for section in record.questions]
    raise NoSuchPart(
        f"{record.id} has no section “{section_id}”",
        _meant(section_id, ids),
        todo=f"Its sections are: {', '.join(ids)}.",
    )


def write_answer(record: Teardown, question: str, text: str) -> None:
    """Write one answer; *question* is ``SECTION.PROMPT``. Empty text takes it back."""
    section_id, prompt_id = find_question(record, question)
    answers = record.work(section_id).answers
    if text:
        answers[prompt_id] = text
    else:
        answers.pop(prompt_id, None)


def find_question(record: Teardown, question: str) -> tuple[str, str]:
    """Return the ids of section and prompt that ``SECTION.PROMPT`` names."""
    for section in record.questions:
        for prompt in section.prompts:
            if question == f"{section.id}.{prompt.id}":
                return section.id, prompt.id
    section_id, dot, prompt_id = question.partition(".")
    if not dot or not prompt_id:
        known = next((f"{s.id}.{p.id}" for s in record.questions for p in s.prompts), "frame.who")
        raise UsageError(
            f"“{question}” names no question", todo=f"Write SECTION.PROMPT, for example {known}."
        )
    section = find_section(record, section_id)
    ids = [prompt.id for prompt in section.prompts]
    raise NoSuchPart(
        f"Section “{section_id}” has no question “{prompt_id}”",
        _meant(prompt_id, ids),
        todo=f"Its questions are: {', '.join(ids)}.",
    )


def write_score(record: Teardown, section_id: str, score: int | None, *, now: datetime) -> None:
    """Give a section its self-score, 0 to 4, or take it back with ``None``."""
    find_section(record, section_id)
    if score is not None and not 0 <= score <= TOP_SCORE:
        raise UsageError(f"{score} is no score", todo="Scores go from 0 to 4.")
    work = record.work(section_id)
    work.score = score
    work.scored_at = now if score is not None else None


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """A claim before it has an id; only section and statement are needed."""

    section: str
    statement: str
    kind: str = ""
    """strength · finding · inference · proposal; empty: what the section usually collects."""
    because: str = ""
    who: str = ""
    where: str = ""
    basis: str = "tried"
    """tried · published · told · inferred · guess"""
    confidence: str = "moderate"
    """high · moderate · low"""
    severity: int | None = None
    """0 to 4"""
    breaks_if: str = ""
    evidence: tuple[str, ...] = ()


def add_claim(record: Teardown, draft: ClaimDraft, *, now: datetime) -> Claim:
    """Add a claim under a free id and return it as it stands in the record.

    Raises ``UsageError`` for an empty statement or a value that a claim cannot have,
    ``NoSuchPart`` for a section or evidence that the teardown does not hold.
    """
    from pydantic import ValidationError

    from store.records import Claim

    find_section(record, draft.section)
    if not draft.statement.strip():
        raise UsageError("The claim says nothing", todo="Write one sentence.")
    known = {item.id for item in record.evidence}
    known |= {quote.id for item in record.evidence for quote in item.quotes}
    known |= {probe.id for probe in record.probes}
    missing = [name for name in draft.evidence if name not in known]
    if missing:
        raise NoSuchPart(
            f"{record.id} has no evidence “{missing[0]}”",
            todo="Leave it out, or use the id of evidence or of a probe that this teardown holds.",
        )
    values = asdict(draft) | {
        "id": next_item_id("claims", record.claims),
        "kind": draft.kind or default_claim_kind(draft.section),
        "evidence": list(draft.evidence),
        "created_at": now,
    }
    try:
        claim = Claim.model_validate(values)
    except ValidationError as error:
        fault = error.errors()[0]
        name = ".".join(str(part) for part in fault["loc"])
        raise UsageError(f"The claim's {name} cannot be “{fault['input']}”") from None
    record.claims.append(claim)
    return claim


def _meant(name: str, names: list[str]) -> str:
    near = nearest(name, names)
    return f"did you mean “{near}”?" if near else ""
