"""What counts as a word when teardowns are searched, and which words are the same.

Case, accents and full-width forms make no difference. A word is found by its
beginning. Scripts that put no spaces between words (Chinese, Japanese, Thai …) and
emoji are kept as pairs of neighbouring characters, so that any part of them is found.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LONGEST_WORD", "Term", "find_term", "fold", "index_parts", "index_words", "query_terms"]

LONGEST_WORD = 64
"""Characters; of a longer word the index keeps only so much of its beginning."""

# Thai to Myanmar, Khmer, kana and ideographs, arrows and symbols, emoji.
_UNSPACED = (
    "\u0e00-\u109f\u1780-\u17ff\u2190-\u2bff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001f000-\U0001faff\U00020000-\U0003ffff"
)
# Vowel signs of Indian scripts are no letters to Python, but parts of words.
_SIGNS = "\u0900-\u0963\u0966-\u0dff"
_RUNS = re.compile(rf"([{_UNSPACED}]+)|(?:[^\W_{_UNSPACED}]|[{_SIGNS}])+")
_ASCII_WORDS = re.compile(r"[a-z0-9]+")
_UNSPACED_START = re.compile(rf"[{_UNSPACED}]")
_IN_WORD = re.compile(rf"[^\W_{_UNSPACED}]|[{_SIGNS}]")
# Accents of European scripts, points of Hebrew, vowel marks of Arabic, variation selectors.
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670"
    "\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f]+"
)

# Signs that come into any text with a paste, and are no part of a word.
_PASTED = dict.fromkeys("“”„‘’‚«»–—…•·\u00a0", " ")  # noqa: RUF001 - these very signs


class Term(NamedTuple):
    """Something to look for in folded text."""

    text: str
    unspaced: bool
    """Whether it may stand anywhere, not only where a word begins."""


def fold(text: str) -> str:
    """Return the text with all that makes no difference in a search taken out.

    Lines stay lines. Where the result is as long as the text, it is so letter by letter.
    """
    if text.isascii():
        return text.lower()
    for sign, plain in _PASTED.items():
        text = text.replace(sign, plain)
    if text.isascii():
        return text.lower()
    return _fold_western(text) or "\n".join(map(_fold_line, text.split("\n")))


def _fold_line(line: str) -> str:
    if line.isascii():
        return line.lower()
    return _fold_western(line) or _fold_any(line)


def _fold_any(text: str) -> str:
    return normalize("NFKC", _MARKS.sub("", normalize("NFKD", text).casefold()))


def _fold_western(text: str) -> str:
    """Fold text in the letters of Western Europe, ten times as fast; empty if it is not."""
    try:
        letters = text.encode("latin-1")
    except UnicodeEncodeError:
        return ""
    if any(letter in letters for letter in _NOT_ONE_TO_ONE):
        return ""
    return letters.translate(_WESTERN, _SOFT_HYPHEN).decode("latin-1")


_LATIN_1 = bytes(range(256)).decode("latin-1")
_SOFT_HYPHEN = b"\xad"
_NOT_ONE_TO_ONE = "ß¼½¾µ".encode("latin-1")
_WESTERN = bytes(
    code if code in _SOFT_HYPHEN + _NOT_ONE_TO_ONE else ord(_fold_any(letter))
    for code, letter in enumerate(_LATIN_1)
)


def index_words(folded: str) -> set[str]:
    """Return the different words of a folded text, as the index keeps them."""
    words: set[str] = set()
    for text in [folded] if folded.isascii() else set(folded.split("\n")):
        if text.isascii():
            words.update(_ASCII_WORDS.findall(text))
        else:
            words.update(_line_words(text))
    return {word[:LONGEST_WORD] for word in words}


def _line_words(line: str) -> Iterator[str]:
    for match in _RUNS.finditer(line):
        run = match[0]
        if match[1] is None:
            yield run
        else:
            yield from (run[start : start + 2] for start in range(len(run)))


def query_terms(text: str) -> list[Term]:
    """Return what must all be found for a text that somebody typed: any text at all.

    Longest first, and none that another one begins with, since that finds both.
    """
    runs = {Term(match[0], match[1] is not None) for match in _RUNS.finditer(fold(text))}
    # In the order of the alphabet, what begins like a term comes right behind it.
    ordered = sorted(runs, reverse=True)
    found = [
        term
        for longer, term in zip([Term("", unspaced=False), *ordered], ordered, strict=False)
        if not longer.text.startswith(term.text)
    ]
    return sorted(found, key=lambda term: (-len(term.text), term.text))


def index_parts(term: Term) -> list[str]:
    """Return the beginnings of index words that all occur wherever the term does."""
    if term.unspaced and len(term.text) > 1:
        return [term.text[start : start + 2] for start in range(len(term.text) - 1)]
    return [term.text[:LONGEST_WORD]]


def find_term(term: Term, folded: str, start: int = 0) -> int:
    """Return where the term next stands in a folded text, or -1."""
    place = folded.find(term.text, start)
    if term.unspaced:
        return place
    while place > 0 and _IN_WORD.match(folded, place - 1):
        place = folded.find(term.text, place + 1)
    return place
