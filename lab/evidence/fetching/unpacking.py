"""Unpacking what travels compressed, a little at a time, so that a bomb stays small."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

from lab.evidence.fetching.errors import Garbled

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ACCEPTED", "Unpacker", "unpackers_for"]

ACCEPTED: Final = "gzip, deflate"
"""What we say that we understand: what the standard library unpacks in bounded steps."""

STEP: Final = 64 * 1024
"""Bytes that come out at a time, at most."""

_MOST_LAYERS: Final = 2
_GZIP_MAGIC: Final = b"\x1f"
_GZIP: Final = 16 + zlib.MAX_WBITS


class Unpacker:
    """One layer of compression; several files of gzip one after the other are one."""

    def __init__(self, encoding: str) -> None:
        self.given = 0
        """Bytes that came out so far."""
        self._is_gzip = encoding == "gzip"
        self._inner = zlib.decompressobj(_GZIP if self._is_gzip else zlib.MAX_WBITS)
        self._first = True
        self._beyond = False
        """Whether what still comes lies behind the end, where browsers do not look either."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what these bytes unpack to, in pieces; raise ``Garbled``."""
        if self._inner.eof:
            self._start_again(data)
        more = bool(data)
        while more and not self._beyond:
            try:
                piece = self._inner.decompress(data, STEP)
            except zlib.error:
                if self._first and not self._is_gzip:
                    # Half of the servers that say “deflate” leave its two bytes of head out.
                    self._first = False
                    self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
                    continue
                raise _damaged() from None
            self._first = False
            self.given += len(piece)
            if piece:
                yield piece
            data = self._inner.unconsumed_tail
            # A full piece may be followed by more, although nothing is left to put in.
            more = bool(data) or len(piece) == STEP
            if self._inner.eof:
                data = self._inner.unused_data
                more = bool(data)
                self._start_again(data)

    def check_complete(self) -> None:
        """Raise ``Garbled`` if the end is missing."""
        if not self._first and not self._inner.eof and not self._beyond:
            raise Garbled(
                "The page broke off in the middle",
                "its packed form has no end",
                todo="Try again in a moment.",
            )

    def _start_again(self, data: bytes) -> None:
        if self._is_gzip and data.startswith(_GZIP_MAGIC):
            self._inner = zlib.decompressobj(_GZIP)
        elif data:
            self._beyond = True


def unpackers_for(content_encoding: str) -> list[Unpacker]:
    """Return what takes off each layer, the outermost first; raise ``Garbled``."""
    names = [name.strip().lower().removeprefix("x-") for name in content_encoding.split(",")]
    layers = [name for name in names if name not in {"", "identity"}]
    unknown = next((name for name in layers if name not in {"gzip", "deflate"}), "")
    if unknown or len(layers) > _MOST_LAYERS:
        raise Garbled(
            "The page came packed in a way that was not asked for",
            f"as “{unknown[:20]}”" if unknown else "several times over",
            todo="Open the page in your browser, save it, and add the saved file.",
        )
    return [Unpacker(name) for name in reversed(layers)]


def _damaged() -> Garbled:
    return Garbled(
        "The page arrived damaged",
        "its packed form cannot be unpacked",
        todo="Try again in a moment. If it stays so, open the page in your browser, save it, and "
        "add the saved file.",
    )
