"""What the page's screen says about the page, a quote, and what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.evidence.links import link_to
from lab.evidence.quoting import anchor_at
from lab.figures import counted
from tui.evidence_words import title_of
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.evidence.page_parts import Page
    from lab.model import Claim, Evidence, Quote

__all__ = [
    "CAPTURE_AGAIN",
    "NOT_HERE",
    "absence",
    "as_markdown",
    "cited_by",
    "quote_title",
    "standing_words",
]

NOT_HERE: Final = "The text of this page is not in this library: its teardown came without it."
CAPTURE_AGAIN: Final = "Press r to capture the page again; its quotes stay."


def standing_words(quote: Quote) -> str:
    """Return how a quote stands since the last refresh."""
    if quote.standing == "moved":
        if not quote.now:
            return "stands elsewhere on the page now"
        return plain_punctuation(f"reads otherwise on the page now: “{one_line(quote.now)}”")
    return {
        "unchecked": "",
        "stands": "still stands on the page",
        "gone": "is gone from the page now",
    }[quote.standing]


def cited_by(claims: Sequence[Claim]) -> str:
    """Return which claims cite something."""
    if not claims:
        return "No claim cites it yet."
    first = one_line(claims[0].statement)
    if len(claims) == 1:
        return plain_punctuation(f"Cited by “{first}”.")
    return plain_punctuation(f"Cited by {counted(len(claims), 'claim')}: “{first}”, …")


def quote_title(quote: Quote) -> str:
    """Return a quote on one line."""
    return plain_punctuation(f"“{one_line(quote.exact)}”")


def as_markdown(evidence: Evidence, page: Page, start: int, end: int) -> str:
    """Return a passage as a Markdown quotation, with its source below it."""
    anchor = anchor_at(page.text, start, end)
    lines = [f"> {line}".rstrip() for line in page.text[start:end].splitlines()]
    title = title_of(evidence).replace("[", "\\[").replace("]", "\\]")
    address = link_to(evidence, anchor)
    source = f"[{title}](<{address}>)" if address else title
    if evidence.fetched_at is not None:
        source += f", {evidence.fetched_at:%Y-%m-%d}"
    return "\n".join([*lines, ">", f"> {glyphs().dash} {source}"])


def absence(evidence: Evidence) -> str:
    """Return why there is nothing to read, and what to do."""
    if evidence.kind == "observation":
        return evidence.note or evidence.title
    why = " ".join(map(one_line, evidence.reasons))
    if evidence.kind == "file":
        return why or "This file held no text. Add the saved page again on the Evidence screen."
    return why or f"Nothing of this page could be captured. {CAPTURE_AGAIN}"
