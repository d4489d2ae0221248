"""Words from a page as one line that can stand anywhere: no control, no line break, no end."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

from lab.characters import whole

__all__ = ["one_line", "without_controls"]

LONGEST: Final = 300
"""Characters; no page's title or author is longer for a good reason."""

_TAGS: Final = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_KEPT: Final = "\n\t"
_JOINERS: Final = "\u200c\u200d"
"""They shape letters in Persian, Hindi and family emoji, and hide nothing."""


def one_line(text: str, *, longest: int = LONGEST) -> str:
    """Return the text in one line without tags, control characters and hidden directions."""
    text = whole(text[: longest * 20])
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAGS.sub(" ", text)
    text = " ".join(_without(text, " ").split())
    if len(text) <= longest:
        return text
    cut = text[:longest]
    return f"{cut[: max(cut.rfind(' '), longest // 2)].rstrip()}…"


def without_controls(text: str) -> str:
    """Return the text with its lines, but without control characters and hidden directions."""
    text = whole(text).replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    return _without(text, "")


def _without(text: str, instead: str) -> str:
    bad = {ord(one): instead for one in set(text) if _is_control(one)}
    return text.translate(bad) if bad else text


def _is_control(character: str) -> bool:
    if character in _KEPT or character in _JOINERS or character == "\N{SOFT HYPHEN}":
        return character == "\N{SOFT HYPHEN}"
    return unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Cs", "Cn")
