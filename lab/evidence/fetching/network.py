"""The way out: names looked up once, every address checked, and only a checked one connected to.

httpcore asks this for each connection. Where the name says something else a moment later makes
no difference: nobody asks again, and the socket's other end is compared with what was checked.
"""

from __future__ import annotations

import asyncio
import ssl
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Final

import httpcore

from lab.evidence.fetching.errors import (
    FetchError,
    PrivateAddress,
    PrivateRedirect,
    Unreachable,
)
from lab.evidence.fetching.forbidden import refusal
from lab.evidence.fetching.troubles import (
    certificate_trouble,
    connection_trouble,
    no_such_host,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from httpcore._backends.base import SOCKET_OPTION  # only for the type of what is overridden

    from lab.evidence.fetching.course import Course
    from lab.evidence.fetching.lookup import LookUp

__all__ = ["GuardedNetwork"]

MOST_ADDRESSES: Final = 4
"""So many of a host's addresses are tried."""

HEAD_START: Final = 0.25
"""Seconds before the next address is tried beside the first, as RFC 8305 advises."""


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Connects to where a fetch may go, and to nowhere else."""

    def __init__(
        self,
        look_up: LookUp,
        dial: httpcore.AsyncNetworkBackend,
        *,
        course: Course,
        is_proxy: bool = False,
    ) -> None:
        """*is_proxy* says that it leads to the person's own proxy, which may be anywhere."""
        self._look_up = look_up
        self._dial = dial
        self._course = course
        self._is_proxy = is_proxy

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own interface
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to one of the host's addresses; raise ``FetchError``."""
        del timeout, local_address, socket_options  # one limit of time holds for the whole fetch
        self._course.stage = "looking up the host"
        addresses = await self._addresses(host, port)
        self._course.stage = "connecting"
        try:
            stream = await self._first_open(addresses, port)
        except httpcore.ConnectError as error:
            raise connection_trouble(error, host, is_proxy=self._is_proxy) from error
        peer = stream.get_extra_info("server_addr")
        if peer is None or _plain(peer[0]) not in {_plain(each) for each in addresses}:
            await stream.aclose()
            raise Unreachable(
                f"The connection to {host} ended at another address than its own",
                todo="Something in between redirects connections. Try another network.",
            )
        self._course.stage = "waiting for an answer"
        return _Stream(stream, self._course, is_proxy=self._is_proxy)

    async def sleep(self, seconds: float) -> None:
        """Wait, between two tries."""
        await asyncio.sleep(seconds)

    async def _addresses(self, host: str, port: int) -> list[str]:
        try:
            addresses = [str(ip_address(host))]
        except ValueError:
            try:
                addresses = await self._look_up(host, port)
            except OSError as error:
                raise no_such_host(error, host, is_proxy=self._is_proxy) from error
        if not addresses:
            raise no_such_host(None, host, is_proxy=self._is_proxy)
        if not self._is_proxy and not self._course.may_be_private(host, port):
            for address in addresses:
                why = refusal(address)
                if why:
                    raise private(host, address, why, was_asked=self._course.is_asked(host, port))
        return _alternating(addresses)[:MOST_ADDRESSES]

    async def _first_open(self, addresses: list[str], port: int) -> httpcore.AsyncNetworkStream:
        """Return the first connection that opens; a later address starts while others wait."""
        waiting = list(addresses)
        trying: set[asyncio.Task[httpcore.AsyncNetworkStream]] = set()
        error: BaseException | None = None
        try:
            while True:
                if waiting:
                    address = waiting.pop(0)
                    trying.add(asyncio.create_task(self._dial.connect_tcp(address, port)))
                done, _ = await asyncio.wait(
                    trying,
                    timeout=HEAD_START if waiting else None,
                    return_when=asyncio.FIRST_COMPLETED,
                )
                for task in done:
                    if task.exception() is None:
                        trying.remove(task)
                        return task.result()
                    error = error or task.exception()
                trying -= done
                if error is not None and not trying and not waiting:
                    raise error
        finally:
            await _give_up(trying)


class _Stream(httpcore.AsyncNetworkStream):
    """A connection that says in words why it could not be made secure."""

    def __init__(
        self, inner: httpcore.AsyncNetworkStream, course: Course, *, is_proxy: bool
    ) -> None:
        self._inner = inner
        self._course = course
        self._is_proxy = is_proxy

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's own interface
        return await self._inner.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's own interface
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own interface
    ) -> httpcore.AsyncNetworkStream:
        self._course.stage = "agreeing on a secure connection"
        try:
            secure = await self._inner.start_tls(ssl_context, server_hostname, timeout)
        except (httpcore.ConnectError, ssl.SSLError) as error:
            raise certificate_trouble(error, server_hostname or "the host") from error
        except asyncio.CancelledError:
            await self._inner.aclose()  # httpcore closes it only after an error
            raise
        self._course.stage = "waiting for an answer"
        return _Stream(secure, self._course, is_proxy=self._is_proxy)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def private(host: str, address: str, why: str, *, was_asked: bool) -> FetchError:
    """Return the refusal of a host, with how to allow it where that is possible."""
    which = host if host == address else f"{host} ({address})"
    if was_asked:
        return PrivateAddress(
            f"{which} was not fetched",
            f"it {why}",
            todo="If it is yours and you mean it, allow private addresses for this one page.",
        )
    return PrivateRedirect(
        f"The site sends us on to {which}, which was not fetched",
        f"it {why}",
        todo="A public page has no reason to do that. If you trust it, give that address yourself.",
    )


def _alternating(addresses: list[str]) -> list[str]:
    """Return the addresses by turns of both versions: one of them often leads nowhere."""
    first = [each for each in addresses if (":" in each) == (":" in addresses[0])]
    others = [each for each in addresses if each not in first]
    mixed: list[str] = []
    for place in range(max(len(first), len(others))):
        mixed += [*first[place : place + 1], *others[place : place + 1]]
    return mixed


def _plain(address: str) -> str:
    parsed = ip_address(address.partition("%")[0])
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)


async def _give_up(tasks: set[asyncio.Task[httpcore.AsyncNetworkStream]]) -> None:
    for task in tasks:
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, httpcore.AsyncNetworkStream):
            await outcome.aclose()
