"""Which pages have an author and a day at all: texts that somebody wrote on a day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from lab.evidence.captured import PageKind

__all__ = ["is_signed"]

_KINDS: Final = frozenset(("article", "forum"))

_OTHERS: Final = re.compile(
    r"^/?$|/(?:docs?|documentation|reference|manual|api|sdk|apidocs|services?|products?|shop|store|"
    r"collections?|category|categories|solutions?|platform|dp|tags?|search)/|"
    r"^/(?:[a-z]{2}(?:-[a-z]{2})?/)?(?:docs|pricing|features|products?|services|shop|store)/?$",
    re.IGNORECASE,
)
"""Paths of documentation, shops, lists and what a company offers; and the top of a site."""
_OTHER_HOSTS: Final = re.compile(r"^(?:docs?|developers?|api|shop|store)\.", re.IGNORECASE)


def is_signed(kind: PageKind, url: str) -> bool:
    """Return whether a page may have an author and a day.

    On others a name is that of a reviewer or a maker, and a date that of a version, of an offer
    or of a news item in the margin. The kind is a likelihood; the address must not speak
    against it.
    """
    if kind not in _KINDS:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    if parts.scheme not in ("http", "https"):
        return True
    return not (_OTHERS.search(parts.path) or _OTHER_HOSTS.search(parts.netloc))
