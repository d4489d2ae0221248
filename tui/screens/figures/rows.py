"""The probes whose figures can be seen, the list beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.bench.bars import rate_bar
from tui.glyphs import glyphs
from tui.harmless import fit
from tui.screens.figures.drawing import name_of
from tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lab.model import Probe
    from lab.trials.figures import BenchFigures
    from lab.trials.tally import Tally
    from tui.widgets.lines import Piece

__all__ = ["ProbeRow", "ProbeRows", "rows_of"]

_BAR = 15


@dataclass(frozen=True, slots=True)
class ProbeRow:
    """A probe, or all of them."""

    id: str
    """Empty for all of them."""
    name: str
    count: Tally
    line: float | None = None


def rows_of(probes: Sequence[Probe], figures: BenchFigures) -> list[ProbeRow]:
    """Return a row for each probe, and the one for all of them last."""
    rows = [
        ProbeRow(probe.id, name_of(probe), figures.probes[probe.id].tally, probe.quality_line)
        for probe in probes
    ]
    return [*rows, ProbeRow("", "All probes", figures.pooled)] if len(rows) > 1 else rows


class ProbeRows(RowList[ProbeRow]):
    """Probes, each with the bar of its rate."""

    PURPOSE = "The probes of this teardown, and at the end all of them together."

    def key_of(self, row: ProbeRow) -> str:
        """Return the probe's id."""
        return row.id

    def pieces(self, row: ProbeRow, width: int) -> Iterable[Piece]:
        """Draw the name and a small bar."""
        bar = _BAR if width > 2 * _BAR else 0
        name = f"{row.id}  {row.name}" if row.id else row.name
        yield fit(name, width - bar - (2 if bar else 0), more=glyphs().more), ""
        if bar:
            yield "  ", ""
            yield from rate_bar(row.count, cells=bar, line=row.line)
