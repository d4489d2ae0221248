"""What a picture says in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lab.evidence.extraction.hidden import INVISIBLE
from lab.evidence.extraction.tags import names
from lab.walk.progress import count_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["said_by", "source_of"]

_FILE: Final = re.compile(r"\S*\.(?:png|jpe?g|gif|svg|webp|avif|bmp|ico)(?:\?\S*)?|[\w-]*\d{5,}\w*")
_NOTHING: Final = names(
    "image img icon logo photo picture avatar placeholder spacer arrow thumbnail background banner"
    " hero null undefined alt"
)
_SPACE: Final = re.compile(r"\s+")
_SOURCES: Final = ("src", "data-src", "data-original", "data-lazy-src")


def said_by(image: HtmlElement) -> str:
    """Return the words that stand for a picture; ``""`` where it has none that mean anything."""
    alt = _SPACE.sub(" ", INVISIBLE.sub("", image.get("alt") or "")).strip()
    if not alt or alt.casefold() in _NOTHING or _FILE.fullmatch(alt):
        return ""
    if (image.get("role") or "").lower() in {"presentation", "none"}:
        return ""
    return alt if count_words(alt) > 1 else ""


def source_of(image: HtmlElement) -> str:
    """Return where a picture is, those included that are loaded late."""
    for name in _SOURCES:
        if (stated := image.get(name)) and not stated.lstrip().lower().startswith("data:"):
            return str(stated)
    return ""
