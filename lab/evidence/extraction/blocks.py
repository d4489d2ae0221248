"""Cuts a page into blocks: runs of text without a line's end inside, with where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from lab.evidence.extraction.hidden import INVISIBLE
from lab.evidence.extraction.hints import hints_of
from lab.evidence.extraction.tags import BLOCKS, UNREAD
from lab.walk.progress import count_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Block", "Cut", "Place", "cut"]

_SPACE: Final = re.compile(r"\s+")


@dataclass(slots=True)
class Place:
    """An element that holds blocks, and all that it inherits from those around it."""

    element: HtmlElement
    tag: str
    parent: Place | None
    depth: int
    hints: int
    """Its own."""
    above: int
    """Its own and those of the elements around it."""
    number: int
    """How many elements of the same kind stand before it in its parent."""
    alike: int = 1
    """How many elements of the same kind its parent holds."""
    first: int = 0
    """The first block inside it, and the one after the last."""
    end: int = 0
    within: frozenset[str] = frozenset()
    """The names of all elements around it, its own included."""
    kinds: dict[str, list[Place]] = field(default_factory=dict)
    """Its children by tag and class."""


@dataclass(slots=True)
class Block:
    """Text between two ends of a line."""

    place: Place
    slots: list[tuple[HtmlElement, bool]]
    """Where its text is: in an element, or (true) behind it."""
    text: str = ""
    words: int = 0
    linked: int = 0
    """Words in links."""
    bold: int = 0
    """Words in bold."""
    buttons: int = 0
    """Words in buttons and labels."""


class _Cutter:
    def __init__(self, root: HtmlElement) -> None:
        self.blocks: list[Block] = []
        self.places: list[Place] = []
        self._root = root
        self._place: Place | None = None
        self._parts: list[str] = []
        self._slots: list[tuple[HtmlElement, bool]] = []
        self._inline = {"a": 0, "b": 0, "button": 0}
        self._counts = {"a": 0, "b": 0, "button": 0}

    def cut(self) -> None:
        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if not isinstance(tag, str):
                continue
            if event == "start":
                if tag in UNREAD and element is not self._root:
                    walk.skip_subtree()
                    continue
                self._start(element, tag)
                if element.text:
                    self._text(element.text, element, behind=False)
            else:
                self._end(element, tag)
                if element.tail and element is not self._root:
                    self._text(element.tail, element, behind=True)
        self._finish()

    def _start(self, element: HtmlElement, tag: str) -> None:
        if tag in BLOCKS or self._place is None:
            self._finish()
            self._enter(element, tag)
        elif tag == "br":
            self._parts.append(" ")
        elif (name := _INLINE.get(tag)) is not None:
            self._inline[name] += 1

    def _end(self, element: HtmlElement, tag: str) -> None:
        if self._place is not None and self._place.element is element:
            self._finish()
            self._place.end = len(self.blocks)
            self._place = self._place.parent or self._place
        elif (name := _INLINE.get(tag)) is not None and self._inline[name]:
            self._inline[name] -= 1

    def _enter(self, element: HtmlElement, tag: str) -> None:
        parent = self._place
        hints = hints_of(element)
        place = Place(
            element,
            tag,
            parent,
            depth=parent.depth + 1 if parent else 0,
            hints=hints,
            above=hints | (parent.above if parent else 0),
            number=0,
            first=len(self.blocks),
        )
        place.within = _with(parent.within, tag) if parent else frozenset((tag,))
        if parent is not None:
            key = f"{tag} {(element.get('class') or '')[:60]}"
            same = parent.kinds.setdefault(key, [])
            place.number = len(same)
            same.append(place)
        self.places.append(place)
        self._place = place

    def _text(self, text: str, element: HtmlElement, *, behind: bool) -> None:
        self._slots.append((element, behind))
        self._parts.append(text)
        inline = self._inline
        if inline["a"] or inline["b"] or inline["button"]:
            words = count_words(text)
            for name in inline:
                if inline[name]:
                    self._counts[name] += words

    def _finish(self) -> None:
        if not self._slots:
            self._parts.clear()
            return
        text = _SPACE.sub(" ", INVISIBLE.sub("", "".join(self._parts))).strip()
        if text and self._place is not None:
            counts = self._counts
            self.blocks.append(
                Block(
                    self._place,
                    self._slots,
                    text,
                    words=count_words(text),
                    linked=counts["a"],
                    bold=counts["b"],
                    buttons=counts["button"],
                )
            )
        self._slots, self._parts = [], []
        self._counts = {"a": 0, "b": 0, "button": 0}


_INLINE: Final = {"a": "a", "b": "b", "strong": "b", "button": "button", "label": "button"}


def _with(names: frozenset[str], tag: str) -> frozenset[str]:
    return names if tag in names else names | {tag}


class Cut(NamedTuple):
    """A page in pieces."""

    blocks: list[Block]
    """In the order of the source."""
    places: list[Place]
    """The elements that hold them, outer ones first."""


def cut(root: HtmlElement) -> Cut:
    """Return a page in pieces; it stays as it is."""
    cutter = _Cutter(root)
    cutter.cut()
    for place in cutter.places:
        for same in place.kinds.values():
            for each in same:
                each.alike = len(same)
        place.kinds = {}
    return Cut(cutter.blocks, cutter.places)
