"""Links that may stand in the Markdown: absolute, and only to where a click does no harm."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

__all__ = ["Base", "safe_address"]

_SAFE: Final = frozenset(("http", "https", "mailto"))
_LONGEST: Final = 4000
"""Characters; longer ones carry data rather than a place."""

_IGNORED: Final = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Characters that browsers skip in an address, or that hide what it says."""
_PLAIN: Final = "!#$%&'*+,-./:;=?@_~"


class Base:
    """Where the addresses of a page start."""

    def __init__(self, url: str, *, href: str | None = None) -> None:
        """``url`` is the page's own address, ``href`` that of its ``<base>``."""
        self._base = url if _scheme(url) in {"http", "https"} else ""
        if href is not None and (stated := safe_address(href, base=self)):
            self._base = stated

    def join(self, address: str) -> str:
        """Return an address as seen from here; empty where it is none."""
        try:
            return urljoin(self._base, address)
        except ValueError:
            return ""


def safe_address(address: str | None, *, base: Base) -> str:
    """Return an absolute address that may be a link; empty where it may not be one.

    Only http, https and mailto remain, whatever tabs, entities or letters of either case hide
    another scheme. What would end a link's address in Markdown is percent-encoded.
    """
    if not address:
        return ""
    plain = _IGNORED.sub("", address).strip()
    if not plain or len(plain) > _LONGEST or plain.startswith("#"):
        return ""
    whole = base.join(plain)
    scheme = _scheme(whole)
    if scheme not in _SAFE:
        return ""
    try:
        if scheme != "mailto" and not urlsplit(whole).hostname:
            return ""
    except ValueError:
        return ""
    return quote(whole, safe=_PLAIN + "[]").replace("[", "%5B").replace("]", "%5D")


def _scheme(address: str) -> str:
    return address.partition(":")[0].lower() if ":" in address else ""
