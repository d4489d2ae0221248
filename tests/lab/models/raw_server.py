"""A server on this machine that sends what it is told, byte for byte."""

from __future__ import annotations

import socketserver
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FLOOD", "OVERLOADED", "STREAM", "raw_server"]

STREAM = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
OVERLOADED = b'{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}'

FLOOD = 64_000_000


@contextmanager
def raw_server(
    answer: bytes, *, then: float = 0.0, flood: bytes = b"", sent: list[int] | None = None
) -> Iterator[str]:
    """Serve one answer to whoever asks, byte for byte, then hang up, after so many seconds.

    A *flood* follows it again and again, 64 MB at most; *sent* hears of each that was taken.
    """
    over = threading.Event()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            length = 0
            while line := self.rfile.readline().strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            self.rfile.read(length)
            self.wfile.write(answer)
            self.wfile.flush()
            for _ in range(FLOOD // len(flood) if flood else 0):
                try:
                    self.wfile.write(flood)
                except OSError:
                    return
                if sent is not None:
                    sent.append(len(flood))
            over.wait(then)

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            over.set()
            server.shutdown()
            thread.join()
