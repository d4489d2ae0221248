"""Fetching a page: its redirects followed one by one, each of them checked like the first."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from lab.evidence.captured import Fetched
from lab.evidence.fetching.errors import (
    SAVE_IT,
    BadAnswer,
    NotThere,
    TookTooLong,
    TooManyRedirects,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpcore
    import httpx

    from lab.clock import Clock
    from lab.evidence.captured import Neighbour
    from lab.evidence.fetching.exchange import Answer, Exchange
    from lab.evidence.fetching.limits import Limits
    from lab.evidence.fetching.lookup import LookUp

__all__ = ["fetch", "fetch_neighbours"]

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_KEPT_OUT: Final = frozenset({401, 402, 403, 429, 451, 503, 999})
"""Answers of a site that has the page and does not give it to us; the page's reader says so."""
_GONE: Final = frozenset({404, 410})
_EMPTY: Final = frozenset({204, 205})

_COURTESY: Final = 4.0
"""Seconds for a look at the sitemap."""


async def fetch(
    url: str,
    *,
    limits: Limits,
    clock: Clock,
    environ: Mapping[str, str],
    allow_private: bool = False,
    heeds_robots: bool = False,
    on_progress: Callable[[int, int | None], None] | None = None,
    look_up: LookUp | None = None,
    dial: httpcore.AsyncNetworkBackend | None = None,
) -> Fetched:
    """Return the bytes that an address leads to; raise ``FetchError``.

    *allow_private* lets this one host be on this computer or in a private network.
    *heeds_robots* is for a page that nobody asked for by name: it is fetched only where the
    site's robots.txt lets programs in, if the limits say so. *environ* names proxies and
    certificates. *on_progress* is told how many bytes are there, and of how many where the
    site says so. *look_up* and *dial* take the place of the system's own.
    """
    from lab.evidence.fetching.asked import address_of

    address = address_of(url)
    exchange = _exchange(address, allow_private, environ, look_up=look_up, dial=dial)
    course = exchange.course
    try:
        async with asyncio.timeout(limits.seconds):
            final, answer = await _followed(
                address, exchange, limits=limits, heeds_robots=heeds_robots, on_progress=on_progress
            )
    except TimeoutError:
        raise TookTooLong(
            f"{course.host} took longer than {limits.seconds:g} seconds",
            f"it was still {course.stage}",
            todo="Try again, or raise “Longest wait” in the settings (fetch_seconds).",
        ) from None
    media_type, charset = _content_type(answer.headers.get("content-type", ""))
    return Fetched(
        url=str(address),
        final_url=str(final),
        data=answer.data,
        media_type=media_type,
        charset=charset,
        fetched_at=clock.now(),
        status=answer.status,
    )


async def fetch_neighbours(
    page: Fetched,
    *,
    limits: Limits,
    environ: Mapping[str, str],
    allow_private: bool = False,
    look_up: LookUp | None = None,
    dial: httpcore.AsyncNetworkBackend | None = None,
) -> tuple[Neighbour, ...]:
    """Return other pages of a page's site that its sitemap names; nothing where that fails.

    This is a courtesy, and takes a few seconds at most. The sitemap is left alone where the
    site asks for it.
    """
    from lab.evidence.fetching.asked import address_of
    from lab.evidence.fetching.sitemap import listed_neighbours

    # Only the host that was asked for may be private, wherever its redirects led.
    asked = address_of(page.url)
    exchange = _exchange(asked, allow_private, environ, look_up=look_up, dial=dial)
    try:
        async with asyncio.timeout(min(limits.seconds, _COURTESY)):
            return await listed_neighbours(page.final_url, exchange)
    except TimeoutError:
        return ()


def _exchange(
    address: httpx.URL,
    allow_private: bool,  # noqa: FBT001 - handed on as it came
    environ: Mapping[str, str],
    *,
    look_up: LookUp | None,
    dial: httpcore.AsyncNetworkBackend | None,
) -> Exchange:
    import httpcore

    from lab.evidence.fetching.asked import host_of, port_of
    from lab.evidence.fetching.course import Course
    from lab.evidence.fetching.exchange import Exchange
    from lab.evidence.fetching.lookup import look_up as ask_the_system

    course = Course(host_of(address), port_of(address), allow_private)
    return Exchange(course, environ, look_up or ask_the_system, dial or httpcore.AnyIOBackend())


async def _followed(
    url: httpx.URL,
    exchange: Exchange,
    *,
    limits: Limits,
    heeds_robots: bool,
    on_progress: Callable[[int, int | None], None] | None,
) -> tuple[httpx.URL, Answer]:
    """Return where the redirects end, and what is there."""
    from lab.evidence.fetching.asked import next_address, shown
    from lab.evidence.fetching.manners import Manners

    manners = Manners(exchange) if limits.robots and heeds_robots else None
    seen = {url}
    while True:
        if manners is not None:
            await manners.check(url)
        answer = await exchange.get(
            url, most=limits.bytes, wanted=_is_page, on_progress=on_progress
        )
        location = answer.headers.get("location", "")
        if answer.status not in _REDIRECTS or not location:
            _check(answer, url)
            return url, answer
        there = next_address(url, location)
        if there in seen:
            raise TooManyRedirects(
                f"{url.host} sends us round in a circle",
                f"{shown(there)} leads back to itself",
                todo="Some sites do that to visitors without their cookies. " + SAVE_IT,
            )
        if len(seen) > limits.redirects:
            raise TooManyRedirects(
                f"{url.host} sends us on and on",
                f"there was no page after {limits.redirects} redirects",
                todo=SAVE_IT,
            )
        seen.add(there)
        url = there


def _is_page(status: int) -> bool:
    return 200 <= status < 300 or status in _KEPT_OUT  # noqa: PLR2004 - what HTTP calls success


def _check(answer: Answer, url: httpx.URL) -> None:
    """Raise what stands in the way of reading an answer as a page."""
    status = answer.status
    if status in _GONE:
        raise NotThere(
            f"{url.host} has no such page",
            f"it answered {status}",
            todo="Check the address; the page may have moved.",
        )
    if status in _EMPTY or (_is_page(status) and not answer.data and status not in _KEPT_OUT):
        raise NotThere(f"{url.host} answered with an empty page", todo=SAVE_IT)
    if not _is_page(status):
        is_theirs = status >= 500  # noqa: PLR2004 - what HTTP calls the server's own failure
        raise BadAnswer(
            f"{url.host} has trouble of its own" if is_theirs else f"{url.host} gives no page",
            f"it answered {status}",
            todo="Try again later." if is_theirs else "Check the address. " + SAVE_IT,
        )


def _content_type(header: str) -> tuple[str, str]:
    """Return the media type and the charset of a header, in small letters."""
    media_type, *parameters = header.lower().split(";")
    charset = ""
    for each in parameters:
        name, _, value = each.partition("=")
        if name.strip() == "charset" and not charset:
            charset = value.strip().strip("\"'")
    return media_type.strip(), charset
