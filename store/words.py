"""What counts as a word when teardowns are searched, and which words are the same.

Case, accents and full-width forms make no difference. A word is found by its
beginning. Scripts that put no spaces between words (Chinese, Japanese, Thai …) and
emoji are kept as pairs of neighbouring characters, so that any part of them is found.
"""

from __future__ import annotations

import re
from functools import cache
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

# Taken out one by one, which is quicker: grave to tilde, breve to double acute, caron,
# dot and comma below, cedilla, ogonek.
_COMMON_MARKS = (
    "\u0301\u0300\u0302\u0303\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0326\u0327\u0328"
)

_ALPHABETS = ("latin-1", "iso8859-2", "cp1251", "iso8859-7", "cp1254")
"""Character sets of one byte a letter, in which most of Europe's texts can be folded at once."""
_LAST_IN_ALPHABETS = "\u2122"


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
    if max(text) <= _LAST_IN_ALPHABETS:
        for alphabet in _ALPHABETS:
            folded = _fold_in(text, alphabet)
            if folded:
                return folded
    return _fold_any(text)


def _fold_any(text: str) -> str:
    plain = normalize("NFKD", text).casefold()
    for mark in _COMMON_MARKS:
        plain = plain.replace(mark, "")
    return plain if plain.isascii() else normalize("NFKC", _MARKS.sub("", plain))


def _fold_in(text: str, alphabet: str) -> str:
    """Fold text that has only letters of one alphabet, ten times as fast; empty if it has not."""
    try:
        letters = text.encode(alphabet)
    except UnicodeEncodeError:
        return ""
    table, dropped, others = _folding_of(alphabet)
    if any(letter in letters for letter in others):
        return ""
    return letters.translate(table, dropped).decode(alphabet)


@cache
def _folding_of(alphabet: str) -> tuple[bytes, bytes, bytes]:
    """Return which letter becomes which, which are dropped, and which become several."""
    table, dropped, others = bytearray(range(256)), bytearray(), bytearray()
    for code in range(256):
        letter = bytes([code]).decode(alphabet, "ignore")
        folded = _fold_any(letter).encode(alphabet, "ignore")
        if letter and len(folded) == len(_fold_any(letter)) == 1:
            table[code] = folded[0]
        elif letter and not _fold_any(letter):
            dropped.append(code)
        elif letter:
            others.append(code)
    return bytes(table), bytes(dropped), bytes(others)


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
