"""Whom a page shows as its author beside the heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.evidence.reading.facts.names import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from lab.evidence.reading.heading import Heading
    from lab.evidence.reading.page import Line

__all__ = ["Byline", "bylines_of"]

_BELOW: Final = 60
"""Words below the heading in which its author may stand."""
_ABOVE: Final = 12
_LONGEST_LINE: Final = 30
"""Words."""
_MOST_PARENTS: Final = 3

_BY: Final = re.compile(
    r"^(?:(?:article |post |story |text |guest post )?"
    r"(?:written|posted|authored|words|story|text)?\s*"
    r"by|authors?\s*:)\s*:?\s*(?P<name>.*)$",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"\b(?:post|entry|article|blog|story|p)?[-_]*_*(?:author|byline|username|contributor|writer)s?"
    r"(?:[-_]*(?:name|link|title|info|meta|text|url|fn))*\b",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(r"descri|bio|about|job|role|position|credential", re.IGNORECASE)
_TO_PERSON: Final = re.compile(
    r"/(?:authors?|contributors?|writers?|people|staff|team|profiles?|users?|members?|bios?|by|"
    r"experts?|columnists?|reporters?|journalists?|editors?)/[^/?#]+/?(?:[?#]|$)",
    re.IGNORECASE,
)
_WORD: Final = r"[^\W\d_a-z][\w’'.-]*"
_SMALL: Final = (
    r"(?:(?:de|del|della|der|den|di|da|dos|du|la|le|van|von|bin|al|el|ter|y|of|with)\s+)*"
)
_NAME: Final = re.compile(
    rf"(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir|Rev)\.?\s+)?{_WORD}(?:\s+{_SMALL}{_WORD}){{1,3}}"
    r"(?:,? [A-Z][\w.]*)*"
)
_NO_NAME: Final = re.compile(
    r"\b(?:log ?in|sign ?(?:in|up)|register|subscribe|read|more|share|follow|view|about|contact|"
    r"posts?|articles?|profile|bio|all|now|here|our|the|us|me|my|your|this|disclosure|policy|"
    r"privacy|offline|online|member|newsletter|comments?|article|editorial|team|sponsored|staff|published|"
    r"updated|author|guide|checklists?|planning|tips|university|in|on|for)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Names that stand together beside the heading; none where it is somebody unclear."""

    names: list[str]
    is_said: bool
    """“By” stands before them, or the page marks them as its author; else they are only linked
    as people are."""


def bylines_of(heading: Heading | None) -> list[Byline]:
    """Return the bylines beside the heading, the nearest first."""
    if heading is None:
        return []
    found: dict[tuple[str, ...], Byline] = {}
    for lines in (heading.after(_BELOW), heading.before(_ABOVE)):
        for byline in _in_lines(lines):
            if byline.names or byline.is_said:
                found.setdefault(tuple(byline.names), byline)
    return list(found.values())


def _in_lines(lines: list[Line]) -> Iterator[Byline]:
    by_alone = False
    for line in lines:
        if line.text.count(" ") >= _LONGEST_LINE:
            by_alone = False
            continue
        said = _BY.match(line.text)
        if said is not None and not said["name"]:
            by_alone = True
        elif said is not None:
            by_alone = False
            yield Byline(_people(said["name"]), is_said=True)
        elif by_alone:
            by_alone = False
            yield Byline(_people(line.text), is_said=True)
        elif mark := _mark(line.element):
            yield Byline(_people(line.text), is_said=mark == "author")


def _people(text: str) -> list[str]:
    """Return the names in a text; none where one of them is not a person's."""
    names = names_in(text)
    return names if all(map(_is_person, names)) else []


def _is_person(name: str) -> bool:
    return _NAME.fullmatch(name) is not None and _NO_NAME.search(name) is None


def _mark(element: HtmlElement) -> str:
    """Return how the page marks what stands here: as its author, as a link to a person, or not."""
    parents = zip(range(_MOST_PARENTS), element.iterancestors(), strict=False)
    near = [element, *(parent for _, parent in parents)]
    if any(
        "author" in (one.get("rel") or "").split()
        or one.get("itemprop") == "author"
        or (_NAMED.search(one.get("class") or "") and not _ABOUT.search(one.get("class") or ""))
        for one in near
    ):
        return "author"
    links = (one.get("href") or "" for one in near if one.tag == "a")
    return "person" if any(map(_TO_PERSON.search, links)) else ""
