"""Asking a site, before a page that nobody named is fetched, whether programs may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.evidence.fetching.asked import next_address
from lab.evidence.fetching.errors import FetchError, NotAnAddress, RobotsRefuse
from lab.evidence.fetching.robots import LARGEST, Robots, read_robots

if TYPE_CHECKING:
    import httpx

    from lab.evidence.fetching.exchange import Answer, Exchange

__all__ = ["AGENT", "Manners"]

AGENT: Final = "teardown"
"""The name by which a robots.txt may speak to us."""

_MOST_REDIRECTS: Final = 5
_NOBODY: Final = Robots([("/", False)])
_ALL: Final = Robots()


class Manners:
    """What the sites of one fetch let us see; each is asked once."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._known: dict[tuple[str, str, int | None], Robots] = {}

    async def check(self, url: httpx.URL) -> None:
        """Raise ``RobotsRefuse`` where the site asks programs to stay away from an address."""
        robots = await self.of(url)
        if robots.allows(url.raw_path.decode("ascii")):
            return
        if robots is _NOBODY:
            why = "its robots.txt cannot be read, which means no"
        else:
            why = "its robots.txt asks programs to stay away from that page"
        raise RobotsRefuse(
            f"{url.host} did not let us in",
            why,
            todo="Give the page’s own address to capture it by itself, or turn off “Heed "
            "robots.txt” in the settings.",
        )

    async def of(self, url: httpx.URL) -> Robots:
        """Return the rules of an address's site."""
        site = (url.scheme, url.host, url.port)
        if site not in self._known:
            self._known[site] = await self._read(url)
        return self._known[site]

    async def _read(self, url: httpx.URL) -> Robots:
        address = url.copy_with(raw_path=b"/robots.txt")
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                answer = await self._exchange.get(address, most=4 * LARGEST, wanted=_is_there)
            except FetchError:
                return _NOBODY
            if not 300 <= answer.status < 400:  # noqa: PLR2004 - what HTTP calls redirection
                return _read_answer(answer)
            try:
                address = next_address(address, answer.headers.get("location", ""))
            except NotAnAddress:
                return _ALL
        return _ALL


def _is_there(status: int) -> bool:
    return 200 <= status < 300  # noqa: PLR2004 - what HTTP calls success


def _read_answer(answer: Answer) -> Robots:
    """Return the rules of an answer: none where there is no file, all where the site failed."""
    if _is_there(answer.status):
        return read_robots(answer.data, AGENT)
    return _NOBODY if answer.status >= 500 else _ALL  # noqa: PLR2004 - the server's own failure
