"""Who stands behind a page: its site, its publisher, the name in its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from lab.evidence.reading.facts.names import key_of
from lab.evidence.reading.lines import one_line

if TYPE_CHECKING:
    from lab.evidence.reading.page import Page

__all__ = ["is_owner", "owners_of", "site_of"]

_OWNERS: Final = ("organization", "corporation", "business", "website", "brand", "periodical")
_SHORTEST: Final = 3
"""Letters; shorter parts of an address stand in half of all names."""
_LONGEST_SITE: Final = 120


def site_of(page: Page) -> str | None:
    """Return the name of the site as it states it."""
    stated = page.meta("og:site_name") or next(
        (one.text("name") for one in page.things if "website" in one.types and one.text("name")), ""
    )
    return one_line(stated or page.meta("application-name"), longest=_LONGEST_SITE) or None


def owners_of(page: Page, site: str | None) -> frozenset[str]:
    """Return the names of what stands behind the page, as ``key_of`` writes them."""
    names = [site or "", page.meta("application-name"), page.meta("twitter:site")]
    names += [
        thing.text("name")
        for thing in page.things
        if any(one.endswith(_OWNERS) for one in thing.types)
    ]
    try:
        host = urlsplit(page.url).hostname or ""
    except ValueError:
        host = ""
    names += host.split(".")[:-1]
    return frozenset(key for name in names if len(key := key_of(name)) > _SHORTEST)


def is_owner(name: str, owners: frozenset[str]) -> bool:
    """Return whether a name is that of the site or of who publishes it."""
    key = key_of(name)
    return any(key in owner or owner in key for owner in owners) if key else True
