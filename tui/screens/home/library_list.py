"""The library's rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tui.glyphs import glyphs
from tui.harmless import fit, one_line, width_of
from tui.screens.home.wording import minutes
from tui.widgets.rows import RowList
from tui.wording import EXAMPLE_MARK, age

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lab.model import Summary
    from tui.widgets.lines import Piece

__all__ = ["Columns", "LibraryList", "columns", "progress"]

GAP: Final = "  "
ROOMY: Final = 70
MEDIUM: Final = 50


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells for each column; 0 where there is no room for it."""

    product: int
    sections: int
    template: int
    minutes: int
    age: int


def columns(width: int) -> Columns:
    """Share *width* cells among the columns; the product has what the others leave."""
    if width >= ROOMY:
        sections, template, spent, ago = 12, 9, 8, 12
    elif width >= MEDIUM:
        sections, template, spent, ago = 10, 8, 0, 12
    else:
        sections, template, spent, ago = 10, 0, 0, 0
    others = [size for size in (sections, template, spent, ago) if size]
    product = max(8, width - sum(others) - len(GAP) * len(others))
    return Columns(product, sections, template, spent, ago)


def progress(row: Summary) -> tuple[str, str]:
    """Return a draft's progress or the status in words, with its sign, and the ink for both."""
    signs = glyphs()
    if row.status == "finished":
        return f"{signs.done} finished", "good"
    done, total = row.sections_done, row.sections_total
    sign = signs.empty if not done else signs.written if done >= total else signs.started
    return f"{sign} {done} of {total}", "" if done else "muted"


class LibraryList(RowList["Summary"]):
    """One line for each teardown."""

    PURPOSE = "The list of teardowns: what is marked is exported, archived or trashed together."

    def __init__(self) -> None:
        super().__init__(id="library")
        self._now: datetime | None = None
        self._offset = 0

    def set_time(self, now: datetime, offset: int) -> None:
        """Say what time it is; *offset* is the zone's seconds east of UTC."""
        self._now, self._offset = now, offset

    def key_of(self, row: Summary) -> str:
        """Return its id."""
        return row.id

    def pieces(self, row: Summary, width: int) -> Iterable[Piece]:
        """Draw one teardown."""
        more = glyphs().more
        if row.fault:
            name = fit(one_line(row.path.name), max(8, width // 2), more=more)
            yield f"{glyphs().warning} ", "warning"
            yield name, ""
            yield fit(GAP + one_line(row.fault), width - width_of(name) - 2, more=more), "warning"
            return
        cells = columns(width - 1)  # the last cell stays free, as at the left
        name = one_line(row.product) or row.id
        if row.example:
            yield EXAMPLE_MARK
            room = cells.product - width_of(EXAMPLE_MARK[0])
            # Of one product there may be several people's, for comparing.
            yield from _product_and_maker(name, one_line(row.author), room, more)
        else:
            maker = one_line(row.maker)
            yield from _product_and_maker(name, maker, cells.product, more)
        words, ink = progress(row)
        yield GAP + fit(words, cells.sections, more=more), ink
        if cells.template:
            yield GAP + fit(one_line(row.template), cells.template, more=more), "muted"
        if cells.minutes:
            yield GAP + minutes(row.minutes).rjust(cells.minutes), "muted"
        if cells.age and self._now is not None:
            ago = age(row.updated_at, now=self._now, offset=self._offset)
            yield GAP + ago.rjust(cells.age), "muted"


def _product_and_maker(name: str, maker: str, width: int, more: str) -> Iterable[Piece]:
    size = width_of(name)
    room = width - size - 2
    if not maker or maker.casefold() in name.casefold() or room < width_of(maker):
        yield fit(name, width, more=more), ""
        return
    yield name, ""
    yield GAP + fit(maker, room, more=more), "muted"
