"""Where the headings of a page stand. What is in code, comments, lists and quotes is none."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["BOLD_LEVEL", "Heading", "find_headings"]

BOLD_LEVEL = 7
"""The level of a bold line that stands alone: below every real heading."""

_BOLD = re.compile(r"(\*\*|__)(?![\s*_])([^\n]+?)(?<![\s*_])\1[ \t]*[:.]?")
_PARSER = MarkdownIt("commonmark")


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: the lines that it takes, counted from 0, and what it says."""

    start: int
    end: int
    """The line behind it: one further where it is underlined."""
    level: int
    text: str


def find_headings(text: str) -> list[Heading]:
    """Return the headings of a page from top to bottom, bold lines that stand alone included."""
    # Only the blocks matter; reading what stands within the lines would take most of the time.
    tokens: list[Token] = []
    _PARSER.block.parse(text, _PARSER, {}, tokens)
    found = []
    for token, inside in itertools.pairwise(tokens):
        if token.level or token.map is None:
            continue
        start, end = token.map
        if token.type == "heading_open":
            found.append(Heading(start, end, int(token.tag[1:]), inside.content))
        elif token.type == "paragraph_open" and end == start + 1:
            bold = _BOLD.fullmatch(inside.content)
            if bold:
                found.append(Heading(start, end, BOLD_LEVEL, bold[2]))
    return found
