"""Links that lead a browser to the very words on a page, as text fragments. Pure.

A text fragment names words, not a place: ``#:~:text=before-,first words,last words,-after``
(WICG, URL Fragment Text Directives). A browser that does not know them opens the page all the
same. Each of the four pieces must stand in one block of the page and be of whole words, so the
Markdown that a quote is kept in is turned into plain words first, and what spans several blocks
is named by how it begins and how it ends.
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
_IMAGE: Final = re.compile(r"!\[(?:[^\]\\]|\\.)*\](?:\((?:[^()\s]|\([^()\s]*\))*(?:\s[^)]*)?\))?")
_LINK: Final = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s[^)]*)?\)")
_AUTOLINK: Final = re.compile(r"<([a-z][a-z0-9+.-]*:[^<>\s]*)>", re.IGNORECASE)
_LINE_START: Final = re.compile(r"(?:>\s?|[-+*]\s+(?:\[[ xX]\]\s+)?|\d{1,9}[.)]\s+|#{1,6}\s+)+")
_RULE: Final = re.compile(r"[\s|:*_=~`-]*\Z")
_EMPHASIS: Final = re.compile(r"(?<!\\)(?:\*+|~~|`+)|(?<![\w\\])_+(?=\w)|(?<=[\w.,;:!?)])_+(?!\w)")
_CELL_EDGE: Final = re.compile(r"(?<!\\)\|")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_WORD_AT_END: Final = re.compile(r"(?<!\w)\w{1,30}\Z")
_WORD_AT_START: Final = re.compile(r"\w{1,30}(?!\w)")
"""Of a length that words have where they are written apart."""


def fragment_link(url: str, *, exact: str, prefix: str = "", suffix: str = "") -> str:
    """Return the address that leads to these words, or *url* itself where none can.

    *exact* is the quoted Markdown, *prefix* and *suffix* what stands right before and after it.
    """
    if not _WEB.match(url):
        return url
    before, words, after = _whole_words(prefix, exact, suffix)
    blocks = _blocks(words)
    if not blocks:
        return url
    pieces = _start_and_end(blocks)
    if sum(len(block) for block in blocks) <= _AMBIGUOUS:
        pieces = [*_before(before), *pieces, *_after(after)]
    page, hash_sign, fragment = url.partition("#")
    own = fragment.split(_DIRECTIVE, 1)[0] if hash_sign else ""
    return f"{page}#{own}{_DIRECTIVE}text={','.join(pieces)}"


def _whole_words(prefix: str, exact: str, suffix: str) -> tuple[str, str, str]:
    """Move the rest of a word that a selection cut through into the quote."""
    if exact[:1].isalnum() and (found := _WORD_AT_END.search(prefix)):
        prefix, exact = prefix[: found.start()], found.group() + exact
    if exact[-1:].isalnum() and (found := _WORD_AT_START.match(suffix)):
        exact, suffix = exact + found.group(), suffix[found.end() :]
    return prefix, exact, suffix


def _start_and_end(blocks: list[list[str]]) -> list[str]:
    first, last = blocks[0], blocks[-1]
    if len(blocks) == 1 and len(first) <= _LONGEST:
        return [_encoded(first)]
    return [_encoded(first[:_EACH_END]), _encoded(last[-_EACH_END:])]


def _before(text: str) -> list[str]:
    """Return the piece that says what comes before, if anything does."""
    blocks = _blocks(text)
    if not blocks:
        return []
    # The surroundings are cut to a length: their outermost word may be half of one.
    last = blocks[-1][1:] if len(blocks) == 1 else blocks[-1]
    return [f"{_encoded(last[-_AROUND:])}-"] if last else []


def _after(text: str) -> list[str]:
    """Return the piece that says what comes after, if anything does."""
    blocks = _blocks(text)
    if not blocks:
        return []
    first = blocks[0][:-1] if len(blocks) == 1 else blocks[0]
    return [f"-{_encoded(first[:_AROUND])}"] if first else []


def _blocks(markdown: str) -> list[list[str]]:
    """Return the words that a reader sees, one list for each line or cell that has any."""
    found = []
    for line in markdown.splitlines():
        bare = line.strip()
        if _RULE.match(bare):
            continue
        text = _plain(_LINE_START.sub("", bare, count=1) if _LINE_START.match(bare) else bare)
        for cell in _CELL_EDGE.split(text):
            words = _ESCAPED.sub(r"\1", cell).split()
            if any(character.isalnum() for word in words for character in word):
                found.append(words)
    return found


def _plain(line: str) -> str:
    line = _IMAGE.sub(" ", line)
    line = _LINK.sub(r"\1", line)
    line = _AUTOLINK.sub(r"\1", line)
    return _EMPHASIS.sub("", line)


def _encoded(words: list[str]) -> str:
    """Return the words as one piece: what has a meaning in a text fragment is written in hex."""
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")
