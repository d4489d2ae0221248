"""The lines between the two ``---`` at the top of a file: flat YAML, written and read.

Writing needs no YAML library. Reading takes PyYAML's node graph, for its line numbers,
and refuses what no teardown needs: aliases, deep nesting, tags.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from store.exchange.errors import Fault
from store.exchange.values import show_instant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yaml import Node

__all__ = ["FrontMatter", "can_be_written", "read_front_matter", "write_front_matter"]

MOST_DEEP = 8
"""Levels of lists and mappings in a value that somebody else put there."""
_MOST_CHARACTERS = 8 * 1024 * 1024
_MOST_ENTRIES = 20_000
"""Lines and commas: what makes YAML slow to read, and somebody may send a great many."""
_LONGEST_KEY = 1000
"""YAML takes a longer one for no key."""

_PLAIN = re.compile(r"[^\W\d_](?:[\w .()/&'+-]*[\w.()/&'+-])?")
_DAY_OR_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:]{8}(?:\.[0-9]{1,6})?Z)?")
_NOT_TEXT = frozenset(("y", "n", "yes", "no", "true", "false", "on", "off", "null", "inf", "nan"))
_ESCAPED = re.compile(
    r'["\\]|[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]'
)


def write_front_matter(
    values: Mapping[str, str | int | date | list[str] | None], *, others: Mapping[str, Any]
) -> list[str]:
    """Return the lines of the front matter, the two ``---`` included.

    ``values`` are the teardown's own, None for an empty one. ``others`` are JSON values
    that somebody else put there.
    """
    lines = [
        f"{key}:" if value is None else f"{key}: {_own(value)}" for key, value in values.items()
    ]
    lines += [f"{_text(key)}: {_json(value)}" for key, value in others.items()]
    return ["---", *lines, "---"]


def can_be_written(value: Any, *, depth: int = 0) -> bool:
    """Return whether YAML brings this JSON value back as it is."""
    if depth > MOST_DEEP:
        return False
    if isinstance(value, dict):
        keys = all(isinstance(key, str) and len(_quoted(key)) < _LONGEST_KEY for key in value)
        return keys and all(can_be_written(one, depth=depth + 1) for one in value.values())
    if isinstance(value, list):
        return all(can_be_written(one, depth=depth + 1) for one in value)
    if isinstance(value, str):
        return not re.search("[\ud800-\udfff]", value)
    return value is None or isinstance(value, (bool, int, float))


def _own(value: str | int | date | list[str]) -> str:
    if isinstance(value, datetime):
        return show_instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(_text, value))}]"
    return _text(value) if isinstance(value, str) else str(value)


def _json(value: Any) -> str:
    if isinstance(value, str):
        # A day that was typed bare stays bare, so that other tools still see a day.
        return value if _DAY_OR_INSTANT.fullmatch(value) else _text(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_quoted(key)}: {_json(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_json, value))}]"
    if isinstance(value, float):
        return _number(value)
    return str(value)


def _text(value: str) -> str:
    if _PLAIN.fullmatch(value) and value.casefold() not in _NOT_TEXT:
        return value
    return _quoted(value)


def _quoted(value: str) -> str:
    return f'"{_ESCAPED.sub(_escape, value)}"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if character in '"\\':
        return f"\\{character}"
    short = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(character)
    return short or f"\\u{ord(character):04x}"


def _number(value: float) -> str:
    text = repr(value)
    if text.lstrip("-") in ("inf", "nan"):
        return text.replace("inf", ".inf").replace("nan", ".nan")
    mantissa, exponent_mark, exponent = text.partition("e")
    if exponent_mark and "." not in mantissa:
        mantissa += ".0"  # YAML 1.1 takes 1e-05 for a text
    return mantissa + exponent_mark + exponent


@dataclass(slots=True)
class FrontMatter:
    """What the front matter says, and in which line of the file."""

    values: dict[str, Any] = field(default_factory=dict)
    """By key: JSON values."""
    words: dict[str, str] = field(default_factory=dict)
    """By key: a single value as it was typed, so that ``author: 007`` stays so."""
    lines: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    end: int = 0
    """How many lines of the file it takes, with both ``---``; 0 where there is none."""


def read_front_matter(lines: list[str]) -> FrontMatter:
    """Read the front matter from the lines of a file. What is wrong stands in ``faults``."""
    found = FrontMatter()
    if not lines or lines[0].rstrip(" \t") != "---":
        return found
    ends = (n for n, line in enumerate(lines[1:], 1) if line.rstrip(" \t") in ("---", "..."))
    end = next(ends, 0)
    if not end:
        found.faults.append(Fault(1, "the front matter has no “---” at its end"))
        return found
    found.end = end + 1
    text = "\n".join(lines[1:end])
    if len(text) > _MOST_CHARACTERS or sum(map(text.count, "\n,")) > _MOST_ENTRIES:
        found.faults.append(Fault(1, "the front matter is too long to be a teardown’s"))
        return found
    _read_yaml(text, found)
    return found


def _read_yaml(text: str, found: FrontMatter) -> None:
    from yaml import MappingNode, ScalarNode, YAMLError

    from store.exchange.plain_yaml import compose, to_value

    try:
        root = compose(text, most_deep=MOST_DEEP + 1)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it holds characters that YAML does not allow"
        found.faults.append(Fault((mark.line if mark else 0) + 2, f"the front matter: {problem}"))
        return
    if root is None:
        return
    if not isinstance(root, MappingNode):
        found.faults.append(Fault(2, "the front matter is no list of “key: value” lines"))
        return
    for key_node, node in root.value:
        line = _line_of(key_node)
        if not isinstance(key_node, ScalarNode):
            found.faults.append(Fault(line, "the front matter has a key that is no word"))
            continue
        key = str(key_node.value)
        if key in found.values:
            found.faults.append(Fault(line, f"“{key}” stands twice in the front matter"))
            continue
        found.lines[key] = line
        try:
            found.values[key] = to_value(node)
        except ValueError as error:
            found.faults.append(Fault(_line_of(node), f"“{key}” in the front matter: {error}"))
            continue
        if isinstance(node, ScalarNode) and found.values[key] is not None:
            found.words[key] = str(node.value)


def _line_of(node: Node) -> int:
    return int(node.start_mark.line) + 2
