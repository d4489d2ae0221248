"""A page with all that belongs to it in one mail, as browsers save ``.mhtml``.

The parts are found by their boundary, without recursion, and only the page's own is decoded:
pictures are passed over unread.
"""

from __future__ import annotations

import base64
import quopri
import re
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from typing import TYPE_CHECKING, Final

from lab.evidence.reading import Unreadable
from lab.evidence.saved.marks import Marks, instant_in, is_address

if TYPE_CHECKING:
    from email.message import Message

__all__ = ["Part", "opened"]

_MOST_DEEP: Final = 4
_MOST_PARTS: Final = 5_000
_LONGEST_HEADERS: Final = 64_000
_EMPTY_LINE: Final = re.compile(rb"\r?\n\r?\n")
_NO_LETTER: Final = re.compile(rb"[^A-Za-z0-9+/]")
_TEXTS: Final = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Part:
    """The page inside an archive."""

    data: bytes
    media_type: str
    charset: str
    marks: Marks


def opened(data: bytes, *, name: str) -> Part:
    """Return the page in the archive; raise ``Unreadable`` where there is none."""
    message, body = _split(data)
    pages = [one for one in _leaves(message, body) if one[0].get_content_type() in _TEXTS]
    if not pages:
        raise Unreadable(
            f"There is no page in “{name}”",
            "it is not an archive as browsers save one, or it was cut off",
            todo="Open the page in your browser and save it again, as a single file.",
        )
    start = str(message.get_param("start") or "").strip("<> ")
    page, content = next(
        (one for one in pages if start and start in str(one[0].get("Content-ID", ""))), pages[0]
    )
    addresses = (page.get("Content-Location"), message.get("Snapshot-Content-Location"))
    address = next((one for one in map(_line, addresses) if is_address(one)), "")
    return Part(
        _decoded(content, _line(page.get("Content-Transfer-Encoding"))),
        page.get_content_type(),
        page.get_content_charset() or "",
        Marks(address, saved_at=instant_in(_line(message.get("Date")))),
    )


def _split(data: bytes) -> tuple[Message, bytes]:
    """Return the headers at the top, and what follows them."""
    data = data.lstrip(b"\r\n \t")
    end = _EMPTY_LINE.search(data[:_LONGEST_HEADERS])
    head, body = (data[: end.start()], data[end.end() :]) if end else (data[:_LONGEST_HEADERS], b"")
    return BytesHeaderParser().parsebytes(head), body


def _leaves(message: Message, body: bytes) -> list[tuple[Message, bytes]]:
    """Return the parts that hold no other parts, in their order."""
    leaves: list[tuple[Message, bytes]] = []
    waiting = [(message, body, 0)]
    while waiting and len(leaves) < _MOST_PARTS:
        one, content, depth = waiting.pop()
        boundary = one.get_boundary()
        if one.get_content_maintype() != "multipart" or not boundary or depth >= _MOST_DEEP:
            leaves.append((one, content))
            continue
        line = re.compile(
            rb"^--" + re.escape(boundary.encode("utf-8", "replace")) + rb"(?:--)?[ \t]*\r?$\n?",
            re.MULTILINE,
        )
        pieces = line.split(content, maxsplit=_MOST_PARTS)[1:]
        waiting += [(*_split(piece), depth + 1) for piece in reversed(pieces) if piece.strip()]
    return leaves


def _decoded(content: bytes, encoding: str) -> bytes:
    match encoding.lower():
        case "quoted-printable":
            return quopri.decodestring(content)
        case "base64":
            letters = _NO_LETTER.sub(b"", content)
            whole = letters[: len(letters) - (len(letters) % 4 == 1)]
            return base64.b64decode(whole + b"=" * (-len(whole) % 4))
    return content


def _line(value: object) -> str:
    return " ".join(str(value).split()) if value is not None else ""
