"""From the bytes that came to a page: text, facts, verdict."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from lab.evidence.captured import Capture
from lab.evidence.reading.decoding import Decoded, decode
from lab.evidence.reading.facts import Facts, read_facts
from lab.evidence.reading.front import split_front
from lab.evidence.reading.lines import without_controls
from lab.evidence.reading.media import kind_of
from lab.evidence.reading.page import parse
from lab.evidence.reading.plain import harmless
from lab.evidence.reading.verdict import Seen, judge
from lab.walk.progress import count_words

if TYPE_CHECKING:
    from lab.evidence.captured import Fetched, PageKind
    from lab.evidence.extraction.extracted import Extracted
    from lab.evidence.reading.page import Page

__all__ = ["read_page"]


LONGEST: Final = 8_000_000
"""Characters of a plain text that are kept, as many as are read of a page's source."""


def read_page(fetched: Fetched, *, is_file: bool = False, digest: str = "") -> Capture:
    """Return the page; raise ``Unreadable`` for what is none.

    *is_file*: somebody saved it. *digest*: SHA-256 of the file that the bytes were taken out
    of; without it, that of the bytes.
    """
    address = fetched.final_url or fetched.url
    kind = kind_of(fetched.media_type, fetched.data, url=address)
    decoded = decode(fetched.data, fetched.charset)
    read = (
        _read_html(decoded, fetched)
        if kind == "html"
        else _read_text(decoded, fetched, is_markdown=kind == "markdown")
    )
    verdict, reasons = judge(
        Seen(
            page=read.page,
            extracted=read.extracted,
            words=read.words,
            characters=len(read.markdown),
            status=fetched.status,
            replaced=decoded.replaced,
            is_file=is_file,
            was_cut=read.was_cut,
        )
    )
    return Capture(
        url=fetched.url,
        final_url=fetched.final_url,
        fetched_at=fetched.fetched_at,
        sha256=digest or sha256(fetched.data).hexdigest(),
        markdown=read.markdown,
        words=read.words,
        verdict=verdict,
        reasons=reasons,
        page_kind=read.page_kind,
        title=read.facts.title,
        author=read.facts.author,
        published=read.facts.published,
        site=read.facts.site,
        language=read.facts.language,
        is_file=is_file,
    )


@dataclass(frozen=True, slots=True)
class _Read:
    markdown: str
    words: int
    page_kind: PageKind
    facts: Facts
    page: Page | None = None
    extracted: Extracted | None = None
    was_cut: bool = False


def _read_html(decoded: Decoded, fetched: Fetched) -> _Read:
    from lab.evidence.extraction import extract

    address = fetched.final_url or fetched.url
    page = parse(decoded.text, url=address)
    found = extract(decoded.text, url=address)
    facts = read_facts(page, found.page_kind, today=fetched.fetched_at.date())
    return _Read(found.markdown, found.words, found.page_kind, facts, page, found)


def _read_text(decoded: Decoded, fetched: Fetched, *, is_markdown: bool) -> _Read:
    text, facts = without_controls(decoded.text), Facts()
    if is_markdown:
        front = split_front(text, today=fetched.fetched_at.date())
        text, facts = front.body, front.facts
    was_cut = len(text) > LONGEST
    markdown = harmless(_beginning(text) if was_cut else text)
    words = count_words(markdown)
    return _Read(markdown, words, "documentation", facts, was_cut=was_cut)


def _beginning(text: str) -> str:
    """Return the lines of a text that are kept; a part of one where that is all there is."""
    end = text.rfind("\n", 0, LONGEST)
    return text[: end + 1 or LONGEST]
