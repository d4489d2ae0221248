"""Figures as Markdown tables, to be pasted where a sentence is not enough. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lab.trials.bars import bar
from lab.trials.figure_rows import all_notes, bench_rows, by_marker, probe_rows
from lab.trials.saying import (
    interval_words,
    p_words,
    percent,
    points,
    reading_words,
    result_lines,
)
from lab.trials.wordings import wording_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lab.trials.difference import BenchDifference, PairedPrompts, ProbeDifference
    from lab.trials.figures import BenchFigures, ProbeFigures
    from lab.trials.tally import Tally
    from store.records import Probe

__all__ = [
    "RATE_HEADS",
    "bench_markdown",
    "difference_markdown",
    "paired_words",
    "probe_markdown",
    "rate_rows",
    "wording_rates",
]

CELLS: Final = 21
"""Of a bar in a table: one for five percent."""

RATE_HEADS: Final = ("passed", "rate", "95% interval", "0% to 100%")

_ACTIVE: Final = re.compile(r"([\\`*_\[\]<>|#&~])")


def probe_markdown(probe: Probe, figures: ProbeFigures) -> str:
    """Return a probe's figures: the sentence, its rates with bars, every figure, the notes."""
    lines = [f"### {_line(probe.name or probe.prompt or probe.kind)}", ""]
    if probe.pass_rule.strip():
        lines += [f"Passes if: {_line(probe.pass_rule)}", ""]
    lines += [" ".join(result_lines(probe, figures)), ""]
    lines += _rates(wording_rates(probe, figures), "wording")
    rows = probe_rows(probe, figures)
    if rows:
        lines += _table(
            ("figure", "value", "meaning"),
            ((row.label, _line(row.value), row.meaning) for row in rows),
        )
    lines += [f"- {_line(note)}" for note in all_notes(figures)]
    return "\n".join(lines).rstrip() + "\n"


def bench_markdown(probes: Sequence[Probe], figures: BenchFigures) -> str:
    """Return the rates of all probes and what may be said of them together."""
    lines = ["### All probes", ""]
    named = {
        f"{probe.id} {probe.name or probe.prompt}": figures.probes[probe.id].tally
        for probe in probes
    }
    lines += _rate_table(named, head="probe")
    markers = by_marker(trial for probe in probes for trial in probe.trials)
    if len(markers) > 1:
        lines += _rate_table(markers, head="marked by")
    if figures.pooled.runs:
        lines += _rate_table({"all runs, every wording": figures.pooled}, head="in one heap")
    rows = bench_rows(probes, figures)
    if rows:
        lines += _table(
            ("figure", "value", "meaning"),
            ((f"{row.part}: {row.label}", _line(row.value), row.meaning) for row in rows),
        )
    lines += [f"- {_line(note)}" for note in figures.notes]
    return "\n".join(lines).rstrip() + "\n"


def difference_markdown(found: BenchDifference, *, before: str, after: str) -> str:
    """Return the same probes in two teardowns as a table; both are named by the caller."""
    lines = [f"### {_line(before)}, then {_line(after)}", ""]
    rows = (_difference_row(one) for one in found.probes)
    heads = ("probe", "before", "after", "difference", "95% interval", "reading", "runs needed")
    lines += _table(heads, rows)
    for one in found.probes:
        lines.append(f"- {one.before.id}: {reading_words(one.change)}")
        lines += [f"- {one.before.id}: {_line(note)}" for note in one.notes]
    words = paired_words(found.paired)
    if words:
        lines += ["", words]
    return "\n".join(lines).rstrip() + "\n"


def paired_words(paired: PairedPrompts) -> str:
    """Return in a sentence what McNemar's test says over all prompts; empty below six pairs."""
    if paired.mcnemar_p is None:
        return ""
    return (
        f"Over {paired.pairs} prompts and wordings that both sides ran, {paired.lost} mostly "
        f"passed before and fail after, {paired.won} the other way round (McNemar’s exact p "
        f"{p_words(paired.mcnemar_p)}: the chance of a split like that if nothing had changed)."
    )


def rate_rows(named: Mapping[str, Tally], *, line: float | None = None) -> list[tuple[str, ...]]:
    """Return name, count, rate, interval and bar of each that has a run."""
    return [
        (
            name,
            f"{one.passes} of {one.runs}",
            percent(one.rate) if one.runs > 1 else "",
            interval_words(one.interval),
            bar(one.interval, share=one.rate, cells=CELLS, line=line),
        )
        for name, one in named.items()
        if one.rate is not None and one.interval is not None
    ]


def wording_rates(probe: Probe, figures: ProbeFigures) -> list[tuple[str, ...]]:
    """Return such a row for the prompt itself and each wording with a run."""
    names = wording_names(probe)
    named = {
        names.get(number, str(number)) if number else "the prompt": one
        for number, one in figures.wordings.items()
    }
    return rate_rows(named, line=probe.quality_line)


def _rate_table(named: Mapping[str, Tally], *, head: str) -> list[str]:
    return _rates(rate_rows(named), head)


def _rates(rows: Sequence[Sequence[str]], head: str) -> list[str]:
    """Return rates as the lines of a table and an empty one; nothing without a run."""
    if not rows:
        return []
    return _table(
        (head, *RATE_HEADS), [(_line(row[0]), *row[1:-1], f"`{row[-1]}`") for row in rows]
    )


def _difference_row(one: ProbeDifference) -> tuple[str, ...]:
    change = one.change
    difference, limits = change.difference, change.interval
    return (
        _line(f"{one.before.id} {one.before.name or one.before.prompt}"),
        f"{change.before.passes} of {change.before.runs}",
        f"{change.after.passes} of {change.after.runs}",
        f"{points(difference)} points" if difference is not None else "",
        f"{points(limits[0])} to {points(limits[1])}" if limits else "",
        change.reading,
        str(change.runs_needed or ""),
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table whose cells are Markdown already."""
    return [
        f"| {' | '.join(heads)} |",
        f"|{' --- |' * len(heads)}",
        *(f"| {' | '.join(row)} |" for row in rows),
        "",
    ]


def _line(text: str) -> str:
    """Return words of anybody on one line, where they do nothing but stand there."""
    return _ACTIVE.sub(r"\\\1", " ".join(text.split()))
