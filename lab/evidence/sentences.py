"""Where the sentences and the words of a line end, so that one can go from one to the next. Pure.

A sentence is what somebody would quote. A full stop does not end it within a number (“$20.00”),
an address (“example.com”) or an abbreviation (“e.g.”, “Inc.”), nor before a small letter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["sentences", "word_after", "word_around", "word_before"]

Span = tuple[int, int]

_CLOSING: Final = "\"'”’»)\\]}」』）】"  # noqa: RUF001 - full-width marks close too
_END: Final = re.compile(
    rf"(?P<mark>[.!?…]+)[{_CLOSING}]*(?=\s|\Z)|[。！？]+[{_CLOSING}]*"  # noqa: RUF001 - full-width marks end sentences
)
_LAST_WORD: Final = re.compile(r"[^\s(\[“\"]+\Z")
_NEXT: Final = re.compile(r"\s*[\"'“‘«(\[]*(?P<letter>\S)")

_NEVER_LAST: Final = frozenset({
    "mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "vs.", "e.g.", "i.e.", "eg.", "ie.", "cf.",
    "fig.", "figs.", "eq.", "sec.", "ch.", "vol.", "ed.", "eds.", "approx.", "ca.", "resp.",
    "pp.", "p.", "z.b.", "d.h.", "bzw.", "nr.", "p.ex.",
})  # fmt: skip
"""Abbreviations that something always follows."""

_SELDOM_LAST: Final = frozenset({
    "no.", "nos.",
    "etc.", "inc.", "ltd.", "co.", "corp.", "llc.", "jr.", "sr.", "jan.", "feb.", "mar.",
    "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec.", "mon.", "tue.",
    "wed.", "thu.", "fri.", "sat.", "sun.", "u.s.", "u.k.", "e.u.", "a.m.", "p.m.", "ph.d.",
    "usw.", "max.", "min.", "incl.", "excl.", "est.", "dept.", "govt.", "al.",
})  # fmt: skip
"""Abbreviations that end a sentence only where a capital letter follows, or nothing."""

_INITIAL: Final = re.compile(r"[^\W\d_]\.\Z")
_NUMBERED: Final = re.compile(r"\d{1,3}\.\Z")
_WORD: Final = re.compile(r"[\w$€£¥%]+(?:[.,'’:/@+-]+[\w$€£¥%]+)*|[^\w\s]")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the sentences of a stretch of text, without the spaces between them."""
    end = len(text) if end is None else end
    found = []
    first = start
    for last in _ends(text, start, end):
        span = _trimmed(text, first, last)
        if span is not None:
            found.append(span)
        first = last
    span = _trimmed(text, first, end)
    return [*found, span] if span is not None else found


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    begin = start
    for found in _END.finditer(text, start, end):
        if _is_end(text, begin, found, end):
            yield found.end()
            begin = found.end()


def _is_end(text: str, begin: int, found: re.Match[str], end: int) -> bool:
    mark = found["mark"]
    if mark is None:
        return True
    following = _NEXT.match(text, found.end(), end)
    letter = following["letter"] if following is not None else ""
    if not letter or not letter.islower() or mark[0] in "!?":
        return not letter or mark != "." or _ends_with_word(text, begin, found.start(), letter)
    return False


def _ends_with_word(text: str, begin: int, stop: int, letter: str) -> bool:
    """Return whether the word before a single full stop may be a sentence's last."""
    word = _LAST_WORD.search(text[max(begin, stop - 30) : stop + 1])
    last = word[0].casefold() if word is not None else ""
    if last in _NEVER_LAST or _INITIAL.match(last):
        return last == "i."
    if _NUMBERED.match(last):
        return bool(text[begin : stop + 1 - len(last)].strip())
    return letter.isupper() or last not in _SELDOM_LAST


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def word_after(text: str, place: int) -> int:
    """Return where the next word ends that ends after *place*."""
    found = _WORD.search(text, place)
    return found.end() if found is not None else len(text)


def word_before(text: str, place: int) -> int:
    """Return where the last word begins that begins before *place*."""
    reach = max(0, place - 200)
    begins = [found.start() for found in _WORD.finditer(text, reach, place)]
    return begins[-1] if begins else 0


def word_around(text: str, place: int) -> Span:
    """Return the word at a place; where there is none, the place itself."""
    line = text.rfind("\n", 0, place) + 1
    for found in _WORD.finditer(text, max(line, place - 200)):
        if found.start() > place:
            break
        if place < found.end():
            return found.span()
    return place, place
