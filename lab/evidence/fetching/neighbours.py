"""The other pages of a site that say what a product costs, can, changed and promises."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

from lab.evidence.captured import Neighbour
from lab.evidence.fetching.sites import site_of
from lab.evidence.signs import (
    KINDS,
    Kind,
    kind_of_host,
    kind_of_segment,
    kind_of_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from urllib.parse import SplitResult

    from lxml.html import HtmlElement

__all__ = ["neighbours_among", "neighbours_of"]

MOST_OF_A_KIND: Final = 3
"""A person chooses among these; more is a list to study."""

_MOST_LINKS: Final = 5_000
_LONGEST_ADDRESS: Final = 500
_LONGEST_TITLE: Final = 80
_DEEPEST: Final = 4
"""Parts of a path; what lies deeper is one of many, such as a single article of the help."""

_NO_PAGE: Final = re.compile(
    r"\.(?:pdf|zip|gz|dmg|exe|msi|png|jpe?g|gif|svg|webp|mp4|mp3|css|js|json|xml|rss|atom|txt)$",
    re.IGNORECASE,
)
_TRACKING: Final = re.compile(r"utm_\w+|ref|source|fbclid|gclid|msclkid|mc_[ce]id", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Candidate:
    neighbour: Neighbour
    worth: int
    key: str
    """The same for every spelling of one address."""


def neighbours_of(html: str, final_url: str) -> tuple[Neighbour, ...]:
    """Return what a page links to of its own site, by kind, the best of each kind first."""
    from lab.evidence.extraction.parsing import parse

    root = parse(html).root
    bases = (each.get("href") for each in root.iter("base"))
    base = _joined(final_url, next((each for each in bases if each), ""))
    links = (
        (_joined(base, link.get("href") or ""), _words(link))
        for link in islice(root.iter("a"), _MOST_LINKS)
    )
    return neighbours_among(links, final_url)


def neighbours_among(links: Iterable[tuple[str, str]], final_url: str) -> tuple[Neighbour, ...]:
    """Return the same from absolute addresses with their words, which may be empty."""
    here = _split(final_url)
    if here is None:
        return ()
    own = _key(here)
    best: dict[str, _Candidate] = {}
    for address, words in links:
        candidate = _candidate(address, words, here)
        if candidate is None or candidate.key == own:
            continue
        known = best.get(candidate.key)
        if known is None or known.worth < candidate.worth:
            best[candidate.key] = candidate
    ranked = sorted(best.values(), key=lambda each: -each.worth)
    return tuple(
        each.neighbour
        for kind in KINDS
        for each in islice((one for one in ranked if one.neighbour.kind == kind), MOST_OF_A_KIND)
    )


def _candidate(address: str, words: str, here: SplitResult) -> _Candidate | None:
    there = _split(address)
    if there is None or not _same_site(here, there) or _NO_PAGE.search(there.path):
        return None
    segments = [unquote(each) for each in there.path.split("/") if each]
    if len(segments) > _DEEPEST:
        return None
    kind, worth = _judged(words, segments, there.hostname or "")
    if kind is None:
        return None
    # A link that one can also reach by fewer steps is the less special one.
    worth -= len(segments) + 2 * bool(there.query)
    title = words or there.path.strip("/") or there.hostname or ""
    neighbour = Neighbour(urlunsplit(there), kind, title[:_LONGEST_TITLE])
    return _Candidate(neighbour, worth, _key(there))


def _judged(words: str, segments: list[str], host: str) -> tuple[Kind | None, int]:
    """Return what a link leads to, and how sure that is."""
    by_words = kind_of_words(words)
    by_last = kind_of_segment(segments[-1]) if segments else None
    by_host = kind_of_host(host.partition(".")[0])
    if not segments and by_host is not None:
        return by_host, 10 + 2 * (by_words == by_host)
    if by_last is not None:
        return by_last, 10 + 2 * (by_words == by_last)
    if by_words is not None:
        return by_words, 8
    return None, 0


def _words(link: HtmlElement) -> str:
    """Return the words of a link, else what it says to those who do not see it."""
    words = " ".join(" ".join(map(str, islice(link.itertext(), 40))).split())
    if not words:
        words = " ".join((link.get("aria-label") or link.get("title") or "").split())
    return "".join(each for each in words if each.isprintable())[:_LONGEST_TITLE]


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""


def _split(address: str) -> SplitResult | None:
    """Return an address without what does not choose the page; ``None`` for what is none."""
    if len(address) > _LONGEST_ADDRESS or not address.isprintable():
        return None
    try:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
            return None
        parts.port  # noqa: B018 - it raises where there is none such
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=20)
    except ValueError:
        return None
    kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair[0])]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return parts._replace(path=parts.path or "/", query=query, fragment="")


def _same_site(here: SplitResult, there: SplitResult) -> bool:
    if site_of(here.hostname or "") != site_of(there.hostname or ""):
        return False
    return there.port in {here.port, None}


def _key(parts: SplitResult) -> str:
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}:{parts.port or ''}{parts.path.rstrip('/').lower()}?{parts.query}"
