"""What follows from a part and is said beside it in exports, for readers: never read back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.exchange.html_text import plain
from store.exchange.verbatim import literally, to_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["SaidTable", "Saying", "html_table", "markdown_table", "said_lines"]


@dataclass(frozen=True, slots=True)
class SaidTable:
    """A small table, such as the rates of a probe's wordings."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


Saying = str | SaidTable
"""A line of words, or a table."""


def markdown_table(table: SaidTable) -> list[str]:
    """Return its lines; what anybody wrote does nothing in them."""
    return [
        _row(table.heads),
        f"|{' --- |' * len(table.heads)}",
        *(_row([_cell(cell) for cell in row]) for row in table.rows),
    ]


def said_lines(says: Iterable[Saying]) -> str:
    """Return the lines of words among them for a page."""
    return "<br>".join(plain(one) for one in says if isinstance(one, str))


def html_table(table: SaidTable) -> str:
    """Return it as a table of a page."""
    heads = "".join(f"<th>{plain(head)}</th>" for head in table.heads)
    rows = "".join(
        f"<tr>{''.join(f'<td><bdi>{plain(cell)}</bdi></td>' for cell in row)}</tr>\n"
        for row in table.rows
    )
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"


def _row(cells: Iterable[str]) -> str:
    return f"|{''.join(f' {cell} |' if cell else ' |' for cell in cells)}"


def _cell(text: str) -> str:
    words = " ".join(text.split())
    # A backslash before a pipe reads differently in different renderers: a pipe is none here.
    return to_line(literally(words.replace("|", "¦"))) if words else ""
