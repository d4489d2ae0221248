"""In which line of a JSON text a value stands, for whoever has to put it right."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["line_of", "lines_of"]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


def line_of(text: str, path: Sequence[str | int]) -> int:
    """Return the line, from 1, of the value at a path, or of the nearest one around it.

    The text has to be valid JSON.
    """
    best, best_depth = 0, 0
    for here, start in _values(text):
        depth = len(here)
        if best_depth < depth <= len(path) and all(map(_same, here, path)):
            best, best_depth = start, depth
            if depth == len(path):
                break
    return text.count("\n", 0, best) + 1


def lines_of(text: str, *, deepest: int) -> dict[tuple[str | int, ...], int]:
    """Return the lines of all values down to that many steps, by their paths, in one go.

    The text has to be valid JSON.
    """
    found: dict[tuple[str | int, ...], int] = {}
    line, counted = 1, 0
    for here, start in _values(text):
        if len(here) <= deepest:
            line += text.count("\n", counted, start)
            counted = start
            found.setdefault(tuple(here), line)
    return found


def _values(text: str) -> Iterator[tuple[list[str | int], int]]:
    """Yield each value's path, the same list each time, and where the value begins."""
    here: list[str | int] = []
    kinds: list[str] = []
    is_key = False
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word == ",":
            if kinds[-1] == "[":
                here[-1] = int(here[-1]) + 1
            else:
                is_key = True
            continue
        if word in "}]" and len(word) == 1:
            kinds.pop()
            here.pop()
            is_key = False
            continue
        if word == ":":
            continue
        if is_key:
            here[-1] = json.loads(word)
            is_key = False
            continue
        yield here, token.start()
        if word in "{[":
            kinds.append(word)
            here.append(0 if word == "[" else "")
            is_key = word == "{"


def _same(step: str | int, wanted: str | int) -> bool:
    return str(step) == str(wanted)
