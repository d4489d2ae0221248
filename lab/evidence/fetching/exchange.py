"""One question and one answer: no redirect, no cookie, and never more bytes than allowed."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import httpcore

from lab import __version__
from lab.evidence.fetching.asked import host_of, port_of
from lab.evidence.fetching.errors import SAVE_IT, TooLarge
from lab.evidence.fetching.forbidden import is_private_name, refusal
from lab.evidence.fetching.network import GuardedNetwork, private
from lab.evidence.fetching.proxies import proxy_for
from lab.evidence.fetching.secure import trust
from lab.evidence.fetching.troubles import exchange_trouble, proxy_refused
from lab.evidence.fetching.unpacking import ACCEPTED, unpackers_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import httpx

    from lab.evidence.fetching.course import Course
    from lab.evidence.fetching.lookup import LookUp
    from lab.evidence.fetching.unpacking import Unpacker

__all__ = ["USER_AGENT", "Answer", "Exchange"]

USER_AGENT: Final = f"teardown/{__version__} (captures single pages for one person's notes)"

_HEADERS: Final = (
    ("User-Agent", USER_AGENT),
    (
        "Accept",
        "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8,text/markdown;q=0.8,*/*;q=0.1",
    ),
    ("Accept-Language", "en,*;q=0.5"),
    ("Accept-Encoding", ACCEPTED),
    ("Connection", "close"),
)

_BREATHE: Final = 512 * 1024
"""Bytes after which others get their turn: a packed page unpacks faster than it arrives."""

_BEGINNING: Final = 4096
"""Bytes by which one sees what something is that is no page."""
_NO_PAGE: Final = ("application/pdf", "application/zip", "audio/", "font/", "image/", "video/")
_PDF: Final = b"%PDF-"

_PROXY_AUTHENTICATION: Final = 407


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered."""

    status: int
    headers: Mapping[str, str]
    """By name in small letters; of several with one name, the last."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Exchange:
    """How to ask: by which way, and how much may come back."""

    course: Course
    environ: Mapping[str, str]
    look_up: LookUp
    dial: httpcore.AsyncNetworkBackend

    async def get(
        self,
        url: httpx.URL,
        *,
        most: int,
        wanted: Callable[[int], bool],
        on_progress: Callable[[int, int | None], None] | None = None,
    ) -> Answer:
        """Ask for an address, and read at most so many bytes; raise ``FetchError``.

        *wanted* says by its status whether an answer's body is read at all.
        """
        try:
            async with (
                await self._pool(url) as pool,
                pool.stream(b"GET", _plain(url), headers=_headers_for(url)) as response,
            ):
                headers = {
                    name.decode("latin-1").lower(): value.decode("latin-1")
                    for name, value in response.headers
                }
                if response.status == _PROXY_AUTHENTICATION:
                    raise proxy_refused(str(_PROXY_AUTHENTICATION))
                data = b""
                if wanted(response.status):
                    self.course.stage = "reading the page"
                    data = await _body(response, headers, most=most, on_progress=on_progress)
                return Answer(response.status, headers, data)
        except httpcore.ProxyError as error:
            raise proxy_refused(str(error)) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as error:
            raise exchange_trouble(error, host_of(url), stage=self.course.stage) from error

    async def _pool(self, url: httpx.URL) -> httpcore.AsyncConnectionPool:
        """Return a way for one exchange: nothing of it is used for the next."""
        proxy = proxy_for(url, self.environ)
        if proxy is not None:
            self._check_name(url)
        secure = None
        if "https" in {url.scheme, proxy and proxy.url.scheme}:
            # The list of whom to trust takes longer to read than a frame of the app.
            secure = await asyncio.to_thread(trust, self.environ)
        network = GuardedNetwork(
            self.look_up, self.dial, course=self.course, is_proxy=proxy is not None
        )
        return httpcore.AsyncConnectionPool(
            ssl_context=secure,
            network_backend=network,
            proxy=None
            if proxy is None
            else httpcore.Proxy(
                _plain(proxy.url),
                auth=proxy.raw_auth,
                ssl_context=secure if proxy.url.scheme == "https" else None,
            ),
        )

    def _check_name(self, url: httpx.URL) -> None:
        """Refuse what is private by its name: behind a proxy nobody sees the address."""
        host, port = host_of(url), port_of(url)
        if self.course.may_be_private(host, port):
            return
        try:
            why = refusal(host)
        except ValueError:
            why = "only means something in a private network" if is_private_name(host) else ""
        if why:
            raise private(host, host, why, was_asked=self.course.is_asked(host, port))


async def _body(
    response: httpcore.Response,
    headers: Mapping[str, str],
    *,
    most: int,
    on_progress: Callable[[int, int | None], None] | None,
) -> bytes:
    """Read and unpack what comes; raise ``TooLarge`` at the first byte over *most*.

    Of what is no page, only the beginning is read, by which one sees what it is: a person is
    told that it is a PDF, not that it is a large one.
    """
    layers = unpackers_for(headers.get("content-encoding", ""))
    announced = headers.get("content-length", "")
    total = int(announced) if announced.isascii() and announced.isdigit() else None
    media_type = headers.get("content-type", "").strip().lower()
    no_page = media_type.startswith(_NO_PAGE)
    may_be_none = no_page or media_type.startswith("application/octet-stream")
    if total is not None and total > most and not may_be_none:
        raise too_large(most)
    data = bytearray()
    packed = breath = 0
    async for chunk in response.aiter_stream():
        packed += len(chunk)
        for piece in _unpacked(chunk, layers, most):
            data += piece
            if len(data) >= _BEGINNING and (no_page or data.startswith(_PDF)):
                return bytes(data[:_BEGINNING])
            if len(data) > most:
                raise too_large(most)
            if len(data) - breath > _BREATHE:
                breath = len(data)
                await asyncio.sleep(0)
        if packed > most:
            raise too_large(most)
        if on_progress is not None:
            on_progress(len(data), None if layers else total)
    for layer in layers:
        layer.check_complete()
    return bytes(data)


def _unpacked(data: bytes, layers: list[Unpacker], most: int) -> Iterator[bytes]:
    """Yield what is inside the layers; none of them may give more than *most* bytes."""
    if not layers:
        yield data
        return
    outer, *inner = layers
    for piece in outer.feed(data):
        if outer.given > most:
            raise too_large(most)
        yield from _unpacked(piece, inner, most)


def too_large(most: int) -> TooLarge:
    """Return what to say of a page that is larger than so many bytes."""
    return TooLarge(
        "The page is too large",
        f"it has more than the {most / 1_000_000:g} MB that your settings allow",
        todo="Raise “Largest page” in the settings (fetch_megabytes). " + SAVE_IT,
    )


def _headers_for(url: httpx.URL) -> list[tuple[str, str]]:
    return [("Host", url.netloc.decode("ascii")), *_HEADERS]


def _plain(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )
