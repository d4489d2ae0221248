"""Describes each block of a page in numbers: what it says, where it stands, what is around it."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from lab.evidence.extraction.hints import HINTS, PHRASES, phrases_in
from lab.evidence.extraction.tags import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.evidence.captured import PageKind
    from lab.evidence.extraction.blocks import Block, Place
    from lab.evidence.extraction.page import Page

__all__ = ["BLOCK_FEATURES", "describe_blocks"]

_LEVELS: Final = 5
_SHORT: Final = 60
"""Words of a block that may be looked through for telling phrases."""
_TAGS: Final = ("p", "li", "div", "td", "dt", "dd", "pre", "section", "article", "blockquote",
                "figcaption", "summary", "label", "a")  # fmt: skip
_WITHIN: Final = ("nav", "header", "footer", "aside", "main", "article", "section", "form", "table",
                  "ul", "ol", "li", "pre", "blockquote", "figure", "dialog", "dl", "details",
                  "p")  # fmt: skip
_SENTENCE: Final = re.compile(r"[.!?…。！？](?:[\"'”’)\]]*)(?:\s|$)")  # noqa: RUF001 - full-width marks end sentences
_WORD: Final = re.compile(r"\w+")

BLOCK_FEATURES: Final = (
    ["words", "letters", "linked", "bold", "buttons", "sentences", "ends", "digits", "upper"]
    + ["commas", "heading", "number", "position", "position_words", "behind", "depth", "index"]
    + ["in_title", "is_title", "repeated", "after_h1", "since_heading", "last_heading"]
    + ["main_share", "in_only_main", "articles", "page_words", "page_linked", "page_blocks"]
    + ["page_paragraphs", "in_description"]
    + [f"tag_{name}" for name in _TAGS]
    + [f"within_{name}" for name in _WITHIN]
    + [f"above_{name}" for name in HINTS]
    + [f"near_{name}" for name in HINTS]
    + [f"says_{name}" for name in PHRASES]
    + [f"headed_{name}" for name in PHRASES]
    + [f"{name}_{level}" for level in range(_LEVELS)
       for name in ("share", "linked", "mean", "alike", "number", "blocks", "sentences")]
    + [f"{name}{step:+}" for step in (-3, -2, -1, 1, 2, 3)
       for name in ("words", "linked", "heading", "sibling")]
)  # fmt: skip


class _Sums:
    """Sums over runs of blocks, each in one subtraction."""

    def __init__(self, values: Sequence[float]) -> None:
        self._sums = [0.0]
        total = 0.0
        for value in values:
            total += value
            self._sums.append(total)

    def over(self, place: Place) -> float:
        last = len(self._sums) - 1  # of a giant page, only the first blocks are described
        return self._sums[min(place.end, last)] - self._sums[min(place.first, last)]

    def before(self, number: int) -> float:
        return self._sums[number]

    @property
    def total(self) -> float:
        return self._sums[-1]


def describe_blocks(
    page: Page, blocks: Sequence[Block], *, kinds: dict[PageKind, float]
) -> list[list[float]]:
    """Return a row of numbers for each block, in the order of ``BLOCK_FEATURES``.

    After those come the likelihoods of the kinds of page.
    """
    return _Describer(page, blocks).rows(list(kinds.values()))


class _Describer:
    def __init__(self, page: Page, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._words = _Sums([block.words for block in blocks])
        self._linked = _Sums([block.linked for block in blocks])
        ends = [len(_SENTENCE.findall(block.text)) for block in blocks]
        self._ends = ends
        self._sentences = _Sums(ends)
        self._title = set(_WORD.findall(page.title.lower()))
        self._description = set(_WORD.findall(page.description.lower()))
        self._levels: dict[int, list[float]] = {}
        self._texts: dict[str, int] = {}
        for block in blocks:
            self._texts[block.text] = self._texts.get(block.text, 0) + 1
        self._whole = self._of_page()

    def _of_page(self) -> list[float]:
        total = max(1.0, self._words.total)
        mains, articles = {}, {}
        paragraphs = 0
        for block in self._blocks:
            if "main" in block.place.within or "article" in block.place.within:
                for place in _upward(block.place):
                    if place.tag == "main":
                        mains[id(place)] = place
                    elif place.tag == "article":
                        articles[id(place)] = place
            if block.place.tag == "p":
                paragraphs += block.words
        share = max((self._words.over(place) for place in mains.values()), default=0) / total
        return [share, float(len(mains) == 1), min(len(articles), 30), math.log1p(total),
                self._linked.total / total, math.log1p(len(self._blocks)),
                paragraphs / total]  # fmt: skip

    def rows(self, tail: list[float]) -> list[list[float]]:
        rows: list[list[float]] = []
        last_heading, since, heading_says = 0, 0, 0
        after_h1 = 0
        says = [phrases_in(block.text) if block.words <= _SHORT else 0 for block in self._blocks]
        edges = [(_brief(block)) for block in self._blocks]
        for number, block in enumerate(self._blocks):
            level = _heading(block)
            if level == 1:
                after_h1 += 1
            row = self._own(number, block, level)
            row += [float(after_h1), float(since), float(last_heading)]
            row += [self._whole[0], self._whole[1] * ("main" in block.place.within)]
            row += self._whole[2:]
            row.append(_share(block.text, self._description))
            row += self._place(block.place)
            row += _bits(says[number], len(PHRASES))
            row += _bits(heading_says, len(PHRASES))
            row += self._around(block.place)
            for step in (-3, -2, -1, 1, 2, 3):
                other = number + step
                if 0 <= other < len(self._blocks):
                    row += edges[other]
                    row.append(float(self._blocks[other].place.parent is block.place.parent))
                else:
                    row += (-1.0, -1.0, -1.0, -1.0)
            row += tail
            rows.append(row)
            since += 1
            if level:
                last_heading, since, heading_says = level, 0, says[number]
        return rows

    def _own(self, number: int, block: Block, level: int) -> list[float]:
        text, words = block.text, max(1, block.words)
        length = max(1, len(text))
        total = max(1.0, self._words.total)
        return [
            float(block.words), length / words, block.linked / words, block.bold / words,
            block.buttons / words, float(self._ends[number]), float(text[-1] in ".!?:…。"),
            sum(map(str.isdigit, text[:200])) / min(200, length),
            sum(map(str.isupper, text[:200])) / min(200, length), text.count(",") / words,
            float(level), float(block.place.number), number / len(self._blocks),
            self._words.before(number) / total, total - self._words.before(number),
            float(block.place.depth), float(min(number, 400)), _share(text, self._title),
            float(_share(text, self._title) == 1.0 and block.words * 2 >= len(self._title)),
            float(self._texts[text]),
        ]  # fmt: skip

    def _place(self, place: Place) -> list[float]:
        key = id(place)
        known = self._levels.get(key)
        if known is None:
            near = place.hints
            parent = place.parent
            for _ in range(2):
                if parent is not None:
                    near |= parent.hints
                    parent = parent.parent
            known = [float(place.tag == name) for name in _TAGS]
            known += [float(name in place.within) for name in _WITHIN]
            known += _bits(place.above, len(HINTS))
            known += _bits(near, len(HINTS))
            self._levels[key] = known
        return known

    def _around(self, place: Place) -> list[float]:
        key = -id(place)
        known = self._levels.get(key)
        if known is None:
            known = []
            total = max(1.0, self._words.total)
            current: Place | None = place
            for _ in range(_LEVELS):
                if current is None:
                    known += (-1.0,) * 7
                    continue
                words = self._words.over(current)
                count = current.end - current.first
                known += (words / total, self._linked.over(current) / max(1.0, words),
                          words / max(1, count), float(current.alike), float(current.number),
                          float(count), self._sentences.over(current) / max(1, count))  # fmt: skip
                current = current.parent
            self._levels[key] = known
        return known


def _upward(place: Place | None) -> list[Place]:
    found: list[Place] = []
    while place is not None:
        found.append(place)
        place = place.parent
    return found


def _heading(block: Block) -> int:
    place: Place | None = block.place
    for _ in range(3):
        if place is None:
            break
        if place.tag in HEADINGS:
            return int(place.tag[1])
        place = place.parent
    return 0


def _brief(block: Block) -> tuple[float, float, float]:
    return float(block.words), block.linked / max(1, block.words), float(_heading(block))


def _share(text: str, words: set[str]) -> float:
    """Return the share of a text's words that are among some others."""
    if not words:
        return -1.0
    own = _WORD.findall(text[:400].lower())
    return sum(word in words for word in own) / max(1, len(own))


def _bits(bits: int, count: int) -> list[float]:
    return [1.0 if bits >> place & 1 else 0.0 for place in range(count)]
