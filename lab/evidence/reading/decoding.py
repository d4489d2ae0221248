"""From bytes to text: what mark, server and page say of the encoding, and whether that is true.

In the order in which browsers believe it: a byte order mark, the server, the page itself; then
a guess from the bytes. Nothing here raises: a byte that is no part of a character becomes
U+FFFD and is counted.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from lab.evidence.reading.encodings import MULTI_BYTE, codec_of

__all__ = ["Decoded", "decode"]

REPLACEMENT: Final = "\ufffd"
_REPLACEMENT_BYTES: Final = REPLACEMENT.encode()

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD: Final = 4096
"""Bytes in which a page may name its encoding. Browsers look at 1024; long heads exist."""
_SAMPLE: Final = 40_000
"""Bytes that are looked at where the encoding must be guessed."""
_SURE: Final = 6
"""So many characters beyond ASCII that read as UTF-8 outweigh a name that says otherwise."""
_MEANT: Final = 0.02
"""Up to such a share of what is beyond ASCII may be broken in a page that is what it says."""

_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_META: Final = re.compile(rb"<meta\b[^>]{0,600}>?", re.IGNORECASE)
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:+-]{2,40})", re.IGNORECASE)
_XML: Final = re.compile(
    rb"\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9_.:+-]{2,40})[\"']", re.IGNORECASE
)
_BEYOND: Final = re.compile(rb"[\x80-\xff]+")
_GUESSES: Final = [
    "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256",
    "koi8_r", "cp932", "euc_jp", "cp949", "gb18030", "big5",
]  # fmt: skip
_READ_AS: Final = {"big5": "big5hkscs", "koi8_r": "koi8-r"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, and how it was come by."""

    text: str
    encoding: str
    """Python's name of it."""
    replaced: int = 0
    """How many characters could not be read and stand as U+FFFD."""


def decode(data: bytes, charset: str = "") -> Decoded:
    """Return the text of a page or a plain text; *charset* is what the server says, or empty."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _read(data[len(mark) :], codec)
    if data.isascii() and b"\0" not in data and b"\x1b" not in data:
        return Decoded(data.decode("ascii"), "utf-8")
    return _read(data, _wide(data)) if _wide(data) else _by_name(data, charset)


def _by_name(data: bytes, charset: str) -> Decoded:
    as_utf8 = _as_utf8(data)
    for codec in _named(data, charset):
        if codec == "utf-8":
            if as_utf8 is not None:
                return as_utf8
        elif (outweighed := as_utf8) is not None and _outweighs(data, codec):
            return outweighed
        elif _is_true(data, codec):
            return _read(data, codec)
    return as_utf8 or _read(data, _guessed(data))


def _named(data: bytes, charset: str) -> list[str]:
    """Return what server and page say, in the order in which it counts, without what is unknown."""
    head = data[:_HEAD]
    declared = _XML.match(head)
    metas = map(_CHARSET.search, _META.findall(_COMMENT.sub(b"", head)))
    inside = [found[1].decode("ascii") for found in (declared, *metas) if found]
    # A page whose own words can be read byte by byte is in no encoding of two bytes each.
    own = ["utf-8" if (codec_of(name) or "").startswith("utf-16") else name for name in inside]
    codecs_named = (codec_of(name) for name in (charset, *own))
    return list(dict.fromkeys(codec for codec in codecs_named if codec))


def _wide(data: bytes) -> str:
    """Return the encoding of text in two bytes a character that says so nowhere."""
    head = data[:_HEAD]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if max(even, odd) > half * 0.4 and min(even, odd) < half * 0.05:
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


def _as_utf8(data: bytes) -> Decoded | None:
    """Return the text if it is UTF-8, a few broken bytes forgiven."""
    decoded = _read(data, "utf-8")
    # A page may hold the character itself, where somebody before us could not read one.
    if decoded.replaced == data.count(_REPLACEMENT_BYTES):
        return decoded
    beyond = sum(map(len, _BEYOND.findall(data)))
    return decoded if decoded.replaced <= max(1, beyond * _MEANT) and beyond > _SURE else None


def _outweighs(data: bytes, codec: str) -> bool:
    """Return whether bytes that read as UTF-8 are that, though somebody calls them *codec*.

    Letters of one byte each hardly ever line up as UTF-8; pairs of bytes sometimes do.
    """
    if codec not in MULTI_BYTE:
        return True
    runs = sum(map(len, _BEYOND.findall(data)))
    return codec != "iso2022_jp" and (runs >= _SURE * 3 or _read(data, codec).replaced > 0)


def _is_true(data: bytes, codec: str) -> bool:
    """Return whether the bytes can be what they are said to be."""
    replaced = _read(data, codec).replaced
    if not replaced:
        return True
    return replaced <= max(1, _MEANT * sum(map(len, _BEYOND.findall(data))))


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(_telling(data), cp_isolation=_GUESSES, enable_fallback=False).best()
    if best is None:
        return "cp1252"
    return _READ_AS.get(best.encoding, best.encoding)


def _telling(data: bytes) -> bytes:
    """Return the part of the bytes that shows the encoding: where it stops being ASCII."""
    if len(data) <= _SAMPLE:
        return data
    first = _BEYOND.search(data)
    start = max(0, (first.start() if first else 0) - 200)
    return data[start : start + _SAMPLE]


def _read(data: bytes, codec: str) -> Decoded:
    text = data.decode(codec, "replace")
    return Decoded(text, codec, text.count(REPLACEMENT))
