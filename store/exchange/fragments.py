"""Links that lead a browser to the very words on a page, as text fragments. Pure.

A text fragment names words, not a place: ``#:~:text=before-,first words,last words,-after``
(WICG, URL Fragment Text Directives). A browser that does not know them opens the page all the
same. Each of the four pieces must stand in one block of the page and be of whole words, so what
spans several blocks is named by how it begins and how it ends.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

__all__ = ["fragment_link"]

_DIRECTIVE: Final = ":~:"
_LONGEST: Final = 12
"""Words up to which a quote is named in full."""
_EACH_END: Final = 4
"""Words of the beginning and of the end that stand for a longer one."""
_AMBIGUOUS: Final = 6
"""Words up to which the surroundings are named too: more words are hardly on a page twice, and
surroundings that a page changed, or that were left out as navigation, would lose the place."""
_AROUND: Final = 3
"""Words of the surroundings on each side."""

_WEB: Final = re.compile(r"https?://[^\s<>\x00-\x20\x7f-\x9f]+\Z", re.IGNORECASE)


def fragment_link(url: str, *, exact: str, prefix: str = "", suffix: str = "") -> str:
    """Return the address that leads to these words, or *url* itself where none can.

    *exact* is what a reader of the page sees, *prefix* and *suffix* what stands right before and
    after it, in whole words; a line's end is the end of a block.
    """
    if not _WEB.match(url):
        return url
    blocks = _blocks(exact)
    if not blocks:
        return url
    pieces = _start_and_end(blocks)
    if sum(len(block) for block in blocks) <= _AMBIGUOUS:
        before, after = _blocks(prefix), _blocks(suffix)
        pieces = [f"{_encoded(block[-_AROUND:])}-" for block in before[-1:]] + pieces
        pieces += [f"-{_encoded(block[:_AROUND])}" for block in after[:1]]
    page, hash_sign, fragment = url.partition("#")
    own = fragment.split(_DIRECTIVE, 1)[0] if hash_sign else ""
    return f"{page}#{own}{_DIRECTIVE}text={','.join(pieces)}"


def _start_and_end(blocks: list[list[str]]) -> list[str]:
    first, last = blocks[0], blocks[-1]
    if len(blocks) == 1 and len(first) <= _LONGEST:
        return [_encoded(first)]
    return [_encoded(first[:_EACH_END]), _encoded(last[-_EACH_END:])]


def _blocks(text: str) -> list[list[str]]:
    """Return the words of each block that has any."""
    lines = (line.split() for line in text.splitlines())
    return [words for words in lines if any(map(_has_letters, words))]


def _has_letters(word: str) -> bool:
    return any(character.isalnum() for character in word)


def _encoded(words: list[str]) -> str:
    """Return the words as one piece: what has a meaning in a text fragment is written in hex."""
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")
