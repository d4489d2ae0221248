"""The heading that a page's text begins with, and what stands right around it.

Who wrote a text and when stands beside its heading; what stands further off belongs to
something else often enough.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lab.evidence.reading.page import Line, Page

__all__ = ["Heading", "heading_of", "likeness", "parts_of"]

_HEADINGS: Final = ("h1", "h2", "h3")
_MOST_WORDS: Final = 40
"""A longer heading is a paragraph in large letters."""
_FIRST_RANK: Final = 0.25
"""How much better an ``h1`` fits for being one."""
_BETWEEN: Final = re.compile(r"\s+[|\-–—·•»«:/~]+\s+|\s*[|»]\s*")
_WORDS: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading, and the lines around it."""

    text: str
    lines: tuple[Line, ...]
    first: int
    """Where it begins in the lines."""
    last: int
    """Where it ends."""

    def after(self, words: int) -> list[Line]:
        """Return the lines below it that begin within so many words."""
        return _within(self.lines[self.last + 1 :], words)

    def before(self, words: int) -> list[Line]:
        """Return the lines above it within so many words, the nearest first."""
        return _within(self.lines[: self.first][::-1], words)


def heading_of(page: Page) -> Heading | None:
    """Return the heading that the page's title repeats, else its first ``h1``."""
    title = page.meta("og:title") or next(page.texts("title"), "")
    parts = parts_of(title)
    best: tuple[float, int] | None = None
    found: list[tuple[str, int, int]] = []
    last_element = None
    for number, line in enumerate(page.lines):
        element = line.within(*_HEADINGS)
        if element is None:
            continue
        if element is last_element:
            text, first, _ = found[-1]
            found[-1] = (f"{text} {line.text}", first, number)
        else:
            found.append((line.text, number, number))
        last_element = element
        text, first, _ = found[-1]
        score = _fits(text, title, parts) + (_FIRST_RANK if element.tag == "h1" else 0.0)
        if len(text.split()) <= _MOST_WORDS and (best is None or score > best[0]):
            best = (score, first)
    if best is None or best[0] < _FIRST_RANK:  # neither an h1 nor a part of the title
        return None
    text, first, last = next(one for one in found if one[1] == best[1])
    return Heading(text, tuple(page.lines), first, last)


def parts_of(title: str) -> list[str]:
    """Return the parts of a title such as “Pricing | Acme”."""
    return [part.strip() for part in _BETWEEN.split(title) if part.strip()]


def _fits(text: str, title: str, parts: list[str]) -> float:
    """Return how well a heading fits the title: what stands first in it names the page."""
    return max(likeness(text, title), likeness(text, parts[0]) if parts else 0.0)


def likeness(first: str, second: str) -> float:
    """Return how many of their words two titles have in common, from 0 to 1."""
    one, other = _words_of(first), _words_of(second)
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _words_of(text: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(text.casefold()))


def _within(lines: tuple[Line, ...], words: int) -> list[Line]:
    taken: list[Line] = []
    for line in lines:
        if words <= 0:
            break
        taken.append(line)
        words -= len(line.text.split())
    return taken
