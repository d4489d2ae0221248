"""Short things as tables: one row each, its mark at the end of the last cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from store.exchange.forms import Form, Shown, default_of
from store.exchange.values import Kind, show_value
from store.exchange.verbatim import to_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.exchange.sheet import Sheet
    from store.records import Part

__all__ = ["columns", "fits_table", "from_cell", "split_row", "write_table"]

_WIDEST_TEXT = 60


def columns(form: Form) -> tuple[Shown, ...]:
    """Return the fields of a form in the order of its table."""
    headline = (form.table_headline(),) if form.headline else ()
    return (*form.facts, *headline, *form.lines)


def fits_table(form: Form, parts: Sequence[Part]) -> bool:
    """Return whether the parts are best read as a table: every text fits in a cell."""
    texts = [shown.name for shown in columns(form) if shown.kind is Kind.TEXT]
    if not form.tabular:
        return False
    values = (getattr(part, name) for part in parts for name in texts)
    return all(len(value) <= _WIDEST_TEXT and value.isprintable() for value in values)


def write_table(
    sheet: Sheet, form: Form, *, parts: Sequence[Part], marks: Sequence[str], indent: int = 0
) -> None:
    """Write the parts as a table, without the columns in which nobody says anything."""
    shown_columns = [
        shown
        for shown in columns(form)
        if shown.always or any(_value(form, part, shown=shown) is not None for part in parts)
    ]
    pad = " " * indent
    sheet.add(f"{pad}| {' | '.join(shown.label for shown in shown_columns)} |")
    sheet.add(f"{pad}|{' --- |' * len(shown_columns)}")
    for part, own_mark in zip(parts, marks, strict=True):
        cells = [_cell(sheet, form, part=part, shown=shown) for shown in shown_columns]
        if own_mark:
            cells[-1] = f"{cells[-1]} {own_mark}".strip(" ")
        row = " ".join(f"{cell} |" if cell else "|" for cell in cells)
        sheet.add(f"{pad}| {row}")


def split_row(line: str) -> list[str]:
    """Return the cells of a table's row, as they stand."""
    bare = line.strip(" \t").removeprefix("|")
    cells: list[str] = []
    start = 0
    for at, character in enumerate(bare):
        if character == "|" and (at == 0 or bare[at - 1] != "\\"):
            cells.append(bare[start:at].strip(" \t"))
            start = at + 1
    if rest := bare[start:].strip(" \t"):
        cells.append(rest)
    return cells


def from_cell(text: str) -> str:
    """Return a cell's content with the pipes that a table cannot hold bare."""
    return text.replace("\\|", "|")


def _value(form: Form, part: Part, *, shown: Shown) -> Any:
    value = getattr(part, shown.name)
    if value == default_of(form.model, shown.name) and not shown.always:
        return None
    return value


def _cell(sheet: Sheet, form: Form, *, part: Part, shown: Shown) -> str:
    value = _value(form, part, shown=shown)
    if value is None or value == "":
        return ""
    if shown.kind is not Kind.TEXT:
        return show_value(shown.kind, value)
    sheet.weigh(value)
    # A backslash before a pipe reads differently in different renderers: name the pipe.
    named = to_line(value).replace("\\|", '\\<!-- teardown:chars "\\u007c" -->')
    return named.replace("|", "\\|")
