"""The invisible comments that hold a teardown's Markdown together.

A mark is one HTML comment: ``<!-- teardown:answer frame.what {"required":true} -->``
opens an answer, ``<!-- /teardown:answer -->`` closes it. Ids stand bare, everything
else in one JSON object that never holds ``--``, ``<``, ``>`` or ``|``, so that no value
can end the comment or a table cell.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

__all__ = ["LINT_OFF", "LINT_ON", "Mark", "find_mark", "mark", "to_json", "without_lint_marks"]

LINT_OFF = "<!-- markdownlint-disable -->"
LINT_ON = "<!-- markdownlint-restore -->"
"""Linters look away between these two: what stands there is the author's own text."""

_UNSAFE = re.compile(
    "--|[<>|\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_BARE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._]|-(?!-))*\Z")
_OPENING = re.compile(r"<!--[ \t]*(/?)teardown:(?!chars\b|newlines\b)([a-z-]+)")
_LINT_MARK = re.compile(r"[ \t]*<!-- markdownlint-(?:disable|restore) -->[ \t]*")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark that was found in a line."""

    name: str
    closing: bool = False
    ids: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    before: str = ""
    """What stands in front of it in its line."""
    after: str = ""
    """What stands behind it in its line."""
    fault: str = ""
    """What is wrong with it; empty if nothing is."""


def to_json(value: Any) -> str:
    """Return JSON in one line that may stand inside an HTML comment and a table cell."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return _UNSAFE.sub(lambda found: "".join(f"\\u{ord(c):04x}" for c in found[0]), text)


def mark(name: str, *ids: str, values: dict[str, Any] | None = None) -> str:
    """Return an opening mark; give a name with a leading slash for a closing one."""
    slash, bare_name = ("/", name[1:]) if name.startswith("/") else ("", name)
    words = [f"{slash}teardown:{bare_name}"]
    words += [one if _BARE.match(one) else to_json(one) for one in ids]
    if values:
        words.append(to_json(values))
    return f"<!-- {' '.join(words)} -->"


def find_mark(line: str) -> Mark | None:
    """Return the first mark in a line, or None. What an author wrote can hold none."""
    found = _OPENING.search(line)
    if not found:
        return None
    slash, name = found.groups()
    end = line.find("-->", found.end())
    before = line[: found.start()]
    if end < 0:
        return Mark(name, bool(slash), before=before, fault="this mark has no “-->” at its end")
    try:
        ids, values = _arguments(line[found.end() : end].strip(" \t"))
    except (ValueError, RecursionError):
        return Mark(
            name,
            bool(slash),
            before=before,
            after=line[end + 3 :],
            fault=f"the “teardown:{name}” mark cannot be read any more; undo the change to it",
        )
    return Mark(name, bool(slash), ids, values, before, line[end + 3 :])


def without_lint_marks(text: str) -> str:
    """Return what is left of a mark's line once the linter's own comments are gone."""
    return _LINT_MARK.sub("", text) if "markdownlint" in text else text


def _arguments(text: str) -> tuple[tuple[str, ...], dict[str, Any]]:
    ids: list[str] = []
    decoder = json.JSONDecoder()
    while text:
        if text.startswith("{"):
            values = json.loads(text)
            return tuple(ids), values
        if text.startswith('"'):
            one, end = decoder.raw_decode(text)
            rest = text[end:]
        else:
            one, _, rest = text.partition(" ")
        ids.append(str(one))
        text = rest.strip(" \t")
    return tuple(ids), {}
