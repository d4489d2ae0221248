"""How long evidence may be taken as it is, by what it is about. Pure; the day comes from outside.

A shelf life is no date of death: what is older is marked, and asked about where a claim rests on
it. It counts from when the page was last looked at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from lab.evidence.signs import kind_of_host, kind_of_segment, kind_of_words
from lab.figures import counted

if TYPE_CHECKING:
    from datetime import date, datetime

    from lab.evidence.signs import Kind
    from store.records import Evidence

__all__ = ["SHELF_LIVES", "About", "Age", "ShelfLife", "about", "age_of", "is_stale", "last_seen"]

About = Literal[
    "prices", "changes", "docs", "terms", "promises", "offers", "talk", "texts", "use", "other"
]
"""What a piece of evidence is about."""


class ShelfLife(NamedTuple):
    """How long evidence about something may be taken as it is."""

    days: int
    name: str
    """What it is about, as the subject of “are looked at again after …”."""
    why: str


SHELF_LIVES: Final[dict[About, ShelfLife]] = {
    "prices": ShelfLife(
        30, "prices", "Prices and plans change without a word, and most analyses rest on them."
    ),
    "changes": ShelfLife(
        30, "lists of changes", "A month brings a release or two, so what was newest is not."
    ),
    "offers": ShelfLife(
        30, "offers and listings", "They hold prices, ranks and ratings, which change every week."
    ),
    "docs": ShelfLife(90, "documentation", "It follows the releases, some months behind at most."),
    "promises": ShelfLife(
        90, "pages about a product", "They are written anew with a campaign or a large release."
    ),
    "use": ShelfLife(
        90, "own observations", "The model behind a product may be another one by then."
    ),
    "talk": ShelfLife(180, "discussions", "They go on, but what was said stays."),
    "terms": ShelfLife(
        180, "terms", "They change once or twice a year and are announced beforehand."
    ),
    "texts": ShelfLife(365, "articles", "They have a date, and say how it was then."),
    "other": ShelfLife(90, "pages", "Nothing says how fast it changes, so it counts as most do."),
}
"""By what evidence is about; docs/method.md shows it. 30 days for prices and 90 for documentation
are the rule; the others are set against these two."""

_BY_SIGN: Final[dict[Kind, About]] = {
    "pricing": "prices",
    "changelog": "changes",
    "docs": "docs",
    "terms": "terms",
}
_BY_PAGE_KIND: Final[dict[str, About]] = {
    "documentation": "docs",
    "service": "promises",
    "product": "offers",
    "collection": "offers",
    "listing": "offers",
    "forum": "talk",
    "article": "texts",
}
_TOLD: Final = frozenset({"article", "forum"})
_DIVIDER: Final = re.compile(r"\s+[-–—|·•:»/]\s+|[|·•»]|:\s")
_LONGEST_TITLE: Final = 300
_LAST_PARTS: Final = 2
"""Parts of a path, from its end, that say what a page is."""


class Age(NamedTuple):
    """How old a piece of evidence is."""

    days: int | None
    """Since it was last looked at; ``None`` where nobody noted that."""
    shelf_life: int
    """In days."""
    stale: bool
    words: str
    """A sentence without its full stop; empty where nobody noted the day."""


def last_seen(evidence: Evidence) -> datetime | None:
    """Return when a piece was last looked at: at its last refresh, else when it was captured."""
    again = evidence.latest.fetched_at if evidence.latest is not None else None
    return again or evidence.fetched_at


def age_of(evidence: Evidence, today: date) -> Age:
    """Return how old a piece of evidence is on a day."""
    shelf = SHELF_LIVES[about(evidence)]
    seen = last_seen(evidence)
    if seen is None:
        return Age(None, shelf.days, stale=False, words="")
    days = max(0, (today - seen.date()).days)
    stale = days > shelf.days
    words = f"{_seen_word(evidence)} {_ago(days)}"
    if stale:
        words += f"; {shelf.name} {_is_looked_at(shelf.name)} again after {shelf.days}"
    return Age(days, shelf.days, stale, words)


def is_stale(evidence: Evidence, today: date) -> bool:
    """Return whether a piece is older than its kind may be taken for granted."""
    return age_of(evidence, today).stale


def about(evidence: Evidence) -> About:
    """Return what a piece of evidence is about, from its address, its title and its kind."""
    if evidence.kind in {"observation", "screenshot"}:
        return "use"
    for address in (evidence.final_url, evidence.url):
        sign = _sign_of_address(address)
        if sign is not None:
            return _BY_SIGN[sign]
    # An article about prices is no list of prices.
    sign = _sign_of_title(evidence.title) if evidence.page_kind not in _TOLD else None
    return _BY_SIGN[sign] if sign is not None else _BY_PAGE_KIND.get(evidence.page_kind, "other")


def _sign_of_title(title: str) -> Kind | None:
    parts = _DIVIDER.split(title[:_LONGEST_TITLE])
    sign = next((sign for part in parts if (sign := kind_of_words(part))), None)
    # “Example pricing for teams” is about prices; “Example for updates” need not be about changes.
    words = (word for part in parts for word in part.split())
    has_price = any(kind_of_words(word) == "pricing" for word in words)
    return sign or ("pricing" if has_price else None)


def _sign_of_address(address: str) -> Kind | None:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    segments = [unquote(part) for part in parts.path.split("/") if part]
    for segment in reversed(segments[-_LAST_PARTS:]):
        sign = kind_of_segment(segment)
        if sign is not None:
            return sign
    own = kind_of_host(host.split(".")[0])
    return own or next((sign for part in segments if (sign := kind_of_segment(part))), None)


def _seen_word(evidence: Evidence) -> str:
    if evidence.kind in {"observation", "screenshot"}:
        return "seen"
    return "captured" if evidence.latest is None else "looked at again"


def _is_looked_at(name: str) -> str:
    return "is looked at" if name == "documentation" else "are looked at"


def _ago(days: int) -> str:
    return "today" if days == 0 else "yesterday" if days == 1 else f"{counted(days, 'day')} ago"
