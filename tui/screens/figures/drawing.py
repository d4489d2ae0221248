"""A probe's figures, or those of all probes, as lines to read. Nothing here computes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.trials.figure_rows import all_notes, bench_rows, by_marker, probe_rows
from lab.trials.saying import percent, result_lines
from lab.trials.wordings import wording_names
from tui.bench.bars import MOST_CELLS, axis_pieces, bar_marks, rate_pieces
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line
from tui.widgets.comparison import MEASURE
from tui.widgets.prose import block

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lab.model import Probe
    from lab.trials.figure_rows import FigureRow
    from lab.trials.figures import BenchFigures, ProbeFigures
    from lab.trials.tally import Tally
    from tui.widgets.prose import Line

__all__ = ["draw_all", "draw_probe", "name_of"]

_BESIDE_BAR: Final = 10 + 5 + 2 + 2 + 12
"""Cells of a line of bars that are words: counts, percentage, interval."""
_LABEL: Final = 19
_NARROW: Final = 84
"""Below so many cells a bar's name stands above it, not beside it."""


def name_of(probe: Probe) -> str:
    """Return what to call a probe on one line."""
    return one_line(probe.name or probe.prompt or probe.kind)


def draw_probe(
    probe: Probe, figures: ProbeFigures, *, width: int, with_meanings: bool
) -> list[Line]:
    """Return what one probe showed: the sentence, the bars, every figure, and why some miss."""
    width = min(width, MEASURE)
    lines = block(name_of(probe), "bold", width, first=f"{probe.id}  ", first_ink="accent bold")
    if probe.pass_rule.strip():
        lines += block(one_line(probe.pass_rule), "muted", width, first="Passes if: ")
    lines.append([])
    lines += _sentences(result_lines(probe, figures), width)
    rated = {number: one for number, one in figures.wordings.items() if one.runs}
    if rated:
        names = wording_names(probe)
        shown = {
            ("the prompt" if number == 0 else f"wording {number}: {one_line(names[number])}"): one
            for number, one in rated.items()
        }
        lines += [[], *_bars(shown, width, line=probe.quality_line)]
    if figures.spread is not None:
        lines += [[], *_groups(figures.groups, width)]
    lines += _rows(probe_rows(probe, figures), width, with_meanings=with_meanings)
    return [*lines, *_notes(all_notes(figures), width)]


def draw_all(
    probes: Sequence[Probe], figures: BenchFigures, *, width: int, with_meanings: bool
) -> list[Line]:
    """Return what all probes showed: their rates one below the other, then all in one heap."""
    width = min(width, MEASURE)
    lines: list[Line] = [[("All probes", "accent bold")], []]
    named = {
        f"{probe.id}  {name_of(probe)}": figures.probes[probe.id].tally
        for probe in probes
        if figures.probes[probe.id].tally.runs
    }
    if not named:
        return [*lines, *block("Nothing is marked yet, so nothing can be said.", "bold", width)]
    lines += _bars(named, width)
    markers = by_marker(trial for probe in probes for trial in probe.trials)
    if len(markers) > 1:
        lines += [[], *_heading("By marker"), *_bars(markers, width)]
    lines += [[], *_heading("All runs in one heap")]
    lines += block("Read it only beside the probes above: it hides that they differ.", "muted",
                   width)  # fmt: skip
    lines += _bars({"every probe and wording": figures.pooled}, width)
    lines += _rows(bench_rows(probes, figures), width, with_meanings=with_meanings)
    return [*lines, *_notes(figures.notes, width)]


def _heading(words: str) -> list[Line]:
    return [[(words, "accent bold")]]


def _sentences(said: Sequence[str], width: int) -> list[Line]:
    first, *rest = said
    lines = block(plain_punctuation(first), "bold", width)
    for line in rest:
        lines += block(plain_punctuation(line), "", width)
    return lines


def _bars(named: Mapping[str, Tally], width: int, *, line: float | None = None) -> list[Line]:
    """Return rates on one common axis, each with its name beside it or above it."""
    beside = width >= _NARROW
    label = min(30, width - _BESIDE_BAR - 31) if beside else 0
    room = width - label - (2 if beside else 0)
    lines: list[Line] = []
    more = glyphs().more
    for name, count in named.items():
        pieces = rate_pieces(count, width=room, line=line)
        if beside:
            lines.append([(fit(name, label, more=more), "muted"), ("  ", ""), *pieces])
        else:
            lines += [[(fit(name, width, more=more), "muted")], pieces]
    cells = min(room - _BESIDE_BAR, MOST_CELLS)
    start = " " * (width - room + 17)
    lines.append([(start, ""), axis_pieces(cells)])
    if line is not None:
        lines.append(
            [
                (start, ""),
                (bar_marks().line, "warning"),
                (f" quality line {percent(line)}", "muted"),
            ]
        )
    return lines


def _groups(groups: Mapping[str, int], width: int) -> list[Line]:
    """Return the meaning groups, each with its share as a bar."""
    lines = _heading("What it answered")
    total, cells, signs = sum(groups.values()), min(30, width // 3), glyphs()
    for name, size in groups.items():
        filled = max(1, round(size / total * cells))
        lines.append(
            [
                (f"{size} of {total}".ljust(10), ""),
                (percent(size / total).rjust(5), "bold"),
                ("  ", ""),
                (signs.bar * filled, "accent"),
                (signs.track * (cells - filled), "faint"),
                ("  ", ""),
                (fit(one_line(name), width - cells - 19, more=signs.more).rstrip(), ""),
            ]
        )
    return lines


def _rows(rows: Iterable[FigureRow], width: int, *, with_meanings: bool) -> list[Line]:
    lines: list[Line] = []
    part = ""
    for row in rows:
        if row.label == "meaning groups":
            continue
        if row.part != part:
            part = row.part
            lines += [[], *_heading(part)]
        first = f"{row.label:<{_LABEL}}"
        lines += block(one_line(row.value), "bold", width, first=first)
        if with_meanings:
            lines += block(plain_punctuation(row.meaning), "muted", width, first=" " * _LABEL)
    return lines


def _notes(notes: Sequence[str], width: int) -> list[Line]:
    if not notes:
        return []
    lines: list[Line] = [[], *_heading("Not shown, or weaker than it looks")]
    for note in notes:
        lines += block(plain_punctuation(note), "muted", width, first=f"{glyphs().dot} ")
    return lines
