"""What claims stand on: labels that argue with each other, sources that cannot be found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lab.review.finding import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.review.subject import Subject

__all__ = ["GROUNDS"]

_NAMES_A_SOURCE = re.compile(
    r"https?://|www\.|\[[^\]\n]{1,40}\]|\b(?:19|20)[0-9]{2}\b"
    r"|\b(?:says?|said|wrote|docs?|documentation|page|blog|study|paper|report|according|policy)\b",
    re.IGNORECASE,
)
"""An address, a bracketed reference, a year, or a word for what was read."""


def _sure_of_a_guess(subject: Subject) -> Iterable[Found]:
    for claim in subject.record.claims:
        if claim.basis == "guess" and claim.confidence == "high":
            yield Found(
                claim.section,
                "Marked as a guess and held with high confidence. Which of the two is it?",
                claim=claim.id,
                match=claim.statement,
            )


def _sure_of_an_inference(subject: Subject) -> Iterable[Found]:
    for claim in subject.record.claims:
        if claim.basis == "inferred" and claim.confidence == "high":
            yield Found(
                claim.section,
                "Inferred, and held with high confidence. What would you see if it were wrong?",
                claim=claim.id,
                match=claim.statement,
            )


def _published_where(subject: Subject) -> Iterable[Found]:
    # Silent as soon as anything in the claim points to what was read.
    for claim in subject.record.claims:
        if claim.basis != "published" or claim.evidence:
            continue
        said = (claim.statement, claim.because, claim.where, claim.who)
        if not any(_NAMES_A_SOURCE.search(text) for text in said):
            yield Found(
                claim.section,
                "Published, but where? A reader will want to look.",
                claim=claim.id,
                match=claim.statement,
            )


def _evidence_not_here(subject: Subject) -> Iterable[Found]:
    known = {item.id for item in subject.record.evidence}
    known |= {quote.id for item in subject.record.evidence for quote in item.quotes}
    for claim in subject.record.claims:
        for name in claim.evidence:
            if name not in known:
                yield Found(
                    claim.section,
                    f"It rests on evidence “{name}”, which is not in this teardown. "
                    "Which one is meant?",
                    claim=claim.id,
                    match=claim.statement,
                )


GROUNDS = (
    Rule("sure-guess", "warning", "Sure of a guess", _sure_of_a_guess),
    Rule("evidence-missing", "warning", "Evidence not found", _evidence_not_here),
    Rule("sure-inference", "hint", "Sure of an inference", _sure_of_an_inference),
    Rule("no-source", "hint", "Published, but where?", _published_where),
)
