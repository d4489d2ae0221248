"""What a finding is about, in terms that two people share who word it differently."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from lab.compare.vocabulary import ALIKE, EMPTY, NUMBERS, PHRASES
from store.words import fold

__all__ = ["MEANT", "stem", "terms_of"]

_WORD: Final = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?|[^\W\d_a-z]+|\d+", re.IGNORECASE)
_UNSPACED: Final = re.compile("[\u0e00-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff]")
_MOST_CHARACTERS: Final = 4_000
"""Of a claim; what it is about is said by then."""
_SHORTEST_STEM: Final = 3
_SAID: Final = 0.55
"""What the very word weighs, beside what it means."""
MEANT: Final = 1.0
"""What each thing weighs that a text means, whatever words it uses."""
_ENDINGS: Final = (
    "ization", "isation", "ational", "fulness", "ations", "ation", "ments", "ment", "ness",
    "ingly", "edly", "ings", "ing", "ies", "ied", "ions", "ion", "ers", "er", "ors", "or",
    "als", "al", "ly", "ed", "es", "s", "able", "ible", "ive",
)  # fmt: skip
_PHRASES: Final = {phrase: f" {word} " for phrase, word in PHRASES}
_ANY_PHRASE: Final = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, _PHRASES), key=len, reverse=True)) + r")\b"
)


def terms_of(text: str) -> dict[str, float]:
    """Return the terms of a text with what each weighs: its words by their stems, their meaning."""
    folded = fold(text[:_MOST_CHARACTERS])
    folded = _ANY_PHRASE.sub(lambda found: _PHRASES[found[0]], folded)
    terms: dict[str, float] = {}
    for found in _WORD.finditer(folded):
        word = found[0].partition("'")[0].partition("’")[0]
        if word in NUMBERS:
            word = NUMBERS[word]
        if _UNSPACED.match(word):
            for start in range(max(1, len(word) - 1)):
                terms[word[start : start + 2]] = MEANT
            continue
        if word in EMPTY or (len(word) == 1 and not word.isdigit()):
            continue
        root = stem(word)
        meaning = _meanings().get(root)
        if meaning is None:
            terms[root] = MEANT
        else:
            terms[root] = _SAID
            terms[meaning] = MEANT
    return terms


@cache
def stem(word: str) -> str:
    """Return a word without its ending, cut roughly: good enough to see that two are one."""
    if word.isdigit() or not word.isascii() or len(word) <= _SHORTEST_STEM:
        return word
    root = word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            if ending == "s" and word.endswith(("ss", "us", "is")):
                continue
            root = word[: -len(ending)] + ("y" if ending in {"ies", "ied"} else "")
            break
    if len(root) > _SHORTEST_STEM and root[-1] == root[-2] and root[-1] not in "aeiouls":
        root = root[:-1]
    if len(root) > _SHORTEST_STEM and root[-1] == "e":
        root = root[:-1]
    return root[:-1] + "i" if len(root) > _SHORTEST_STEM and root[-1] == "y" else root


@cache
def _meanings() -> dict[str, str]:
    """Return by its stem what a word means; the first group that has it counts."""
    meanings: dict[str, str] = {}
    for group in ALIKE:
        words = group.split()
        for word in words:
            meanings.setdefault(stem(word), f"={words[0]}")
    return meanings
