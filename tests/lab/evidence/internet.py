"""A small internet on loopback: names, public addresses, and sites behind them."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpcore

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

    from tests.lab.evidence.serving import Site

__all__ = ["PUBLIC", "Internet"]

PUBLIC = "93.184.215.14"
"""An address that anybody may be sent to."""


@dataclass
class Internet:
    """Who has which address, and which site answers there.

    Connections go to a site on loopback, and say that they ended where they were to.
    """

    names: dict[str, list[list[str]]] = field(default_factory=dict)
    """The addresses of each name; of several lists each is given once, the last for ever."""
    sites: dict[str, Site] = field(default_factory=dict)
    """By address; a connection to any other one fails, unless it is to loopback itself."""
    asked: list[str] = field(default_factory=list)
    """Names that were looked up."""
    dialled: list[str] = field(default_factory=list)
    """Addresses that were connected to."""
    ends_at: str = ""
    """What connections say of their other end, if not the truth."""

    def put(self, name: str, site: Site, address: str = PUBLIC) -> None:
        """Put a site on the net."""
        self.names[name] = [[address]]
        self.sites[address] = site

    async def look_up(self, host: str, port: int) -> list[str]:
        """Answer as a name server does."""
        del port
        self.asked.append(host)
        if host not in self.names:
            raise socket.gaierror(socket.EAI_NONAME, "no such host")
        answers = self.names[host]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    @property
    def dial(self) -> httpcore.AsyncNetworkBackend:
        """What makes connections."""
        return _Dial(self)


class _Dial(httpcore.AsyncNetworkBackend):
    def __init__(self, internet: Internet) -> None:
        self._internet = internet

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own interface
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        del timeout, local_address, socket_options
        self._internet.dialled.append(host)
        there = self._internet.sites.get(host)
        if there is not None:
            port = there.port
        elif host != "127.0.0.1":
            raise httpcore.ConnectError(f"nobody is at {host}")
        stream = await httpcore.AnyIOBackend().connect_tcp("127.0.0.1", port)
        return _Stream(stream, self._internet.ends_at or host)


class _Stream(httpcore.AsyncNetworkStream):
    def __init__(self, inner: httpcore.AsyncNetworkStream, end: str) -> None:
        self._inner = inner
        self._end = end

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
        secure = await self._inner.start_tls(ssl_context, server_hostname, timeout)
        return _Stream(secure, self._end)

    def get_extra_info(self, info: str) -> Any:
        return (self._end, 0) if info == "server_addr" else self._inner.get_extra_info(info)
