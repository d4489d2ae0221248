"""How much of an answer is ever held: a service may be broken, or mean harm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping

__all__ = ["BLANK_LINE", "LINE", "MOST_SAID", "bounded"]

MOST_SAID: Final = 20_000
"""Bytes of an answer that says what is wrong."""

LINE: Final = (b"\n", b"\r")
BLANK_LINE: Final = (b"\n\n", b"\r\n\r\n", b"\r\r")
"""What may end a part of a stream, by what its reader waits for."""

_MOST_LINES: Final = 2000
"""Of one part: its reader copies what it has with every line."""
_PROBLEM: Final = 300


class _Stream(Protocol):
    def __aiter__(self) -> AsyncIterator[bytes]: ...

    async def aclose(self) -> None: ...


class _Response(Protocol):
    stream: Any

    @property
    def status_code(self) -> int: ...

    @property
    def headers(self) -> MutableMapping[str, str]: ...


def bounded(
    base: type, *, part: int, ends: tuple[bytes, ...]
) -> Callable[[_Response], Awaitable[None]]:
    """Return what an HTTP client does with each response before a byte of it is read.

    A stream ends where one of its parts grows beyond *part* bytes, an answer that says what is
    wrong after ``MOST_SAID``; their readers then find them cut short. One that comes compressed,
    though that was not asked for, is not unpacked at all: a small file can hold a huge one.
    *base* is the client's own class of streams.
    """
    kind = type("BoundedStream", (_Bounded, base), {})

    async def bound(response: _Response) -> None:
        whole: int | None = None
        packed = response.headers.get("content-encoding", "identity").strip().lower()
        if packed not in {"", "identity"}:
            del response.headers["content-encoding"]
            whole = 0
        elif response.status_code >= _PROBLEM:
            whole = MOST_SAID
        response.stream = kind(response.stream, part=part, whole=whole, ends=ends)

    return bound


class _Bounded:
    def __init__(
        self, inner: _Stream, *, part: int, whole: int | None, ends: tuple[bytes, ...]
    ) -> None:
        self._inner = inner
        self._part = part
        self._whole = whole
        self._ends = ends

    async def __aiter__(self) -> AsyncIterator[bytes]:
        left = self._whole
        tail = b""
        size = lines = 0
        if left == 0:
            return
        async for piece in self._inner:
            if left is not None:
                yield piece[:left]
                left -= len(piece)
                if left <= 0:
                    return
                continue
            seen = tail + piece
            end = max(seen.rfind(each) + len(each) if each in seen else 0 for each in self._ends)
            if end:
                size = lines = 0
            begin = end or len(tail)
            size += len(seen) - begin
            lines += seen.count(b"\n", begin) + seen.count(b"\r", begin)
            yield piece
            if size > self._part or lines > _MOST_LINES:
                return
            tail = seen[-3:]

    async def aclose(self) -> None:
        await self._inner.aclose()
