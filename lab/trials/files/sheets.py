"""The rows of a CSV file, each with the line that it begins in."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from lab.errors import TrialsUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Row", "rows_of"]

LONGEST_CELL: Final = 4 * 2**20
LONGEST_HEAD: Final = 2**16
_QUOTED: Final = re.compile(r'"[^"]*"')
_SAYS_SO: Final = "sep="
"""With a line such as “sep=;” a table tells Excel what parts its columns."""

Row = tuple[int, list[str]]
"""The line that it begins in, and its cells."""


def rows_of(name: str, text: str) -> list[Row]:
    """Return the rows that hold anything; raise ``TrialsUnreadable`` with the line for a bad one.

    Columns are parted by commas, semicolons or tabs, whichever the first line has most of.
    """
    previous = csv.field_size_limit(LONGEST_CELL)
    try:
        return [*_rows(name, text)]
    finally:
        csv.field_size_limit(previous)


def _rows(name: str, text: str) -> Iterator[Row]:
    first = next(iter(text.lstrip()[:LONGEST_HEAD].splitlines()), "")
    told = first.casefold().startswith(_SAYS_SO) and len(first.strip()) == len(_SAYS_SO) + 1
    parting = first.strip()[-1] if told else max(",;\t", key=_QUOTED.sub("", first).count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=parting, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cells) and not (told and cells[0].casefold().startswith(_SAYS_SO)):
                yield begins, cells
            elif cells:
                told = False
            begins = reader.line_num + 1
    except csv.Error as error:
        raise TrialsUnreadable(
            f"{name} cannot be read as a table",
            f"line {begins} {_wrong(str(error))}",
            todo="An answer with commas, quotation marks or several lines stands in quotation "
            "marks, and those within it are doubled. A spreadsheet writes it so.",
        ) from None


def _wrong(said: str) -> str:
    if "limit" in said:
        return f"has a cell of more than {LONGEST_CELL // 2**20} MB"
    return "has a quotation mark that is not closed, or not doubled"
