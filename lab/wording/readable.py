"""What reads well: no words that are the same by chance, cuts where sentences end."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from lab.wording.words import SENTENCE_END, Run

if TYPE_CHECKING:
    from lab.wording.words import Words

__all__ = ["readable"]

_CHANCE: Final = 0.75
"""How much shorter than the changes around it, on average, what is the same by chance is."""

_MOST_PASSES: Final = 8
"""How often what is the same by chance is looked for; each pass makes the changes longer."""

_MOST_SLIDE: Final = 200
"""Words by which a difference may move to where it reads better."""

_HAS_LETTER: Final = re.compile(r"\w")


def readable(runs: list[Run], mine: Words, other: Words) -> list[Run]:
    """Drop the few words that are the same by chance; move differences to where sentences end."""
    if runs[0].mine or runs[0].other:
        runs = [Run(0, 0, 0), *runs]
    weights = _weights(mine), _weights(other)
    for _ in range(_MOST_PASSES):
        kept = [runs[0]]
        for run, following in pairwise(runs[1:]):
            if not _is_chance(kept[-1], run, following, weights):
                kept.append(run)
        kept.append(runs[-1])
        if len(kept) == len(runs) or len(runs) == 1:
            break
        runs = kept
    runs = _whole_sentences(runs, mine, other)
    return _slid(runs, mine, other)


def _weights(text: Words) -> list[int]:
    """Return how many characters stand before each word, white space left out."""
    return [0, *accumulate(map(len, text.words))]


def _is_chance(before: Run, run: Run, after: Run, weights: tuple[list[int], list[int]]) -> bool:
    """Return whether a run is shorter than what changed on either side of it."""
    length = weights[0][run.mine + run.length] - weights[0][run.mine]
    left, right = _weight(before, run, weights), _weight(run, after, weights)
    return length <= min(left, right) and 2 * length <= (left + right) * _CHANCE


def _weight(before: Run, after: Run, weights: tuple[list[int], list[int]]) -> float:
    """Return how much changed between two runs; what was only added or removed counts half."""
    mine, other = weights
    removed = mine[after.mine] - mine[before.mine + before.length]
    added = other[after.other] - other[before.other + before.length]
    return max(removed, added) if removed and added else (removed + added) / 2


def _whole_sentences(runs: list[Run], mine: Words, other: Words) -> list[Run]:
    """Give a sentence that was written anew its full stop."""
    found = [runs[0]]
    for run in runs[1:]:
        before = found[-1]
        a, b = before.mine + before.length, before.other + before.length
        replaced = a < run.mine and b < run.other
        if (
            replaced
            and run.length > 1
            and mine.words[run.mine] in SENTENCE_END
            and _begins_sentence(mine, a)
            and _begins_sentence(other, b)
        ):
            run = Run(run.mine + 1, run.other + 1, run.length - 1)  # noqa: PLW2901 - shorter
        found.append(run)
    return found


def _begins_sentence(text: Words, place: int) -> bool:
    return place == 0 or "\n" in text.gaps[place] or text.words[place - 1] in SENTENCE_END


def _slid(runs: list[Run], mine: Words, other: Words) -> list[Run]:
    """Move what was only added, or only removed, to where it begins and ends best."""
    found = [runs[0]]
    for run in runs[1:]:
        before = found[-1]
        a, b = before.mine + before.length, before.other + before.length
        if a == run.mine and b < run.other:
            shift = _best_shift(other, b, run.other, before.length, run.length)
        elif b == run.other and a < run.mine:
            shift = _best_shift(mine, a, run.mine, before.length, run.length)
        else:
            shift = 0
        found[-1] = before._replace(length=before.length + shift)
        found.append(Run(run.mine + shift, run.other + shift, run.length - shift))
    return found


def _best_shift(text: Words, start: int, end: int, left: int, right: int) -> int:
    """Return by how many words a stretch should move; *left* and *right* are the room it has."""
    words = text.words
    best, best_shift = _seams(text, start, end), 0
    for step, room in ((1, right - 1), (-1, left)):
        for shift in range(step, step * (min(room, _MOST_SLIDE) + 1), step):
            out, into = (
                (start + shift - 1, end + shift - 1) if step > 0 else (start + shift, end + shift)
            )
            if words[out] != words[into]:
                break
            score = _seams(text, start + shift, end + shift)
            if score > best:
                best, best_shift = score, shift
    return best_shift


def _seams(text: Words, start: int, end: int) -> int:
    return _seam(text, start) + _seam(text, end)


def _seam(text: Words, place: int) -> int:
    """Return how well a text can be cut before a word."""
    gap = text.gaps[place]
    if place == 0 or place == len(text.words) - 1 or "\n" in gap:
        return 4
    before = text.words[place - 1]
    if before in SENTENCE_END:
        return 3
    if not _HAS_LETTER.search(before):
        return 2
    return 1 if gap else 0
