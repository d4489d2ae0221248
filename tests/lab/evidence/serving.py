"""A web site on loopback that does what a test tells it, well-behaved or not.

A real server with real sockets: nothing between it and what is tested is pretended.
"""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

__all__ = ["CERTIFICATES", "Request", "Site", "Visit", "answer", "site"]

CERTIFICATES: Final = Path(__file__).with_name("certificates")
"""Self-signed, each with its key: ``shop.pem`` for shop.test and localhost, ``expired.pem``."""

_PATIENCE: Final = 20.0
"""Seconds after which a script ends, should a test have forgotten it."""


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asked the site for."""

    method: str
    target: str
    """The path with its query; a whole address where a proxy is asked."""
    headers: dict[str, str]
    """Names in small letters."""


@dataclass(slots=True)
class Visit:
    """One connection to the site, for a script to answer as it likes."""

    request: Request
    connection: socket.socket
    over: threading.Event

    def send(self, *parts: bytes | str) -> bool:
        """Send these bytes, or characters; return whether anybody still takes them."""
        try:
            for part in parts:
                self.connection.sendall(part.encode() if isinstance(part, str) else part)
        except OSError:
            return False
        return not self.over.is_set()

    def wait(self, seconds: float = _PATIENCE) -> bool:
        """Do nothing for a while; return whether the site is still open."""
        return not self.over.wait(seconds)

    def reset(self) -> None:
        """Break the connection off, without a word."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()


Script = Callable[[Visit], object]


def answer(
    body: bytes | str = b"", *, status: int = 200, headers: dict[str, str] | None = None
) -> bytes:
    """Return a whole answer; a header that is given takes the place of the usual one."""
    data = body.encode() if isinstance(body, str) else body
    every = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(data)),
        **(headers or {}),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in every.items())
    return f"HTTP/1.1 {status} Scripted\r\n{lines}\r\n".encode() + data


@dataclass(slots=True)
class Site:
    """The site: what it answers at which path, and who asked it for what."""

    certificate: str = ""
    """The name of a file beside this one; with it the site speaks https."""
    scripts: dict[str, Script] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    _listener: socket.socket = field(init=False)
    _over: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)
    _connections: list[socket.socket] = field(default_factory=list)
    _secure: ssl.SSLContext | None = None

    def __post_init__(self) -> None:
        if self.certificate:
            self._secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._secure.load_cert_chain(CERTIFICATES / self.certificate)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._begin(self._listen)

    @property
    def port(self) -> int:
        """Where it listens, on 127.0.0.1."""
        port: int = self._listener.getsockname()[1]
        return port

    @property
    def paths(self) -> list[str]:
        """What it was asked for, in order."""
        return [each.target for each in self.requests]

    def url(self, path: str = "/", *, host: str = "127.0.0.1") -> str:
        """Return the address of a path."""
        return f"http{'s' if self._secure else ''}://{host}:{self.port}{path}"

    def page(
        self,
        path: str,
        body: bytes | str = "<p>A page.</p>",
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> Self:
        """Answer a path with a page."""
        return self.play(path, answer(body, status=status, headers=headers))

    def redirect(self, path: str, to: str, *, status: int = 302) -> Self:
        """Send whoever asks for a path elsewhere."""
        return self.play(path, answer(status=status, headers={"Location": to}))

    def play(self, path: str, script: Script | bytes) -> Self:
        """Answer a path with these very bytes, or as a function does; ``*`` is every other path."""
        self.scripts[path] = script if callable(script) else _sends(script)
        return self

    def close(self) -> None:
        """Let everybody go."""
        self._over.set()
        # A thread that waits for visitors notices only one of them.
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        self._listener.close()
        for connection in self._connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(timeout=5)

    def _begin(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _listen(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._connections.append(connection)
            self._begin(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(_PATIENCE)
        with contextlib.suppress(OSError):
            if self._secure is not None:
                connection = self._secure.wrap_socket(connection, server_side=True)
            request = _read(connection)
            if request is not None:
                self.requests.append(request)
                script = self.scripts.get(request.target, self.scripts.get("*", _missing))
                script(Visit(request, connection, self._over))
        connection.close()


@contextmanager
def site(certificate: str = "") -> Iterator[Site]:
    """Run a site while a test needs it."""
    running = Site(certificate)
    try:
        yield running
    finally:
        running.close()


def _sends(data: bytes) -> Script:
    def script(visit: Visit) -> None:
        visit.send(data)

    return script


def _missing(visit: Visit) -> None:
    visit.send(answer("<p>Nothing here.</p>", status=404))


def _read(connection: socket.socket) -> Request | None:
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = connection.recv(65536)
        if not chunk:
            return None
        data += chunk
    first, *lines = data.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    method, target, _ = first.split(" ", 2)
    pairs = (re.split(r":\s*", line, maxsplit=1) for line in lines)
    return Request(method, target, {name.lower(): value for name, value in pairs})
