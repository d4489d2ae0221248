"""The marks within the lines of a block: emphasis, links, code, escapes, the edges of cells."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple

from lab.evidence.quoting.edited import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["inline_edits"]

_MARK: Final = re.compile(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~])
    |(?P<ticks>`+)
    |(?P<opening>!?\[)
    |(?P<target>\]\([ \t]*(?:<[^<>\n]*>|(?:[^\s()\\]|\\.|\([^\s()]*\))*)
        (?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'))?[ \t]*\))
    |(?P<closing>\])
    |(?P<emphasis>\*+|_+|~~)
    |(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    |<(?P<address>https?://[^\s<>]*|[\w.+-]+@[\w.-]+)>
    |(?P<new_line><br[ ]?/?>)
    |(?P<edge>[ \t]*\|[ \t]*)""",
    re.VERBOSE,
)


class _Run(NamedTuple):
    """A run of emphasis marks that may begin something."""

    mark: str
    start: int
    end: int


class _Marks:
    """Goes through the marks of a block, one after the other."""

    def __init__(self, markdown: str, *, in_row: bool) -> None:
        self.edits: list[Edit] = []
        self._markdown = markdown
        self._in_row = in_row
        self._brackets: list[tuple[int, int]] = []
        self._runs: list[_Run] = []
        self._never_closed: set[int] = set()

    def line(self, start: int, end: int) -> None:
        """Take the marks of one line."""
        place = start
        while found := _MARK.search(self._markdown, place, end):
            place = self._take(found, start, end)

    def _take(self, found: re.Match[str], start: int, end: int) -> int:
        """Take one mark; return where to go on."""
        kind = found.lastgroup
        first, last = found.span()
        if kind == "escaped":
            self.edits.append(Edit(first, first + 1))
        elif kind == "ticks":
            return self._code(first, last, end)
        elif kind == "opening":
            self._brackets.append((first, last))
        elif kind in {"target", "closing"}:
            return self._bracket(found)
        elif kind == "emphasis":
            self._emphasis(found, start, end)
        elif kind == "entity":
            self.edits.append(Edit(first, last, unescape(found[0])))
        elif kind == "address":
            self.edits += [Edit(first, first + 1), Edit(last - 1, last)]
        elif kind == "new_line":
            self.edits.append(Edit(first, last, "\n"))
        elif self._in_row:
            inside = start < first and last < end
            self.edits.append(Edit(first, last, " " if inside else ""))
        return last

    def _code(self, first: int, last: int, end: int) -> int:
        """Keep code as it stands, without its ticks and the one space that may pad it."""
        length = last - first
        closing = None
        if length not in self._never_closed:
            closing = re.compile(rf"(?<!`)`{{{length}}}(?!`)").search(self._markdown, last, end)
        if closing is None:
            self._never_closed.add(length)
            return last
        inside = self._markdown[last : closing.start()]
        pad = int(inside.startswith(" ") and inside.endswith(" ") and bool(inside.strip()))
        self.edits.append(Edit(first, last + pad))
        self.edits.append(Edit(closing.start() - pad, closing.end()))
        return closing.end()

    def _bracket(self, found: re.Match[str]) -> int:
        """Take the end of a link's words; what no link begins with stays."""
        if not self._brackets:
            return found.start() + 1
        opening = self._brackets.pop()
        if found.lastgroup == "closing":
            return found.end()
        self.edits += [Edit(*opening), Edit(*found.span())]
        return found.end()

    def _emphasis(self, found: re.Match[str], start: int, end: int) -> None:
        first, last = found.span()
        mark = found[0][0]
        before = self._markdown[first - 1] if first > start else " "
        after = self._markdown[last] if last < end else " "
        opens = not after.isspace() and (not _is_mark(after) or _is_edge(before))
        closes = not before.isspace() and (not _is_mark(before) or _is_edge(after))
        if mark == "_" and opens and closes:
            opens, closes = _is_edge(before), _is_edge(after)
        if closes:
            first = self._close(mark, first, last)
        if opens and first < last:
            self._runs.append(_Run(mark, first, last))

    def _close(self, mark: str, first: int, last: int) -> int:
        """Pair a run's marks with those before it; return where what is left of it begins."""
        while first < last:
            number = next(
                (n for n in range(len(self._runs) - 1, -1, -1) if self._runs[n].mark == mark), None
            )
            if number is None:
                break
            run = self._runs[number]
            length = min(last - first, run.end - run.start)
            self.edits += [Edit(run.end - length, run.end), Edit(first, first + length)]
            first += length
            # What was opened since and not closed is no emphasis.
            del self._runs[number:]
            if run.end - length > run.start:
                self._runs.append(run._replace(end=run.end - length))
        return first


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _is_edge(character: str) -> bool:
    return character.isspace() or _is_mark(character)


def inline_edits(markdown: str, spans: Sequence[tuple[int, int]], *, in_row: bool) -> list[Edit]:
    """Return what to replace within the lines of one block; not in order.

    *in_row* says that it is the row of a table, in which bars divide the cells.
    """
    marks = _Marks(markdown, in_row=in_row)
    for start, end in spans:
        marks.line(start, end)
    return marks.edits
