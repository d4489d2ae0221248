"""Pages for the tests of reading, written by us."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from lab.evidence.captured import Fetched
from lab.evidence.reading.facts import Facts, read_facts
from lab.evidence.reading.page import parse

if TYPE_CHECKING:
    from lab.evidence.captured import PageKind

__all__ = ["PROSE", "article", "facts_of", "fetched"]

TODAY = date(2026, 3, 2)
PROSE = "".join(
    f"<p>Paragraph {number} tells in plain words what the product does for the people who pay "
    "for it, what it costs them in a month, and where it lets them down in their daily work.</p>"
    for number in range(12)
)


def article(*, head: str = "", beside: str = "", body: str = PROSE, heading: str = "") -> str:
    """Return a page with a heading, something beside it, and text."""
    heading = heading or "How we priced the assistant"
    return (
        f'<!doctype html><html lang="en"><head><title>{heading} | Acme</title>{head}</head>'
        f"<body><header><a href='/'>Acme</a></header><main><article><h1>{heading}</h1>{beside}"
        f"{body}</article></main></body></html>"
    )


def facts_of(
    html: str, *, kind: PageKind = "article", url: str = "https://acme.example/blog/pricing"
) -> Facts:
    """Return what a page states."""
    return read_facts(parse(html, url=url), kind, today=TODAY)


def fetched(
    data: str | bytes,
    *,
    url: str = "https://acme.example/page",
    media_type: str = "text/html",
    charset: str = "",
    status: int = 200,
) -> Fetched:
    """Return bytes as if they had come from the web."""
    return Fetched(
        url=url,
        final_url=url,
        data=data if isinstance(data, bytes) else data.encode(),
        media_type=media_type,
        charset=charset,
        fetched_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        status=status,
    )
