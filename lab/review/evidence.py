"""What became of the evidence that claims rest on: quotes gone, pages old or never read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.evidence.ageing import age_of
from lab.figures import counted
from lab.review.finding import Found, Rule
from lab.review.resting import rests_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lab.review.resting import Doubt, Rest
    from lab.review.subject import Subject
    from store.records import Claim, Evidence

__all__ = ["EVIDENCE"]

_LONGEST: Final = 90
"""Characters of a quote within a question."""


def _quote_gone(subject: Subject) -> Iterable[Found]:
    for claim, rest in _doubtful(subject, "gone"):
        if rest.quote is not None:
            yield _about(
                claim, f"{_page(rest)} no longer says “{_short(rest.quote.exact)}”. Is it still so?"
            )


def _quote_changed(subject: Subject) -> Iterable[Found]:
    for claim, rest in _doubtful(subject, "changed"):
        if rest.quote is not None:
            yield _about(
                claim,
                f"{_page(rest)} said “{_short(rest.quote.exact)}” and now says "
                f"“{_short(rest.quote.now)}”. Does it still hold?",
            )


def _quote_moved(subject: Subject) -> Iterable[Found]:
    for claim, rest in _doubtful(subject, "moved"):
        if rest.quote is not None:
            yield _about(
                claim,
                f"“{_short(rest.quote.exact)}” stands among other words now. Does it still mean "
                "the same?",
            )


def _unread(subject: Subject) -> Iterable[Found]:
    for claim, rest in _doubtful(subject, "unread"):
        how = (
            "is drawn by a script"
            if rest.evidence.verdict == "client-rendered"
            else "did not let us in"
        )
        yield _about(
            claim, f"{_page(rest)} {how}, so nothing of it is kept. Which of its words say so?"
        )


def _poor(subject: Subject) -> Iterable[Found]:
    for claim, rests in rests_of(subject.record):
        for rest in rests:
            # Words that were quoted are there, however little came with them.
            if rest.quote is None and rest.evidence.verdict == "poor":
                yield _about(
                    claim, f"Hardly any text of {_page(rest, small=True)} is kept. Does it say so?"
                )


def _stale(subject: Subject) -> Iterable[Found]:
    # One question a page, however many claims rest on it.
    resting: dict[str, tuple[Evidence, list[Claim]]] = {}
    for claim, rests in rests_of(subject.record):
        for item in {rest.evidence.id: rest.evidence for rest in rests}.values():
            resting.setdefault(item.id, (item, []))[1].append(claim)
    for item, claims in resting.values():
        age = age_of(item, subject.today)
        if age.stale and not subject.record.example:
            more = f" {counted(len(claims), 'claim')} rest on it." if len(claims) > 1 else ""
            yield _about(claims[0], f"“{_title(item)}” was {age.words}.{more} Is it still so?")


def _doubtful(subject: Subject, doubt: Doubt) -> Iterator[tuple[Claim, Rest]]:
    if subject.record.example:
        return
    for claim, rests in rests_of(subject.record):
        for rest in rests:
            if rest.doubt(subject.today) == doubt:
                yield claim, rest


def _about(claim: Claim, question: str) -> Found:
    return Found(claim.section, question, claim=claim.id, match=claim.statement)


def _page(rest: Rest, *, small: bool = False) -> str:
    title = _title(rest.evidence)
    if title != rest.evidence.id:
        return f"“{title}”"
    return "the page" if small else "The page"


def _title(item: Evidence) -> str:
    return _short(item.title or item.final_url or item.url) or item.id


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


EVIDENCE = (
    Rule("quote-gone", "warning", "Its quote is gone", _quote_gone),
    Rule("quote-changed", "warning", "Its quote reads otherwise now", _quote_changed),
    Rule("evidence-unread", "warning", "Its page could not be read", _unread),
    Rule("quote-moved", "hint", "Its quote stands among other words now", _quote_moved),
    Rule("evidence-poor", "hint", "Hardly anything of its page is kept", _poor),
    Rule("evidence-stale", "hint", "Not looked at for long", _stale),
)
