"""Where a passage stands on a page with its words changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from lab.evidence.quoting.edges import NO_SPACES
from lab.evidence.quoting.sought import around
from lab.wording.words import SENTENCE_END, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lab.evidence.quoting.searchable import Searchable
    from lab.evidence.quoting.sought import Around, Sought

__all__ = ["Changed", "changed_passages"]

ALIKE: Final = 0.55
"""How alike a passage must be, 0 to 1, to count as the same with its words changed a little.

Found on sentences of 148 web pages, with 10 to 50% of their words replaced, dropped or added (2,100
times where they stand, 2,100 times between other sentences), deleted, or replaced by another
sentence (2,200 times). Of those with 30% changed 95% are found again; fewer than 1% of those that
are gone are taken for another one, at 0.5 up to 1%, at 0.45 up to 3%.
"""
ALIKE_SHORT: Final = 0.8
"""How alike a short passage must be in wholly other surroundings; a word of two may be any word."""
ALIKE_IN_PLACE: Final = 0.35
"""How alike it must be between the same surroundings; found likewise."""

_SOMEWHAT: Final = 0.6
"""How alike one side of the surroundings must be to speak for a short passage."""
_SEEDS: Final = 6
_MOST_SEEDS: Final = 60
"""Places of one word that are looked at; a word that stands there more often says little."""
_MOST_WINDOWS: Final = 12
_LONGEST: Final = 50_000
"""Characters; what is longer is found by its very words, or not at all."""
_MOST_COMPARED: Final = 12_000
"""Characters of a passage times windows, from which on fewer windows are looked at."""
_MOST_CONTEXTS: Final = 20
_LEAST_CONTEXT: Final = 8
_MOST_MISSING: Final = 3
"""Words at either end that may be others altogether."""
_TAIL: Final = 24
"""Characters of the surroundings by which a place is found."""
_SEED: Final = re.compile(rf"[{NO_SPACES}]{{2,3}}|[^\W{NO_SPACES}]{{2,}}")


class Changed(NamedTuple):
    """A stretch of the folded text that may be what became of a passage."""

    start: int
    end: int
    score: float
    """How alike the words are, 0 to 1."""
    around: Around


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def changed_passages(want: Sought, page: Searchable) -> list[Changed]:
    """Return the stretches that may be what became of a passage, the best first."""
    if len(want.exact) > _LONGEST:
        return []
    words = _words(want.exact, 0)
    spans = [*_between(want, page)]
    for start, end in _windows(want, page):
        span = _best_stretch(words, _words(page.folded.text[start:end], start), want, page)
        if span is not None:
            spans.append(span)
    found = (_changed(want, page, span) for span in dict.fromkeys(spans))
    return sorted((one for one in found if _is_good(one, want)), key=_rank, reverse=True)


def _changed(want: Sought, page: Searchable, span: tuple[int, int]) -> Changed:
    start, end = span
    words = page.folded.text[start:end]
    return Changed(start, end, _score(want.exact, words), around(want, page, start, end))


def _rank(one: Changed) -> float:
    return one.score + (one.around.left + one.around.right) / 2


def _is_good(one: Changed, want: Sought) -> bool:
    left, right = one.around.left, one.around.right
    has_surroundings = bool(want.prefix or want.suffix)
    if left == right == 1 and has_surroundings:
        return want.is_short or one.score >= ALIKE_IN_PLACE
    is_elsewhere = max(left, right) < _SOMEWHAT or not has_surroundings
    return one.score >= (ALIKE_SHORT if want.is_short and is_elsewhere else ALIKE)


def _between(want: Sought, page: Searchable) -> Iterator[tuple[int, int]]:
    """Yield what stands between the surroundings where both are as they were."""
    left, right = want.prefix[-_TAIL:].lstrip(), want.suffix[:_TAIL].rstrip()
    if min(len(left), len(right)) < _LEAST_CONTEXT:
        return
    text = page.folded.text
    longest = 2 * len(want.exact) + _TAIL
    for place in page.places(left, most=_MOST_CONTEXTS):
        start = place + len(left)
        end = text.find(right, start, start + longest + len(right))
        if end > start and text[start:end].strip():
            yield _tight(text, start, end)


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _windows(want: Sought, page: Searchable) -> list[tuple[int, int]]:
    """Return the stretches of the page in which it pays to look: those that most seeds name."""
    length = len(want.exact)
    pad = max(48, length // 3)
    votes: dict[int, int] = {}
    for start in _starts(want, page):
        bucket = start // pad
        votes[bucket] = votes.get(bucket, 0) + 1
    # A passage that lies across two stretches counts in both.
    ranked = sorted(votes, key=lambda n: (-votes[n] - votes.get(n + 1, 0) / 2, n))
    size = len(page.folded.text)
    return [
        (max(0, bucket * pad - pad), min(size, (bucket + 2) * pad + length))
        for bucket in ranked[: min(_MOST_WINDOWS, max(2, _MOST_COMPARED // length))]
    ]


def _starts(want: Sought, page: Searchable) -> Iterator[int]:
    """Yield where the passage would begin, by each place of its rare words and surroundings."""
    text = page.folded.text
    seen: dict[str, int] = {}
    for found in _SEED.finditer(want.exact):
        seen.setdefault(found[0], found.start())
    longest = sorted(seen, key=len, reverse=True)[: 2 * _SEEDS]
    rare = sorted((text.count(word), word) for word in longest)
    used = 0
    for number, word in rare:
        if number and used < _SEEDS:
            used += 1
            for place in page.places(word, most=_MOST_SEEDS):
                yield place - seen[word]
    left, right = want.prefix[-_TAIL:].lstrip(), want.suffix[:_TAIL].rstrip()
    if len(left) >= _LEAST_CONTEXT:
        yield from (place + len(left) for place in page.places(left, most=_MOST_CONTEXTS))
    if len(right) >= _LEAST_CONTEXT:
        yield from (place - len(want.exact) for place in page.places(right, most=_MOST_CONTEXTS))


def _words(text: str, offset: int) -> list[_Word]:
    found = []
    place = offset
    for gap, word in zip(*split(text), strict=True):
        place += len(gap)
        if word:
            found.append(_Word(word, place, place + len(word)))
        place += len(word)
    return found


def _best_stretch(
    mine: Sequence[_Word], other: Sequence[_Word], want: Sought, page: Searchable
) -> tuple[int, int] | None:
    """Return the stretch of the other words that fits best; ``None`` where nothing does."""
    same = _same_words(mine, other)
    if not same:
        return None
    (missing, first), (last_of_mine, last) = same[0], same[-1]
    missing_after = len(mine) - 1 - last_of_mine
    text, reach = page.folded.text, max(24, len(want.exact) // 4)
    left, right = want.prefix[-_TAIL:].lstrip(), want.suffix[:_TAIL].rstrip()
    # It begins behind its old surroundings, if they are close by; else a few words that have no
    # fellow are taken to stand for those that are missing.
    start, end = other[first].start, other[last].end
    place = text.rfind(left, max(0, start - reach - len(left)), start)
    if len(left) >= _LEAST_CONTEXT and place >= 0:
        start = place + len(left)
    else:
        start = _before(other, first, missing, page)
    place = text.find(right, end, end + reach + len(right))
    if len(right) >= _LEAST_CONTEXT and place >= 0:
        end = place
    else:
        end = _after(other, last, missing_after, page)
    return _tight(text, start, end)


def _same_words(mine: Sequence[_Word], other: Sequence[_Word]) -> list[tuple[int, int]]:
    """Return which words are the same, without those far off that are so only by chance."""
    from rapidfuzz.distance import Indel

    texts = [word.text.lower() for word in mine], [word.text.lower() for word in other]
    same = [
        (step.src_start + n, step.dest_start + n)
        for step in Indel.opcodes(*texts)
        if step.tag == "equal"
        for n in range(step.dest_end - step.dest_start)
    ]
    if not same:
        return []
    length = mine[-1].end - mine[0].start
    common = [other[number].end - other[number].start for _, number in same]
    first, last, whole = 0, len(same) - 1, sum(common)

    def fit(first: int, last: int, weight: int) -> float:
        return 2 * weight / (length + other[same[last][1]].end - other[same[first][1]].start)

    while first < last:
        now = fit(first, last, whole)
        if fit(first + 1, last, whole - common[first]) > now:
            whole -= common[first]
            first += 1
        elif fit(first, last - 1, whole - common[last]) > now:
            whole -= common[last]
            last -= 1
        else:
            break
    return same[first : last + 1]


def _before(words: Sequence[_Word], first: int, missing: int, page: Searchable) -> int:
    """Return where a stretch begins that takes in as many words as are missing at its start."""
    for number in range(first - 1, first - 1 - min(missing, _MOST_MISSING), -1):
        if number < 0 or not _goes_on(words[number], words[number + 1], page):
            break
        first = number
    return words[first].start


def _after(words: Sequence[_Word], last: int, missing: int, page: Searchable) -> int:
    for number in range(last + 1, last + 1 + min(missing, _MOST_MISSING)):
        if number == len(words) or not _goes_on(words[number - 1], words[number], page):
            break
        last = number
    return words[last].end


def _goes_on(word: _Word, following: _Word, page: Searchable) -> bool:
    """Return whether two words that follow each other stand in one sentence, on one line."""
    first, last = page.folded.source_at(word.end - 1), page.folded.source_at(following.start)
    ends = {word.text, following.text} & SENTENCE_END
    return not ends and "\n" not in page.text[first:last]


def _score(mine: str, other: str) -> float:
    """Return how alike two passages are, 0 to 1: the mean by words and by characters."""
    from rapidfuzz.distance import Indel

    words = [word.text.lower() for word in _words(mine, 0)]
    others = [word.text.lower() for word in _words(other, 0)]
    by_words = Indel.normalized_similarity(words, others)
    return (by_words + Indel.normalized_similarity(mine.lower(), other.lower())) / 2
