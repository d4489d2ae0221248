"""A page as one reads it, line by line: headings, list items, rows of tables, code, links.

The words are those in which quotes live (see :mod:`lab.evidence.quoting.page_text`). What a line
is, and which of its words are bold or lead somewhere, is looked up in the Markdown only when the
line is wanted, so that a long page is there at once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from lab.evidence.quoting.page_text import page_text
from lab.evidence.sentences import sentences

if TYPE_CHECKING:
    from lab.evidence.quoting.edited import Edited

__all__ = ["Ink", "Page", "Part", "PartKind", "Stretch"]

PartKind = Literal["heading", "paragraph", "item", "row", "code"]
Ink = Literal["strong", "emphasis", "code", "link", "image"]

_FENCE: Final = re.compile(r"^[ \t>]*(`{3,}|~{3,})", re.MULTILINE)
_LEAD: Final = re.compile(
    r"(?P<quoted>(?:[ \t]*>)*)(?P<space>[ \t]*)"
    r"(?:(?P<hashes>#{1,6})(?=[ \t]|$)|(?P<marker>[-*+]|[0-9]{1,9}[.)])(?=[ \t]))?"
    r"[ \t]*(?P<tick>\[[ xX]\](?=[ \t]))?"
)
_UNDERLINE: Final = re.compile(r"[ \t]{0,3}(?P<mark>=+|-{2,})[ \t]*$")
_HEADING: Final = re.compile(r"^[ \t>]*#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_ROW: Final = re.compile(r"[ \t>]*\|")
_BELOW_HEAD: Final = re.compile(r"[ \t>]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?)?[ \t]*$")
_EDGE: Final = re.compile(r"[ \t]*\|[ \t]*$")
_TOKEN: Final = re.compile(
    r"\\(?=.)|(?P<ticks>`+)|(?P<bracket>!?\[)|\]\((?P<target>[^\n]*?)\)(?=$|[\]*_~`<|\s])"
    r"|(?P<emphasis>\*\*|\*|__|_|~~)|(?P<angle>[<>])"
)
_TARGET: Final = re.compile(r"[ \t]*<?(?P<address>[^\s<>]*)")
_STYLES: Final[dict[str, Ink]] = {
    "**": "strong", "__": "strong", "*": "emphasis", "_": "emphasis", "~~": "emphasis",
    "[": "link", "![": "image", "<": "link", "`": "code",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a line that are set apart; the places are those of the page's text."""

    start: int
    end: int
    ink: Ink
    address: str = ""
    """Where a link leads, or where an image is."""


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the page's text, and what it is."""

    number: int
    start: int
    end: int
    kind: PartKind
    level: int = 0
    """Of a heading, 1 to 6."""
    marker: str = ""
    """What stands before a list item: ``-``, ``3.``, ``[x]``."""
    indent: int = 0
    quoted: int = 0
    """How many quotations it stands in."""
    cells: tuple[tuple[int, int], ...] = ()
    is_head: bool = False
    """Whether it is the head of a table."""
    apart: bool = True
    """Whether it stands apart from the line before it."""
    stretches: tuple[Stretch, ...] = ()


class Page:
    """The readable text of a page and its parts, one a line."""

    def __init__(self, markdown: str) -> None:
        self._edited: Edited = page_text(markdown)
        self.text: str = self._edited.text
        self._starts = [0, *(found.end() for found in re.finditer("\n", self.text))]
        self._parts: dict[int, Part] = {}
        self._headings: list[tuple[int, int]] | None = None
        self._code = _fenced(markdown)
        self._code_starts = [start for start, _ in self._code]

    def __len__(self) -> int:
        return len(self._starts)

    def number_at(self, place: int) -> int:
        """Return the number of the part that holds a place of the text."""
        return max(0, bisect_right(self._starts, place) - 1)

    def bounds(self, number: int) -> tuple[int, int]:
        """Return where a part begins and ends."""
        start = self._starts[number]
        is_last = number + 1 == len(self._starts)
        return start, len(self.text) if is_last else self._starts[number + 1] - 1

    def part(self, number: int) -> Part:
        """Return a part."""
        found = self._parts.get(number)
        if found is None:
            found = self._parts[number] = self._read(number)
        return found

    def part_at(self, place: int) -> Part:
        """Return the part that holds a place of the text."""
        return self.part(self.number_at(place))

    def sentences_of(self, number: int) -> list[tuple[int, int]]:
        """Return the sentences of a part; each cell of a row has its own."""
        part = self.part(number)
        if part.kind in {"code", "heading"}:
            return sentences(self.text, part.start, part.end)[:1] and [_whole(self.text, part)]
        pieces = part.cells or ((part.start, part.end),)
        return [span for start, end in pieces for span in sentences(self.text, start, end)]

    def sentence_at(self, place: int) -> tuple[int, int]:
        """Return the sentence at a place, else the nearest one before, else the first after."""
        number = self.number_at(place)
        before = [span for span in self.sentences_of(number) if span[0] <= place]
        if before:
            return before[-1]
        return self.next_sentence(place, -1) or self.next_sentence(place - 1, 1) or (place, place)

    def next_sentence(self, place: int, step: Literal[1, -1]) -> tuple[int, int] | None:
        """Return the first sentence that begins after a place, or the last one before it."""
        number = self.number_at(place)
        while 0 <= number < len(self):
            spans = self.sentences_of(number)
            if step > 0:
                found = next((span for span in spans if span[0] > place), None)
            else:
                found = next((span for span in reversed(spans) if span[0] < place), None)
            if found is not None:
                return found
            number += step
        return None

    def headings(self) -> list[tuple[int, int]]:
        """Return where every heading stands."""
        if self._headings is None:
            source = self._edited.source
            places = [
                self._edited.place_of(found.end())
                for found in _HEADING.finditer(source)
                if not self._in_code(found.start())
            ]
            bounds = (self.bounds(self.number_at(place)) for place in places)
            self._headings = [(start, end) for start, end in bounds if start < end]
        return self._headings

    def address_at(self, place: int, end: int) -> str:
        """Return where a link leads that some of these words belong to; empty where none does."""
        for number in range(self.number_at(place), self.number_at(max(place, end - 1)) + 1):
            for stretch in self.part(number).stretches:
                if stretch.address and stretch.start < end and place < stretch.end:
                    return stretch.address
        return ""

    # Reading the Markdown

    def _read(self, number: int) -> Part:
        start, end = self.bounds(number)
        source = self._edited.source
        place = self._edited.source_at(start) if start < len(self.text) else len(source)
        line_start = source.rfind("\n", 0, place) + 1
        line_end = source.find("\n", place)
        line = source[line_start : line_end if line_end >= 0 else len(source)]
        apart = self._is_apart(number, line_start)
        if self._in_code(line_start):
            return Part(number, start, end, "code", apart=apart)
        lead = _LEAD.match(line)
        if lead is None:  # pragma: no cover - every part of the pattern may be empty
            return Part(number, start, end, "paragraph", apart=apart)
        quoted = lead["quoted"].count(">")
        below = source[line_end + 1 : source.find("\n", line_end + 1)] if line_end >= 0 else ""
        if _ROW.match(line):
            return Part(
                number, start, end, "row",
                quoted=quoted, apart=apart, cells=self._cells(start, end),
                is_head=_BELOW_HEAD.match(below) is not None,
                stretches=self._stretches(start, end, line_start),
            )  # fmt: skip
        kind: PartKind = "paragraph"
        level = len(lead["hashes"] or "")
        marker = lead["marker"] or ""
        underline = _UNDERLINE.match(below)
        if level:
            kind = "heading"
        elif marker:
            kind = "item"
        elif underline is not None and apart:
            kind, level = "heading", 1 if underline["mark"][0] == "=" else 2
        return Part(
            number, start, end, kind,
            level=level, marker=lead["tick"] or marker, quoted=quoted, apart=apart,
            indent=len(lead["space"].expandtabs(4)) if marker else 0,
            stretches=self._stretches(start, end, line_start + lead.end()),
        )  # fmt: skip

    def _in_code(self, place: int) -> bool:
        number = bisect_right(self._code_starts, place) - 1
        return number >= 0 and place < self._code[number][1]

    def _is_apart(self, number: int, line_start: int) -> bool:
        """Return whether something lies between a part and the one before it."""
        if number == 0:
            return True
        before = self._edited.source_at(max(0, self._starts[number] - 2))
        between = self._edited.source[before:line_start]
        if self._in_code(line_start) and self._in_code(before):
            return _FENCE.search(between) is not None
        return between.count("\n") > 1 and "\n\n" in re.sub(r"\n[ \t>]+(?=\n)", "\n", between)

    def _cells(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return the cells of a row."""
        cells = []
        first = start
        source = self._edited.source
        for place in range(start, end):
            if self.text[place] == " ":
                begin, stop = self._edited.source_span(place, place + 1)
                if stop - begin >= 1 and _EDGE.match(source[begin:stop]):
                    cells.append((first, place))
                    first = place + 1
        return (*cells, (first, end))

    def _stretches(self, start: int, end: int, source_start: int) -> tuple[Stretch, ...]:
        """Return what is set apart, from the marks that were taken out between the words."""
        source = self._edited.source
        found: list[Stretch] = []
        opened: list[tuple[str, int]] = []
        last = source_start
        for place in range(start, end + 1):
            if place < end:
                begin, stop = self._edited.source_span(place, place + 1)
            else:
                begin = stop = self._source_end(end, last)
            if begin > last:
                _take(source[last:begin], place, opened, found, self.text)
            last = stop
        found.sort(key=lambda stretch: (stretch.start, -stretch.end))
        return tuple(found)

    def _source_end(self, end: int, last: int) -> int:
        source = self._edited.source
        line_end = source.find("\n", last)
        stop = line_end if line_end >= 0 else len(source)
        return min(stop, self._edited.source_at(end)) if end < len(self.text) else stop


def _take(
    marks: str, place: int, opened: list[tuple[str, int]], found: list[Stretch], text: str
) -> None:
    """Go through marks that stand before a place: each opens something or closes it."""
    for token in _TOKEN.finditer(marks):
        if token["target"] is not None:
            _close({"[", "!["}, place, opened, found, _address(token["target"]))
        elif token["bracket"]:
            opened.append((token["bracket"], place))
        elif token["angle"] == "<":
            opened.append(("<", place))
        elif token["angle"]:
            _close({"<"}, place, opened, found, text[opened[-1][1] : place] if opened else "")
        elif token["ticks"] or token["emphasis"]:
            mark = "`" if token["ticks"] else token["emphasis"]
            if not _close({mark}, place, opened, found, ""):
                opened.append((mark, place))


def _close(
    marks: set[str],
    place: int,
    opened: list[tuple[str, int]],
    found: list[Stretch],
    address: str,
) -> bool:
    for number in range(len(opened) - 1, -1, -1):
        mark, start = opened[number]
        if mark in marks:
            del opened[number]
            if start < place:
                found.append(Stretch(start, place, _STYLES[mark], address))
            return True
    return False


def _address(target: str) -> str:
    found = _TARGET.match(target)
    return found["address"] if found is not None else ""


def _fenced(markdown: str) -> list[tuple[int, int]]:
    """Return the stretches of the Markdown that are code between fences."""
    found = []
    fence, start = "", 0
    for line in _FENCE.finditer(markdown):
        if not fence:
            fence, start = line[1], markdown.find("\n", line.end()) + 1
            if start == 0:
                break
        elif line[1].startswith(fence):
            found.append((start, line.start()))
            fence = ""
    if fence and start:
        found.append((start, len(markdown)))
    return found


def _whole(text: str, part: Part) -> tuple[int, int]:
    line = text[part.start : part.end]
    return part.start + len(line) - len(line.lstrip()), part.start + len(line.rstrip())
