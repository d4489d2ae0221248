"""What browsers and their helpers write into a page that they save: from where, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Final
from urllib.parse import urlsplit

from lab.evidence.reading.lines import one_line

__all__ = ["Marks", "instant_in", "is_address", "marks_of"]

_HEAD: Final = 200_000
"""Bytes in which the marks may stand; some helpers write style sheets before them."""
_LONGEST: Final = 4_000
_EARLIEST: Final = 1995

_SAVED_FROM: Final = re.compile(
    rb"<!--\s*saved from url=\(\d{1,6}\)(\S{1,4000}?)\s*-->", re.IGNORECASE
)
_SINGLE_FILE: Final = re.compile(
    rb"<!--\s*Page saved with SingleFile\b(.{0,6000}?)-->", re.IGNORECASE | re.DOTALL
)
_LINE: Final = re.compile(r"^\s*(url|saved date)\s*:\s*(\S.*?)\s*$", re.IGNORECASE | re.MULTILINE)
_META: Final = re.compile(
    rb"<meta\s+name=[\"']?savepage-(url|date)[\"']?\s+content=[\"']([^\"'<>]{1,4000})[\"']",
    re.IGNORECASE,
)
_TAG: Final = re.compile(rb"<(?:link|meta)\s[^<>]{1,4200}>", re.IGNORECASE)
_NAMES_PAGE: Final = re.compile(rb"rel=[\"']?canonical\b|property=[\"']?og:url\b", re.IGNORECASE)
_VALUE: Final = re.compile(rb"(?:href|content)=[\"']?([^\"'<>\s]{1,4000})", re.IGNORECASE)
_ISO: Final = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s?(Z|[+-]\d{2}:?\d{2})?)?"
)
_SPOKEN: Final = re.compile(
    r"(?:\w{3},? )?(?:(\w{3}) (\d{1,2})|(\d{1,2}) (\w{3})),? (\d{4}) (\d{2}):(\d{2}):(\d{2})"
    r"(?: (?:GMT|UTC)?([+-]\d{4})?)?"
)
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a file says about how it came to be."""

    address: str = ""
    is_own_name: bool = False
    """Whether the address is only what the page calls itself: it may have been saved elsewhere."""
    saved_at: datetime | None = None

    def filled(self, other: Marks) -> Marks:
        """Return these marks, with what is missing taken from the others."""
        stated = self if self.address else other
        return Marks(stated.address, stated.is_own_name, self.saved_at or other.saved_at)


def marks_of(data: bytes) -> Marks:
    """Return what a saved page says of itself near its top."""
    head = data[:_HEAD]
    found: dict[str, str] = {}
    for name, value in _META.findall(head):
        found.setdefault("url" if name.lower() == b"url" else "saved date", _text(value))
    if (helper := _SINGLE_FILE.search(head)) is not None:
        for name, value in _LINE.findall(helper[1].decode("utf-8", "replace")):
            found.setdefault(name.lower(), one_line(value, longest=_LONGEST))
    if (browser := _SAVED_FROM.search(head)) is not None:
        found.setdefault("url", _text(browser[1]))
    saved_at = instant_in(found.get("saved date", ""))
    address = found.get("url", "")
    if is_address(address):
        return Marks(address, saved_at=saved_at)
    own = next((one for one in map(_own_name, _TAG.findall(head)) if is_address(one)), "")
    return Marks(own, bool(own), saved_at)


def _own_name(tag: bytes) -> str:
    """Return the address in a tag by which a page names itself, or an empty text."""
    found = _VALUE.search(tag) if _NAMES_PAGE.search(tag) else None
    return _text(found[1]) if found else ""


def is_address(text: str) -> bool:
    """Return whether a text is the address of a page on the web."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text
    except ValueError:
        return False


def instant_in(text: str) -> datetime | None:
    """Return the UTC instant that a stamp names: ISO 8601, or as mails and browsers write it."""
    if (iso := _ISO.match(text.strip())) is not None:
        year, month, day, hour, minute, second, zone = iso.groups()
        return _made(year, int(month), day, (hour, minute, second), zone)
    if (spoken := _SPOKEN.match(text.strip())) is not None:
        first, day, other_day, second_name, year, hour, minute, second, zone = spoken.groups()
        name = (first or second_name).lower()
        if name in _MONTHS:
            month = _MONTHS.index(name) + 1
            return _made(year, month, day or other_day, (hour, minute, second), zone)
    return None


def _made(
    year: str, month: int, day: str, time: tuple[str | None, ...], zone: str | None
) -> datetime | None:
    hour, minute, second = (int(part or 0) for part in time)
    try:
        stamp = datetime(int(year), month, int(day), hour, minute, second, tzinfo=_zone(zone))
        return stamp.astimezone(UTC) if stamp.year >= _EARLIEST else None
    except (ValueError, OverflowError):
        return None


def _zone(zone: str | None) -> timezone:
    if not zone or zone == "Z":
        return UTC
    digits = zone[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if zone[0] == "-" else offset)


def _text(value: bytes) -> str:
    return one_line(value.decode("utf-8", "replace"), longest=_LONGEST)
