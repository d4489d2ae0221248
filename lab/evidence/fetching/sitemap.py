"""Finding a site's other pages where its links do not show them: in its sitemap.

The sitemap is searched, not parsed as XML: nothing in it can be made to expand.
"""

from __future__ import annotations

import html
import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from lab.evidence.fetching.asked import address_of
from lab.evidence.fetching.errors import FetchError
from lab.evidence.fetching.manners import Manners
from lab.evidence.fetching.neighbours import neighbours_among
from lab.evidence.fetching.sites import site_of
from lab.evidence.fetching.unpacking import Unpacker

if TYPE_CHECKING:
    import httpx

    from lab.evidence.captured import Neighbour
    from lab.evidence.fetching.exchange import Exchange

__all__ = ["addresses_in", "listed_neighbours"]

LARGEST: Final = 1_000_000
"""Bytes of a sitemap that are read, unpacked; one of a thousand pages has some 150,000."""

_MOST_LISTED: Final = 10_000
_LOCATION: Final = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]{1,500})")
_GZIP_MAGIC: Final = b"\x1f\x8b"
_TELLING: Final = re.compile(r"page|main|core|static|site|www|misc", re.IGNORECASE)


async def listed_neighbours(final_url: str, exchange: Exchange) -> tuple[Neighbour, ...]:
    """Return what a site's sitemap lists of its own; nothing where that cannot be had.

    At most three small files are read: robots.txt, the sitemap, and one part of it.
    """
    try:
        url = address_of(final_url)
        manners = Manners(exchange)
        named = (await manners.of(url)).sitemaps
        first = named[0] if named else str(url.copy_with(raw_path=b"/sitemap.xml"))
        text = await _read(first, url, exchange, manners)
        if "<sitemapindex" in text[:2000]:
            parts = addresses_in(text)
            best = [each for each in parts if _TELLING.search(each)] or parts
            text = await _read(best[0], url, exchange, manners) if best else ""
    except FetchError:
        return ()
    return neighbours_among(((each, "") for each in addresses_in(text)), final_url)


def addresses_in(text: str) -> list[str]:
    """Return the addresses that a sitemap lists."""
    return [html.unescape(found[1]) for found in islice(_LOCATION.finditer(text), _MOST_LISTED)]


async def _read(address: str, page: httpx.URL, exchange: Exchange, manners: Manners) -> str:
    """Return a sitemap of a page's own site, empty where there is none; raise ``FetchError``."""
    url = address_of(address)
    if site_of(url.host) != site_of(page.host):
        return ""
    await manners.check(url)
    answer = await exchange.get(url, most=LARGEST, wanted=lambda status: status == 200)  # noqa: PLR2004 - OK, in HTTP
    data = answer.data
    if data.startswith(_GZIP_MAGIC):
        unpacked = bytearray()
        for piece in Unpacker("gzip").feed(data):
            unpacked += piece
            if len(unpacked) > LARGEST:
                break
        data = bytes(unpacked)
    return data.decode("utf-8", "replace")
