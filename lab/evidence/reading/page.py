"""A page, parsed once: what its head says, its linked data, and the words that a reader sees."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from lab.evidence.reading.lines import one_line
from lab.evidence.reading.linked_data import Thing, read_things

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["Page", "parse"]

_MOST_META: Final = 2_000
_LONGEST_META: Final = 4_000
_NOT_READ: Final = frozenset(
    ("script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select")
)


class Page:
    """One parsed page."""

    def __init__(self, root: _Element, *, url: str) -> None:
        self.root = root
        self.url = url

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """What the meta elements say, by name, property or itemprop in lower case."""
        found: dict[str, list[str]] = {}
        for count, element in enumerate(self.root.iter("meta")):
            if count >= _MOST_META:
                break
            content = element.get("content") or ""
            name = element.get("property") or element.get("name") or ""
            if name and content.strip():
                found.setdefault(name.strip().lower(), []).append(content[:_LONGEST_META])
        return found

    @cached_property
    def things(self) -> list[Thing]:
        """The objects of its JSON-LD."""
        return read_things(
            element.text or ""
            for element in self.root.iter("script")
            if "ld+json" in (element.get("type") or "").lower()
        )

    def meta(self, *names: str) -> str:
        """Return what the first of these names says, or an empty text."""
        return next((self.metas[name][0] for name in names if name in self.metas), "")

    def elements(self, *tags: str) -> Iterator[_Element]:
        """Yield the elements of these tags in their order on the page."""
        return self.root.iter(*tags)

    @cached_property
    def visible(self) -> str:
        """The words that stand in the body, apart from scripts and the like, in one line."""
        return " ".join(" ".join(_texts(self.root)).split())

    @cached_property
    def canonical(self) -> str:
        """The address that the page gives itself, or an empty text."""
        for link in self.root.iter("link"):
            if "canonical" in (link.get("rel") or "").lower().split():
                return (link.get("href") or "").strip()
        return self.meta("og:url")


def parse(text: str, *, url: str) -> Page:
    """Return the page. Whatever the text is, there is a tree; it may be empty."""
    from lab.evidence.extraction.parsing import parse as parse_source

    return Page(parse_source(text).root, url=url)


def line_of(element: _Element) -> str:
    """Return the visible words of an element in one line."""
    return one_line(" ".join(_texts(element)))


def _texts(element: _Element) -> Iterator[str]:
    """Yield the texts below an element, without recursion: a page may be 100,000 tags deep."""
    from lxml.etree import iterwalk

    walk = iterwalk(element, events=("start", "end"))
    for event, one in walk:
        if event == "start":
            if one.tag in _NOT_READ:
                walk.skip_subtree()
            elif one.text:
                yield one.text
        elif one is not element and one.tail:
            yield one.tail
