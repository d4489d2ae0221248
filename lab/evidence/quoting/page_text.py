"""The words of a page as one reads them: its Markdown without the marks, with the way back.

Quotes live in this text and not in the Markdown, so that they outlive a change of marks, and so
that a browser finds them. A block is a line; the cells of a table's row stand side by side.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from lab.evidence.quoting.edited import Edit, Edited
from lab.evidence.quoting.inline_marks import inline_edits

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["page_text"]

_FENCE: Final = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})[^`\n]*$")
_NO_WORDS: Final = re.compile(
    r"[ \t>]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*"
    r"|\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?)?$"
)
"""A line that is empty, a rule, an underline, or the line below a table's head."""
_LEAD: Final = re.compile(
    r"(?P<marks>(?:[ \t]*(?:>|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))){0,20}"
    r"(?:[ \t]*#{1,6}(?=[ \t]|$))?)[ \t]*(?:\[[ xX]\](?=[ \t]))?[ \t]*"
)
"""What stands before the words of a line: quotation, heading, list and tick marks."""
_CLOSING_HASHES: Final = re.compile(r"[ \t]+#+[ \t]*$")
_ROW: Final = re.compile(r"[ \t]*\|")


class _Line(NamedTuple):
    """The words of a line, its marks left out."""

    start: int
    end: int
    breaks: bool = False
    """Whether what follows stands on a line of its own."""


class _Block(NamedTuple):
    kind: Literal["text", "row", "code"]
    lines: list[_Line]


def page_text(markdown: str) -> Edited:
    """Return the readable text of a page; its ``source`` is the Markdown."""
    return Edited(markdown, _edits(markdown))


def _edits(markdown: str) -> Iterator[Edit]:
    place, gap = 0, ""
    for kind, lines in _blocks(markdown):
        edits = []
        for line in lines:
            edits.append(Edit(place, line.start, gap))
            place, gap = line.end, "\n" if line.breaks else " "
        gap = "\n"
        if kind != "code":
            spans = [(line.start, line.end) for line in lines]
            edits = sorted([*edits, *inline_edits(markdown, spans, in_row=kind == "row")])
        yield from (edit for edit in edits if edit.text or edit.end > edit.start)
    yield Edit(place, len(markdown))


def _blocks(markdown: str) -> Iterator[_Block]:
    fence = ""
    lines: list[_Line] = []
    for start, end in _lines(markdown):
        text = markdown[start:end]
        fenced = _FENCE.match(text)
        if fence:
            if fenced and fenced["fence"].startswith(fence) and text.rstrip().endswith(fence[0]):
                fence = ""
            else:
                yield _Block("code", [_Line(start, end)])
            continue
        lead = _LEAD.match(text)
        begins = fenced or _NO_WORDS.match(text) or lead is None or lead["marks"]
        is_row = _ROW.match(text, lead.end("marks")) if lead else None
        if lines and (begins or is_row):
            yield _Block("text", lines)
            lines = []
        if fenced:
            fence = fenced["fence"]
        elif is_row and not _NO_WORDS.match(text):
            yield _Block("row", [_Line(start + is_row.start(), end)])
        elif lead and not _NO_WORDS.match(text):
            line, goes_on = _line(text, start, lead)
            lines.append(line)
            if not goes_on:
                yield _Block("text", lines)
                lines = []
    if lines:
        yield _Block("text", lines)


def _lines(markdown: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(markdown):
        end = markdown.find("\n", start)
        end = len(markdown) if end < 0 else end
        yield start, end
        start = end + 1


def _line(text: str, start: int, lead: re.Match[str]) -> tuple[_Line, bool]:
    """Return the words of a line, and whether its block may go on in the next."""
    is_heading = "#" in lead["marks"]
    words = text[lead.end() :]
    kept = words.rstrip()
    if is_heading:
        kept = _CLOSING_HASHES.sub("", f" {kept}")[1:]
    hard = kept.endswith("\\") and not kept.endswith("\\\\")
    if hard:
        kept = kept[:-1]
    breaks = hard or words.endswith("  ")
    begin = start + lead.end()
    return _Line(begin, begin + len(kept), breaks), not is_heading
