"""What a page tells machines about its product, for where its scripts alone would show it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from lab.evidence.extraction.hidden import INVISIBLE
from lab.evidence.extraction.tags import names
from lab.walk.progress import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

__all__ = ["is_wanting", "product_description"]

_PRODUCTS: Final = names("Product ProductGroup IndividualProduct ProductModel")
_LONG: Final = 30
"""Words of a description that says something."""
_LONGEST: Final = 500_000
_MOST: Final = 2_000
"""Parts of a data block that are looked at."""
_MARKUP: Final = re.compile(r"<[^<>]*>")
_SPACE: Final = re.compile(r"\s+")
_WORD: Final = re.compile(r"\w+")


def product_description(root: HtmlElement) -> str:
    """Return the description of the product in the page's JSON-LD, as plain text, or ``""``."""
    for script in root.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            data = json.loads((script.text or "")[:_LONGEST], strict=False)
        except (ValueError, RecursionError):
            continue
        for part in _parts(data):
            stated = part.get("@type")
            types = stated if isinstance(stated, list) else [stated]
            said = part.get("description")
            if isinstance(said, str) and any(each in _PRODUCTS for each in types if each):
                plain = _MARKUP.sub(" ", INVISIBLE.sub("", said))
                return _SPACE.sub(" ", plain).strip()
    return ""


def is_wanting(description: str, text: str) -> bool:
    """Return whether a text says so little that the description is most of what there is."""
    words = count_words(description)
    if words < _LONG or count_words(text) >= words:
        return False
    known = set(_WORD.findall(text.lower()))
    own = _WORD.findall(description.lower())
    return 2 * sum(word in known for word in own) < len(own)


def _parts(data: Any) -> Iterator[dict[str, Any]]:
    waiting = [data]
    for _ in range(_MOST):
        if not waiting:
            return
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting.extend(each for each in part.values() if isinstance(each, dict | list))
        elif isinstance(part, list):
            waiting.extend(part)
