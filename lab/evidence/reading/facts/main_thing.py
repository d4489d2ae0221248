"""Which object of the linked data is the page's own text, and not one that it mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from lab.evidence.reading.linked_data import Thing
    from lab.evidence.reading.page import Page

__all__ = ["main_things"]

_TEXTS: Final = frozenset(
    ("advertisercontentarticle", "analysisnewsarticle", "article", "askpublicnewsarticle",
     "backgroundnewsarticle", "blogposting", "discussionforumposting", "howto",
     "liveblogposting", "medicalscholarlyarticle", "newsarticle", "opinionnewsarticle",
     "question", "recipe", "report", "reportagenewsarticle", "review", "reviewnewsarticle",
     "satiricalarticle", "scholarlyarticle", "socialmediaposting", "techarticle")
)  # fmt: skip
_OWN: Final = frozenset(((), ("mainEntity",), ("mainEntityOfPage",), ("@graph",)))
"""Where the page's own objects stand; ``review`` or ``itemListElement`` lead to others."""


def main_things(page: Page) -> list[Thing]:
    """Return the objects that describe the page's own text; several where it does so twice.

    Where there are several, those go that name another page as their own.
    """
    found = [one for one in page.things if one.types & _TEXTS and one.path in _OWN]
    if len(found) > 1:
        ours = {key for address in (page.url, page.canonical) if (key := _key(address))}
        named = [one for one in found if _addresses(one) & ours]
        found = named or found
    return found


def _addresses(thing: Thing) -> set[str]:
    texts = [*thing.all("url"), *thing.all("@id"), *thing.all("mainEntityOfPage")]
    texts += [one.get("@id") for one in texts if isinstance(one, dict)]
    return {key for one in texts if isinstance(one, str) and (key := _key(one))}


def _key(address: str) -> str:
    """Return an address without what may differ between two names of one page."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    host = (parts.netloc or "").lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/').lower()}" if host else ""
