"""What the lines at the top of a page say about it, without front matter.

Only what cannot be meant otherwise is taken: “**Product:** Granola”, “Author: Aya Ito”, “By
Maria, March 2026”, each a line of its own. The lines themselves stay where they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from store.exchange.foreign.titles import plain_title

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["opening_facts"]

_NAMES: Final = {
    "product": "product",
    "product name": "product",
    "maker": "maker",
    "author": "author",
    "written by": "author",
}
"""By label: the fact that it says."""
_MOST_LINES: Final = 30
_LONGEST: Final = 80
"""Characters of a name; what is longer is a sentence."""
_LABELLED: Final = re.compile(
    r"(?:[-*+][ \t]+)?(?P<label>[A-Za-z ]{4,12}?)[ \t]*:[ \t]+(?P<value>\S.*)"
)
_ROW: Final = re.compile(r"\|(?P<label>[^|]+)\|(?P<value>[^|]+)\|")
_MONTH: Final = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DATE: Final = (
    rf"(?:\d{{1,2}}\.?\s+)?{_MONTH}(?:\s+\d{{1,2}},?)?\s+\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}"
)
_BY_LINE: Final = re.compile(
    rf"by[ ](?P<name>[^,·|–—(]+?)\s*[,·|–—(]\s*(?:{_DATE})\)?", re.IGNORECASE
)
_NAME: Final = re.compile(r"[^\W\d_][\w.'’-]*(?:[ ][^\W\d_][\w.'’-]*){0,4}")
"""One to five words, as people's names have."""
_NOBODY: Final = frozenset(("n/a", "tbd", "unknown", "none", "todo", "me", "-", "–", "—", "?"))


def opening_facts(lines: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Return what these lines say, by fact: where it stands, and the value; the first counts."""
    facts: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(lines[:_MOST_LINES]):
        if line.lstrip().startswith(("```", "~~~")):
            break
        fact, value = _read(line)
        if fact and _is_name(fact, value):
            facts.setdefault(fact, (number, value))
    return facts


def _read(line: str) -> tuple[str, str]:
    """Return a fact and its value; two empty texts where the line says none."""
    line = line.strip()
    if not line or len(line) > 4 * _LONGEST or line.startswith((">", "#")):
        return "", ""
    row = _ROW.fullmatch(line)
    if row:
        return _fact(plain_title(row["label"])), plain_title(row["value"])
    text = plain_title(line.removesuffix("\\"))
    if found := _LABELLED.fullmatch(text):
        return _fact(found["label"]), found["value"].strip()
    if found := _BY_LINE.fullmatch(text):
        return "author", found["name"]
    return "", ""


def _fact(label: str) -> str:
    return _NAMES.get(" ".join(label.casefold().split()), "")


def _is_name(fact: str, value: str) -> bool:
    if not value or len(value) > _LONGEST or not value.isprintable() or value.casefold() in _NOBODY:
        return False
    return fact != "author" or _NAME.fullmatch(value) is not None
