"""The learner's own words in a section, piece by piece, and finding a quote in them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from lab.walk import claims_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from store.records import Claim, Counterpoint, SectionQuestions, Teardown

__all__ = [
    "Passage",
    "digest_of",
    "find_quote",
    "passage_at",
    "passages",
    "reads_otherwise",
]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the learner's, and what it answers."""

    section: str
    text: str
    asked: str
    """The question that it answers, or what it is."""
    prompt: str = ""
    claim: str = ""


def passages(record: Teardown, section_id: str) -> list[Passage]:
    """Return what the learner wrote in a section: answers, claims, and the items it asks for."""
    section = next((one for one in record.questions if one.id == section_id), None)
    if section is None:
        return []
    return [one for one in _of(record, section) if one.text.strip()]


def _of(record: Teardown, section: SectionQuestions) -> Iterator[Passage]:
    work = record.sections.get(section.id)
    for prompt in section.prompts:
        text = work.answers.get(prompt.id, "") if work is not None else ""
        yield Passage(section.id, text, prompt.text, prompt=prompt.id)
    for claim in claims_in(record, section.id):
        yield Passage(section.id, _said(claim), _known(claim), claim=claim.id)
    kinds = {prompt.kind: prompt.id for prompt in section.prompts}
    if "predictions" in kinds:
        for each in record.predictions:
            yield Passage(section.id, each.statement, "A prediction", prompt=kinds["predictions"])
    if "metric" in kinds:
        for metric in record.metrics:
            said = [metric.name, metric.formula, metric.numerator, metric.denominator]
            said += [metric.window, metric.target, metric.pair, metric.trap]
            text = "\n".join(each for each in said if each.strip())
            yield Passage(section.id, text, "A metric", prompt=kinds["metric"])
    if "card" in kinds:
        for lesson in record.take_home.lessons:
            text = f"{lesson.principle}\n{lesson.limit}".strip()
            yield Passage(section.id, text, "A lesson", prompt=kinds["card"])


def _said(claim: Claim) -> str:
    parts = (claim.statement, claim.because, claim.who, claim.where, claim.breaks_if)
    return "\n".join(part for part in parts if part.strip())


def _known(claim: Claim) -> str:
    """Return what a claim is, in words that a reader needs; a severity is part of the claim."""
    severity = "" if claim.severity is None else f", severity {claim.severity} of 4"
    return (
        f"A claim ({claim.kind}); known by: {claim.basis}; confidence: {claim.confidence}{severity}"
    )


def find_quote(quote: str, among: Iterable[Passage]) -> tuple[Passage, tuple[int, int]] | None:
    """Return the passage in which a quote stands literally, and where in it.

    White space is evened out, nothing else: not a letter may differ.
    """
    words = quote.split()
    if not words:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    for passage in among:
        if found := pattern.search(passage.text):
            return passage, found.span()
    return None


def digest_of(text: str) -> str:
    """Return a short digest of a text's words; white space makes no other text of it."""
    return _digest(" ".join(text.split()))


def reads_otherwise(point: Counterpoint, now: str) -> bool | None:
    """Return whether the text that an item is about has changed; ``None`` where nobody noted it.

    Records of an earlier version kept all of the text, or a digest that minded its white space.
    """
    if point.seen:
        return point.seen not in {digest_of(now), _digest(now)}
    return point.before.split() != now.split() if point.before else None


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def passage_at(record: Teardown, section_id: str, *, prompt: str, claim: str) -> str:
    """Return the text of a question's answer or of a claim as it stands now; may be empty."""
    if claim:
        return next((_said(one) for one in record.claims if one.id == claim), "")
    if prompt:
        work = record.sections.get(section_id)
        answer = work.answers.get(prompt, "") if work is not None else ""
        if answer.strip():
            return answer
        own = [one.text for one in passages(record, section_id) if one.prompt == prompt]
        return "\n".join(own)
    return "\n\n".join(one.text for one in passages(record, section_id))
