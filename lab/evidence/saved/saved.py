"""From a file that somebody saved to a capture."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from lab.evidence.captured import Fetched
from lab.evidence.reading import Unreadable, read_page
from lab.evidence.saved.archive import opened
from lab.evidence.saved.clip import clip_marks
from lab.evidence.saved.marks import Marks, marks_of

if TYPE_CHECKING:
    from datetime import datetime

    from lab.evidence.captured import Capture

__all__ = ["ENDINGS", "LARGEST", "read_saved"]

LARGEST: Final = 64 * 1024 * 1024
"""Bytes; a page saved with all its pictures has a fifth of it."""

_TYPES: Final = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
}
ENDINGS: Final = tuple(_TYPES)
"""What the names of files that can be read end in."""

_PICTURES: Final = re.compile(rb"data:[\w.+/-]{1,60};base64,[A-Za-z0-9+/=\s]{64,}")
"""Pictures and fonts inside the page; they would fill the room that its text needs."""
_PATH: Final = re.compile(r"[\\/]")


def read_saved(name: str, data: bytes, *, now: datetime, saved_at: datetime | None) -> Capture:
    """Return the page in a file; raise ``Unreadable`` for a file that holds none.

    Of *name* only what stands behind its last slash is used, and kept as the address.
    *saved_at* is what the file system says; what the file itself says counts for more.
    """
    name = _PATH.split(name)[-1]
    media_type = _type_of(name)
    if len(data) > LARGEST:
        raise Unreadable(
            f"“{name}” is too large",
            f"it has more than {LARGEST // 1024 // 1024} MB",
            todo="Save the page without its pictures, or copy what matters into a .txt file.",
        )
    digest = sha256(data).hexdigest()
    charset = ""
    marks = Marks()
    if media_type == "multipart/related":
        part = opened(data, name=name)
        data, media_type, charset, marks = part.data, part.media_type, part.charset, part.marks
    if media_type in ("text/html", "application/xhtml+xml"):
        data = _PICTURES.sub(b"data:,", data)
        marks = marks.filled(marks_of(data))
    elif media_type == "text/markdown":
        marks = clip_marks(data, today=now.date())
    fetched = Fetched(
        url=name,
        final_url=marks.address,
        data=data,
        media_type=media_type,
        charset=charset,
        fetched_at=_instant(marks.saved_at, saved_at, now=now),
    )
    capture = read_page(fetched, is_file=True, digest=digest)
    if not marks.is_own_name:
        return capture
    reason = (
        "The file does not say where it was saved from; the page calls this its address: "
        f"{marks.address}"
    )
    return replace(capture, reasons=(*capture.reasons, reason))


def _type_of(name: str) -> str:
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if ending in _TYPES:
        return _TYPES[ending]
    raise Unreadable(
        f"“{name}” cannot be read as a page",
        f"it ends in “{ending}”" if ending else "its name has no ending that says what it is",
        todo="Files that end in .html, .mhtml, .md or .txt can be read: save the page with your "
        "browser, or copy what matters into a .txt file.",
    )


def _instant(*instants: datetime | None, now: datetime) -> datetime:
    """Return the first instant that can be true: a clock that is ahead is not believed."""
    possible = (one for one in instants if one is not None and one <= now + timedelta(days=1))
    return min(next(possible, now), now)
