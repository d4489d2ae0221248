"""The list: every probe with its runs, what waits to be marked, and its rate as a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from lab.model import Probe
from lab.trials.planned import progress
from lab.trials.tally import tally
from tui.bench.bars import rate_bar
from tui.bench.designing import kind_title
from tui.bench.standing import runs_words, sign_of_probe, title_of_probe
from tui.glyphs import glyphs
from tui.harmless import fit, one_line
from tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.widgets.lines import Piece

__all__ = ["ProbeRows"]

_RUNS: Final = 10
_WAITS: Final = 9
_RATE: Final = 8
_BAR: Final = 13
_LONG_BAR: Final = 21
_KIND: Final = 22
_WITH_WAITS: Final = 56
_WITH_BAR: Final = 62
_WITH_KIND: Final = 108
"""Cells of the columns, and from how many of the whole each is shown."""


class ProbeRows(RowList[Probe]):
    """One line each, its columns as many as there is room for."""

    PURPOSE: ClassVar[str] = (
        "The probes: how many outputs of those planned are there, how many wait to be marked, how "
        "many of the marked runs passed, and that rate with its interval from 0 to 100 %. Enter "
        "records outputs."
    )

    def __init__(self) -> None:
        super().__init__(id="probes")

    def key_of(self, row: Probe) -> str:
        """Return its id."""
        return row.id

    def pieces(self, row: Probe, width: int) -> Iterable[Piece]:
        """Draw a line."""
        sign, ink = sign_of_probe(row)
        count = tally(trial for trial in row.trials if trial.wording == 0)
        waiting = progress(row).waiting
        more = glyphs().more
        columns: list[tuple[list[Piece], int]] = []

        def column(text: str, ink: str, size: int) -> None:
            columns.append(([(fit(text, size, more=more), ink)], size))

        if width >= _WITH_KIND:
            column(one_line(kind_title(row.kind)), "muted", _KIND)
        column(runs_words(row), "muted", _RUNS)
        if width >= _WITH_WAITS:
            column(f"{waiting} to mark" if waiting else "", "accent", _WAITS)
        column(f"{count.passes} of {count.runs}" if count.runs else "", "bold", _RATE)
        if width >= _WITH_BAR:
            cells = _LONG_BAR if width >= _WITH_KIND else _BAR
            columns.append((rate_bar(count, cells=cells, line=row.quality_line), cells))
        room = width - 4 - sum(size + 1 for _, size in columns)
        drawn: list[Piece] = [(f"{sign} ", ink), (fit(title_of_probe(row), room, more=more), "")]
        for pieces, _ in columns:
            drawn += [(" ", ""), *pieces]
        return [*drawn, ("  ", "")]
