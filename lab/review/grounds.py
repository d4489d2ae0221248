"""What claims stand on: labels that argue with each other, sources that cannot be found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from lab.evidence.ageing import about
from lab.review.finding import Found, Rule
from lab.review.resting import rests_of
from lab.trials.citing import probes_named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.review.subject import Subject
    from store.records import Claim, Evidence

__all__ = ["GROUNDS"]

_NAMES_A_SOURCE = re.compile(
    r"https?://|www\.|\[[^\]\n]{1,40}\]|\b(?:19|20)[0-9]{2}\b"
    r"|\b(?:says?|said|wrote|docs?|documentation|page|blog|study|paper|report|according|policy)\b",
    re.IGNORECASE,
)
"""An address, a bracketed reference, a year, or a word for what was read."""

_SAYS_HOW: Final = re.compile(
    r"[0-9]|[“”\"«»]|\b(?:once|twice|never|always|every|each|both|two|three|four|five|six|seven"
    r"|eight|nine|ten|times|runs?|tries|asked|typed|clicked|opened|pasted|uploaded|prompt)\b",
    re.IGNORECASE,
)
"""A count, somebody's words, or a step that was taken."""

_SOME_WORDS: Final = 4
"""Words of a reason from which on a claim says what was done."""

_SEEN: Final = frozenset({"observation", "screenshot"})

_IS_SO_BY_BEING_WRITTEN: Final = frozenset({"prices", "terms"})
"""What needs no second source: a maker's price is what its page says."""


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
    for claim in subject.record.claims:
        if _is_published_without(claim) and not _names_a_source(claim):
            yield Found(
                claim.section,
                "Published, but where? A reader will want to look.",
                claim=claim.id,
                match=claim.statement,
            )


def _source_not_kept(subject: Subject) -> Iterable[Found]:
    for claim in subject.record.claims:
        if _is_published_without(claim) and _names_a_source(claim):
            yield Found(
                claim.section,
                "It names a source that is not kept here. Which page is it, and which of its words "
                "say so?",
                claim=claim.id,
                match=claim.statement,
            )


def _is_published_without(claim: Claim) -> bool:
    return claim.basis == "published" and not claim.evidence


def _names_a_source(claim: Claim) -> bool:
    return any(_NAMES_A_SOURCE.search(text) for text in _texts(claim))


def _texts(claim: Claim) -> tuple[str, ...]:
    return (claim.statement, claim.because, claim.where, claim.who)


def _told_by_whom(subject: Subject) -> Iterable[Found]:
    for claim in subject.record.claims:
        if claim.basis != "told" or claim.evidence or _names_a_source(claim):
            continue
        if not claim.because.strip() and not claim.where.strip():
            yield Found(
                claim.section,
                "Told by whom, and what did they use it for?",
                claim=claim.id,
                match=claim.statement,
            )


def _tried_how(subject: Subject) -> Iterable[Found]:
    # Silent as soon as a run is recorded, or the claim says a little of what was done.
    if any(probe.trials for probe in subject.record.probes):
        return
    for claim in subject.record.claims:
        if claim.basis != "tried" or claim.evidence:
            continue
        reasons = len(f"{claim.because} {claim.where}".split())
        if reasons < _SOME_WORDS and not any(_SAYS_HOW.search(text) for text in _texts(claim)):
            yield Found(
                claim.section,
                "Tried, but no run and no observation shows it. What did you do, and what did you "
                "see?",
                claim=claim.id,
                match=claim.statement,
            )


def _sure_of_one_source(subject: Subject) -> Iterable[Found]:
    runs = sum(len(probe.trials) for probe in subject.record.probes)
    for claim, rests in rests_of(subject.record):
        if claim.confidence != "high" or claim.basis in {"inferred", "guess"} or not rests:
            continue
        if len({_source(rest.evidence) for rest in rests}) > 1:
            continue
        if probes_named(subject.record, claim):
            continue
        if all(about(rest.evidence) in _IS_SO_BY_BEING_WRITTEN for rest in rests):
            continue
        if rests[0].evidence.kind not in _SEEN:
            question = "All of it comes from one site. Who or what else would show it?"
        elif runs > 1:
            continue
        else:
            question = "Seen once, as far as is kept here. What happens the next time?"
        yield Found(claim.section, question, claim=claim.id, match=claim.statement)


def _source(item: Evidence) -> str:
    """Return what counts as one source: a site, or one look at the product."""
    if item.kind in _SEEN:
        return item.id
    try:
        host = urlsplit(item.final_url or item.url).hostname or ""
    except ValueError:
        host = ""
    return host.removeprefix("www.") or item.id


def _evidence_not_here(subject: Subject) -> Iterable[Found]:
    known = {item.id for item in subject.record.evidence}
    known |= {quote.id for item in subject.record.evidence for quote in item.quotes}
    known |= {probe.id for probe in subject.record.probes}
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
    Rule("no-source", "warning", "Published, but where?", _published_where),
    Rule("sure-inference", "hint", "Sure of an inference", _sure_of_an_inference),
    Rule("sure-one-source", "hint", "Sure on one source", _sure_of_one_source),
    Rule("source-not-kept", "hint", "Published, but not kept", _source_not_kept),
    Rule("tried-unseen", "hint", "Tried, but not shown", _tried_how),
    Rule("told-by-whom", "hint", "Told by whom?", _told_by_whom),
)
