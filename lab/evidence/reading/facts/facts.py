"""The facts of a page together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.evidence.reading.facts.authors import author_of
from lab.evidence.reading.facts.owners import owners_of, site_of
from lab.evidence.reading.facts.published import day_of
from lab.evidence.reading.facts.titles import title_of
from lab.evidence.reading.heading import heading_of

if TYPE_CHECKING:
    from datetime import date

    from lab.evidence.captured import PageKind
    from lab.evidence.reading.page import Page

__all__ = ["Facts", "language_of", "read_facts"]

_LANGUAGE: Final = re.compile(
    r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?\b"
)
_NO_LANGUAGE: Final = frozenset(("und", "mul", "zxx", "mis", "xx"))


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page states; ``None`` where it does not."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    """``YYYY-MM-DD``."""
    site: str | None = None
    language: str | None = None


def read_facts(page: Page, kind: PageKind, *, today: date) -> Facts:
    """Return the facts of a page. *today*: no page was published later than it was fetched."""
    site = site_of(page)
    owners = owners_of(page, site)
    heading = heading_of(page)
    return Facts(
        title=title_of(page, heading=heading, owners=owners),
        author=author_of(page, kind, heading=heading, owners=owners),
        published=day_of(page, kind, heading=heading, today=today),
        site=site,
        language=language_of(page.root.get("lang") or page.root.get("xml:lang") or ""),
    )


def language_of(tag: str) -> str | None:
    """Return a language tag as it is usually written, such as ``pt-BR``, or None."""
    found = _LANGUAGE.match(tag.strip())
    if found is None or found[1].lower() in _NO_LANGUAGE:
        return None
    parts = [found[1].lower()]
    if found[2]:
        parts.append(found[2].title())
    if found[3]:
        parts.append(found[3].upper())
    return "-".join(parts)
