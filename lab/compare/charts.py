"""Charts of a comparison as inline SVG: no script, no colour that alone carries anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from store.exchange.html_text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.compare.scores import SectionScores
    from lab.compare.subjects import Subject
    from lab.trials.tally import Tally

__all__ = ["interval_chart", "letters", "score_chart"]

_HIGHEST: Final = 4
_STEP: Final = 40
_EDGE: Final = 14
_ROW: Final = 15
_DOT: Final = 7
_DIGITS: Final = 8
_BAR: Final = 200
"""Units of the drawing for 0 to 100 %."""


def letters(compared: Sequence[Subject]) -> dict[str, str]:
    """Return for each teardown the letter that stands for it in a chart, from A on."""
    return {one.id: chr(ord("A") + place) for place, one in enumerate(compared)}


def score_chart(one: SectionScores, compared: Sequence[Subject]) -> str:
    """Return the scores of a section on a line from 0 to 4, each as its teardown's letter."""
    marks = letters(compared)
    stacks: dict[int, list[str]] = {}
    for subject in compared:
        score = one.scores[subject.id]
        if score is not None:
            stacks.setdefault(score, []).append(marks[subject.id])
    tallest = max(map(len, stacks.values()), default=1)
    height = _EDGE + tallest * _ROW + _DIGITS
    base = height - _EDGE / 2 - _DIGITS
    parts = [
        f'<line class="axis" x1="{_x(0)}" y1="{base}" x2="{_x(_HIGHEST)}" y2="{base}"/>',
        *(
            f'<line class="axis" x1="{_x(n)}" y1="{base - 3}" x2="{_x(n)}" y2="{base + 3}"/>'
            f'<text class="tick" x="{_x(n)}" y="{height - 2}">{n}</text>'
            for n in range(_HIGHEST + 1)
        ),
    ]
    if one.low is not None and one.high is not None and one.high > one.low:
        parts.append(
            f'<line class="reach" x1="{_x(one.low)}" y1="{base}" x2="{_x(one.high)}" y2="{base}"/>'
        )
    for score, stack in sorted(stacks.items()):
        for place, mark in enumerate(stack):
            y = base - _DOT - 1 - place * _ROW
            parts.append(
                f'<circle class="dot" cx="{_x(score)}" cy="{y}" r="{_DOT}"/>'
                f'<text class="mark" x="{_x(score)}" y="{y + 3.2}">{mark}</text>'
            )
    said = ", ".join(
        f"{subject.label} {one.scores[subject.id]}"
        for subject in compared
        if one.scores[subject.id] is not None
    )
    width = 2 * _EDGE + _HIGHEST * _STEP
    return _svg("scores", width, height, "".join(parts), said=said or "no score")


def interval_chart(rows: Sequence[tuple[str, Tally]]) -> str:
    """Return pass rates with their 95 % intervals, one below the other, on one axis."""
    height = len(rows) * _ROW + _EDGE
    parts = [
        f'<line class="axis" x1="{_EDGE + share * _BAR}" y1="2" x2="{_EDGE + share * _BAR}" '
        f'y2="{height - 10}"/><text class="tick" x="{_EDGE + share * _BAR}" '
        f'y="{height - 1}">{share:.0%}</text>'
        for share in (0, 0.5, 1)
    ]
    said = []
    for place, (name, count) in enumerate(rows):
        y = _ROW * (place + 0.5) + 1
        if count.interval is None or count.rate is None:
            continue
        low, high = (round(_EDGE + limit * _BAR, 1) for limit in count.interval)
        point = round(_EDGE + count.rate * _BAR, 1)
        parts.append(
            f'<line class="reach" x1="{low}" y1="{y}" x2="{high}" y2="{y}"/>'
            f'<line class="end" x1="{low}" y1="{y - 4}" x2="{low}" y2="{y + 4}"/>'
            f'<line class="end" x1="{high}" y1="{y - 4}" x2="{high}" y2="{y + 4}"/>'
            f'<circle class="dot" cx="{point}" cy="{y}" r="4"/>'
            f'<text class="name" x="{_EDGE * 2 + _BAR}" y="{y + 3.5}">'
            f"{plain(_cut(name))} {count.passes} of {count.runs}</text>"
        )
        said.append(f"{name} {count.passes} of {count.runs}")
    return _svg("rates", _BAR * 2 + 2 * _EDGE, height, "".join(parts), said="; ".join(said))


def _svg(look: str, width: float, height: float, inside: str, *, said: str) -> str:
    return (
        f'<svg class="chart {look}" role="img" viewBox="0 0 {width} {height}" '
        f'aria-label="{plain(said)}">{inside}</svg>'
    )


def _x(score: int) -> int:
    return _EDGE + score * _STEP


def _cut(name: str, most: int = 24) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"
