"""How wide text is on a terminal, and how to cut and wrap it between whole characters."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["characters", "cut", "pad", "width", "wrap"]

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_ZERO = re.compile("[\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\u00ad]")
_WIDE = frozenset("WF")
_WIDEST = 2
"""Cells of the widest character."""


def characters(text: str) -> Iterator[str]:
    """Yield what a person sees as one character: letters with their marks, joined emoji, flags."""
    if text.isascii():
        yield from text
        return
    cluster = ""
    for point in text:
        if cluster and _belongs(cluster, point):
            cluster += point
            continue
        if cluster:
            yield cluster
        cluster = point
    if cluster:
        yield cluster


def width(text: str) -> int:
    """Return how many cells a terminal gives the text."""
    if text.isascii():
        return len(text)
    return sum(_character_width(each) for each in characters(text))


def cut(text: str, cells: int, *, mark: str = "…") -> str:
    """Return as much of the text as fits into so many cells; *mark* says that it was cut."""
    if width(text) <= cells:
        return text
    room = cells - width(mark)
    if room < 0:
        mark, room = "", max(cells, 0)
    kept, used = [], 0
    for each in characters(text):
        used += _character_width(each)
        if used > room:
            break
        kept.append(each)
    return "".join(kept).rstrip() + mark


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """Return the text filled up with spaces to so many cells."""
    space = " " * max(0, cells - width(text))
    return space + text if right else text + space


def wrap(text: str, cells: int) -> list[str]:
    """Break text into lines that fit; its own lines and their indentation stay.

    Words are broken only where one alone is longer than a line.
    """
    lines = []
    for line in text.split("\n"):
        lines += _wrap_line(line.rstrip(), max(cells, 1))
    return lines


def _wrap_line(line: str, cells: int) -> list[str]:
    if width(line) <= cells:
        return [line]
    indent = line[: len(line) - len(line.lstrip())]
    if width(indent) > min(cells // 2, cells - _WIDEST):
        indent = ""
    lines, current = [], indent
    for word in line.split():
        candidate = current + word if current == indent else f"{current} {word}"
        if width(candidate) <= cells:
            current = candidate
            continue
        if current != indent:
            lines.append(current)
            current = indent
        for piece in _pieces(word, cells - width(indent)):
            if current != indent:
                lines.append(current)
            current = indent + piece
    lines.append(current)
    return lines


def _pieces(word: str, cells: int) -> Iterator[str]:
    """Yield a long word in parts that fit; at least one character each."""
    piece, used = "", 0
    for each in characters(word):
        needed = _character_width(each)
        if piece and used + needed > cells:
            yield piece
            piece, used = "", 0
        piece += each
        used += needed
    yield piece


def _belongs(cluster: str, point: str) -> bool:
    """Return whether a code point goes on the character before it."""
    if cluster[-1] == _JOINER or point == _JOINER:
        return True
    if "\U0001f3fb" <= point <= "\U0001f3ff" or "\U000e0020" <= point <= "\U000e007f":
        return True
    if _is_regional(point):
        return len(cluster) == 1 and _is_regional(cluster)
    if "\u1160" <= point <= "\u11ff":  # Korean vowels and finals stand in their syllable
        return True
    return unicodedata.category(point) in {"Mn", "Me", "Mc"} or bool(_ZERO.match(point))


def _is_regional(point: str) -> bool:
    return "\U0001f1e6" <= point <= "\U0001f1ff"


def _character_width(character: str) -> int:
    first = character[0]
    if _EMOJI_STYLE in character or (len(character) > 1 and _is_regional(first)):
        return 2
    if unicodedata.east_asian_width(first) in _WIDE:
        return 2
    if unicodedata.category(first) in {"Mn", "Me", "Cf", "Cc"} or _ZERO.match(first):
        return 0
    return 1
