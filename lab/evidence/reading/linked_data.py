"""What a page states in JSON-LD: every object in it, however it is wrapped, within bounds."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Thing", "read_things"]

_MOST_CHARACTERS: Final = 2_000_000
"""Of all scripts together; a shop's longest list of goods has a quarter of it."""
_MOST_THINGS: Final = 5_000
_MOST_DEEP: Final = 24

_WRAPPED: Final = re.compile(
    r"^\s*(?:<!--|/[/*]\s*<!\[CDATA\[\s*(?:\*/)?|<!\[CDATA\[)|"
    r"(?:-->|(?://|/\*)?\s*\]\]>\s*(?:\*/)?)\s*$"
)
_COMMA_TOO_MANY: Final = re.compile(r",(\s*[}\]])")


@dataclass(frozen=True, slots=True)
class Thing:
    """One object of the linked data."""

    types: frozenset[str]
    """Without the vocabulary's address, lower case."""
    values: dict[str, Any] = field(repr=False)
    path: tuple[str, ...] = ()
    """The properties that lead to it from the top; empty for an object of its own."""

    def all(self, name: str) -> list[Any]:
        """Return the values of a property as a list."""
        value = self.values.get(name)
        if value is None:
            return []
        return value if isinstance(value, list) else [value]

    def text(self, name: str) -> str:
        """Return the first text that a property has, or an empty one."""
        return next((one for one in self.all(name) if isinstance(one, str)), "")


def read_things(scripts: Iterable[str]) -> list[Thing]:
    """Return every object in the scripts, outer ones first; what is broken is passed over."""
    things: list[Thing] = []
    left = _MOST_CHARACTERS
    for script in scripts:
        left -= len(script)
        if left < 0:
            break
        for thing in _walk(_parsed(script), ()):
            things.append(thing)
            if len(things) >= _MOST_THINGS:
                return things
    return things


def _parsed(script: str) -> Any:
    text = _WRAPPED.sub("", script).strip().rstrip(";")
    for mend in (str, _without_commas, html.unescape):
        try:
            return json.loads(mend(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _without_commas(text: str) -> str:
    return _COMMA_TOO_MANY.sub(r"\1", text)


def _walk(value: Any, path: tuple[str, ...]) -> Iterator[Thing]:
    if len(path) > _MOST_DEEP:
        return
    if isinstance(value, list):
        for one in value:
            # A list is no step: what lies in it lies where the list lies. A list in a list
            # is no JSON-LD and leads nowhere.
            if isinstance(one, dict):
                yield from _walk(one, path)
        return
    if not isinstance(value, dict):
        return
    types = value.get("@type", ())
    names = types if isinstance(types, list) else [types]
    known = frozenset(
        one.rpartition("/")[2].rpartition(":")[2].rpartition("#")[2].lower()
        for one in names
        if isinstance(one, str)
    )
    if known:
        yield Thing(known, value, path)
    for name, one in value.items():
        if isinstance(one, (dict, list)):
            yield from _walk(one, path if name == "@graph" else (*path, name))
