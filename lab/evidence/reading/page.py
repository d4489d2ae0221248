"""A page, parsed once: what its head says, its linked data, and the lines that a reader sees."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

from lab.evidence.reading.lines import one_line
from lab.evidence.reading.linked_data import Thing, read_things

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

__all__ = ["Line", "Page", "line_of", "parse"]

_MOST_META: Final = 2_000
_LONGEST_META: Final = 4_000
_MOST_PARENTS: Final = 8
"""Elements between a word and the heading that it stands in; a page may be far deeper."""
_NOT_READ: Final = frozenset(
    ("script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select")
)
_INLINE: Final = frozenset(
    ("a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "label", "mark", "small",
     "span", "strong", "sub", "sup", "time", "u")
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Words that stand in one line, and what holds the first of them."""

    text: str
    element: HtmlElement

    def within(self, *tags: str) -> HtmlElement | None:
        """Return the nearest element of these tags that the line begins in, or None."""
        if self.element.tag in tags:
            return self.element
        parents = islice(self.element.iterancestors(), _MOST_PARENTS)
        return next((one for one in parents if one.tag in tags), None)


class Page:
    """One parsed page."""

    def __init__(self, root: HtmlElement, *, url: str) -> None:
        self.root = root
        self.url = url

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """What the meta elements say, by property or name in lower case."""
        found: dict[str, list[str]] = {}
        for count, element in enumerate(self.root.iter("meta")):
            if count >= _MOST_META:
                break
            content = element.get("content") or ""
            name = element.get("property") or element.get("name") or ""
            if name and content.strip():
                found.setdefault(name.strip().lower(), []).append(content[:_LONGEST_META])
        return found

    def meta(self, *names: str) -> str:
        """Return what the first of these names says, or an empty text."""
        return next((self.metas[name][0] for name in names if name in self.metas), "")

    @cached_property
    def things(self) -> list[Thing]:
        """The objects of its JSON-LD."""
        return read_things(
            element.text or ""
            for element in self.root.iter("script")
            if "ld+json" in (element.get("type") or "").lower()
        )

    @cached_property
    def lines(self) -> list[Line]:
        """What stands in the body, line by line, apart from scripts and the like."""
        return list(_lines(self.root))

    @cached_property
    def visible(self) -> str:
        """The same in one text."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def canonical(self) -> str:
        """The address that the page gives itself, or an empty text."""
        for link in self.root.iter("link"):
            if "canonical" in (link.get("rel") or "").lower().split():
                return (link.get("href") or "").strip()
        return self.meta("og:url").strip()

    def texts(self, *tags: str) -> Iterator[str]:
        """Yield the words of each element of these tags that has some, in one line each."""
        for element in self.root.iter(*tags):
            if text := line_of(element):
                yield text


def parse(text: str, *, url: str) -> Page:
    """Return the page. Whatever the text is, there is a tree; it may be empty."""
    from lab.evidence.extraction.parsing import parse as parse_source

    return Page(parse_source(text).root, url=url)


def line_of(element: HtmlElement) -> str:
    """Return the visible words of an element in one line."""
    return one_line(" ".join(line.text for line in _lines(element)))


def _lines(root: HtmlElement) -> Iterator[Line]:
    """Yield the lines below an element, without recursion: a page may be 100,000 tags deep."""
    from lxml.etree import iterwalk

    words: list[str] = []
    first = root
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        starts = event == "start"
        tag = element.tag
        if starts and tag in _NOT_READ:
            walk.skip_subtree()
            continue
        if tag not in _INLINE and tag not in _NOT_READ and words:
            yield Line(" ".join(words), first)
            words = []
        text = element.text if starts else element.tail if element is not root else None
        if text and (more := text.split()):
            if not words:
                parent = element.getparent()
                first = element if starts or parent is None else parent
            words += more
    if words:
        yield Line(" ".join(words), first)
