"""A probe before and after, as lines to read. Nothing here computes a figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.trials.bars import FEWEST_CELLS
from lab.trials.saying import p_words, points, reading_words
from lab.trials.table import paired_words
from tui.bench.bars import MOST_CELLS, axis_pieces, difference_bar, rate_pieces
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line
from tui.widgets.comparison import MEASURE
from tui.widgets.prose import block, two_sided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.model import Probe
    from lab.trials.change import Reading
    from lab.trials.difference import BenchDifference, PairedPrompts, ProbeDifference
    from tui.widgets.lines import Ink
    from tui.widgets.prose import Line

__all__ = ["Card", "Sides", "cards_of", "draw_card"]

_NAME: Final = 16
"""Cells of what a side is called; of a day it is fewer."""
_DAY: Final = 10
_NARROW: Final = 76
_BESIDE_BAR: Final = 10 + 5 + 2 + 2 + 12
_INDENT: Final = 17
"""Cells before a bar, behind its name: counts and percentage."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What the two sides are called."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Card:
    """A probe that both sides have, or what is said at the end of all of them."""

    key: str
    difference: ProbeDifference | None = None
    paired: PairedPrompts | None = None
    only_before: tuple[Probe, ...] = ()
    only_after: tuple[Probe, ...] = ()


def cards_of(found: BenchDifference) -> list[Card]:
    """Return a card for each probe that both sides have, and one for the rest."""
    cards = [Card(f"{one.before.id} {one.after.id}", difference=one) for one in found.probes]
    if found.only_before or found.only_after or found.paired.mcnemar_p is not None:
        paired = found.paired if found.paired.mcnemar_p is not None else None
        rest = Card(
            "rest", paired=paired, only_before=found.only_before, only_after=found.only_after
        )
        cards.append(rest)
    return cards


def draw_card(card: Card, sides: Sides, *, width: int) -> list[Line]:
    """Return a card as lines."""
    width = min(width, MEASURE)
    if card.difference is None:
        return _rest(card, sides, width)
    return _probe(card.difference, sides, width)


def _probe(one: ProbeDifference, sides: Sides, width: int) -> list[Line]:
    change = one.change
    word, ink = _reading(change.reading, change.difference)
    name = one_line(one.before.name or one.before.prompt)
    lines: list[Line] = [
        two_sided(
            [(f"{one.before.id}  ", "accent bold"), (name, "bold")],
            [(f" {word}", ink)],
            width,
            more=glyphs().more,
        )
    ]
    beside = _DAY if width < _NARROW else _NAME
    room = width - beside - 2
    for side, count, line in (
        (sides.before, change.before, one.before.quality_line),
        (sides.after, change.after, one.after.quality_line),
    ):
        label = (fit(side, beside, more=glyphs().more), "muted")
        lines.append([label, ("  ", ""), *rate_pieces(count, width=room, line=line)])
    cells = min(room - _BESIDE_BAR, MOST_CELLS)
    start = " " * (beside + 2 + _INDENT)
    lines.append([(start, ""), axis_pieces(cells)])
    if change.difference is not None and change.interval is not None:
        odd = max(FEWEST_CELLS, cells - 1 + cells % 2)
        low, high = (points(limit) for limit in change.interval)
        label = (fit("difference", beside), "muted")
        lines += [
            [
                (label[0], label[1]),
                ("  ", ""),
                (f"{points(change.difference)} points".ljust(_INDENT), "bold"),
                *difference_bar(change, cells=odd),
                (" " * max(2, cells - odd + 2), ""),
                (f"{low} to {high}", "muted"),
            ],
            [(start, ""), axis_pieces(odd, low="-100", middle="0", high="+100")],
        ]
    lines += block(plain_punctuation(reading_words(change)), "", width)
    if change.mcnemar_p is not None:
        words = f"McNemar’s exact p over its wordings: {p_words(change.mcnemar_p)}."
        lines += block(plain_punctuation(words), "", width)
    for note in one.notes:
        lines += block(plain_punctuation(note), "muted", width, first=f"{glyphs().dot} ")
    return lines


def _reading(reading: Reading, difference: float | None) -> tuple[str, Ink]:
    if reading != "changed" or difference is None:
        return reading, "muted bold" if reading == "noise" else "warning bold"
    better = difference > 0
    return f"changed: {'better' if better else 'worse'}", f"{'good' if better else 'bad'} bold"


def _rest(card: Card, sides: Sides, width: int) -> list[Line]:
    lines: list[Line] = []
    if card.paired is not None:
        lines += [[("All prompts together", "accent bold")]]
        lines += block(plain_punctuation(paired_words(card.paired)), "", width)
    for side, probes in ((sides.before, card.only_before), (sides.after, card.only_after)):
        if probes:
            lines += [[]] if lines else []
            lines += [[(f"Only in {side}", "accent bold")], *_named(probes, width)]
    return lines


def _named(probes: Sequence[Probe], width: int) -> list[Line]:
    return [
        [(f"{probe.id}  ", "muted"), (fit(one_line(probe.prompt or probe.name), width - 6,
                                          more=glyphs().more).rstrip(), "")]
        for probe in probes
    ]  # fmt: skip
