"""What a second look at a page makes of a piece of evidence. Pure; the piece that came stays.

The first capture stays what the claims saw. What a later look found stands beside it in
``latest``; each quote says how it stands there. A look that saw nothing (a wall, an empty
frame, a page that needs its script) says nothing about the quotes, and changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.errors import LabError, UsageError

if TYPE_CHECKING:
    from lab.evidence.captured import Capture
    from lab.evidence.comparing import Comparison
    from store.records import Evidence, Quote

__all__ = ["SawNothing", "address_of", "note_look", "refuse_unusable", "take_latest"]


class SawNothing(LabError):
    """A page came, but not what it says: no reason to doubt a quote."""


def address_of(item: Evidence) -> str:
    """Return where to look again; ``UsageError`` for what cannot be fetched."""
    if item.kind == "file":
        raise UsageError(
            f"{item.id} was read from a file",
            todo="Save the page again in your browser, and capture that file to this teardown.",
        )
    if item.kind != "page" or not (item.url or item.final_url):
        raise UsageError(f"{item.id} has no page to look at again")
    return item.url or item.final_url


def refuse_unusable(item: Evidence, capture: Capture) -> None:
    """Raise ``SawNothing`` where a capture cannot say what the page says now."""
    if capture.verdict in {"good", "partial"}:
        return
    if capture.verdict == "poor" and item.verdict == "poor" and capture.markdown.strip():
        return
    why = {
        "blocked": "the site did not let us see the page",
        "client-rendered": "the page is drawn by a script, which we do not run",
        "poor": "hardly any text came with it",
    }[capture.verdict]
    raise SawNothing(
        "The page could not be looked at again",
        why,
        todo="What is kept of it stays as it was, the quotes too. Open it in your browser, save "
        "it, and capture the file.",
    )


def note_look(
    item: Evidence, capture: Capture, *, body: str, first: str, now: str
) -> tuple[Evidence, Comparison]:
    """Return a piece with what a look found written down, and how its page has changed.

    *first* and *now* are its two texts in Markdown, *body* is where the new one is kept. Raise
    ``SawNothing`` where the capture says nothing.
    """
    from lab.evidence.comparing import compare
    from store.records import PageVersion

    refuse_unusable(item, capture)
    comparison = compare(first, now, item.quotes)
    quotes = [
        quote.model_copy(update={"standing": found.standing, "now": found.now})
        for quote, found in zip(item.quotes, comparison.quotes, strict=True)
    ]
    latest = PageVersion(
        fetched_at=capture.fetched_at.replace(microsecond=0),
        final_url="" if capture.final_url == item.url else capture.final_url,
        title=capture.title or "",
        sha256=capture.sha256,
        verdict=capture.verdict,
        reasons=list(capture.reasons),
        body=body,
    )
    return item.model_copy(update={"quotes": quotes, "latest": latest}), comparison


def take_latest(item: Evidence, *, text: str) -> Evidence:
    """Return a piece with what the last look found as the capture itself; *text* is its Markdown.

    Quotes that stand or moved are anchored in it; those that are gone keep their old words, and
    stay marked. Raise ``UsageError`` where nobody looked again.
    """
    from lab.evidence.quoting import Anchor, Searchable, anchor_at, find, page_text

    latest = item.latest
    if latest is None:
        raise UsageError(
            f"{item.id} was not looked at again",
            todo="Refresh it first; then its new page can be taken.",
        )
    page = Searchable(page_text(text).text)

    def moved_along(quote: Quote) -> Quote:
        sought = Anchor(quote.now or quote.exact, quote.prefix, quote.suffix)
        # What the look called gone stays so: nobody was shown other words for it.
        found = None if quote.standing == "gone" else find(sought, page)
        if found is None:
            return quote.model_copy(update={"standing": "gone", "now": ""})
        anchor = anchor_at(page.text, found.start, found.end)
        return quote.model_copy(update={**anchor._asdict(), "standing": "unchecked", "now": ""})

    return item.model_copy(
        update={
            "fetched_at": latest.fetched_at,
            "final_url": latest.final_url,
            "title": latest.title or item.title,
            "sha256": latest.sha256,
            "body": latest.body,
            "verdict": latest.verdict,
            "reasons": [*latest.reasons],
            "quotes": [moved_along(quote) for quote in item.quotes],
            "latest": None,
        }
    )
