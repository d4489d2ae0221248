"""A rate, or the difference of two, drawn as a bar with its interval, for a terminal. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from lab.trials.rates import Interval

__all__ = [
    "BOX",
    "FEWEST_CELLS",
    "PLAIN",
    "BarMarks",
    "Part",
    "bar",
    "bar_parts",
    "difference_parts",
    "text_of",
]

FEWEST_CELLS: Final = 5

Part = Literal["axis", "reach", "low", "high", "point", "line", "zero"]
"""What one cell of a bar shows."""


@dataclass(frozen=True, slots=True)
class BarMarks:
    """One character for each part of a bar, so that they are told apart without any colour."""

    axis: str
    """What lies outside of the interval."""
    reach: str
    """What lies in it."""
    low: str
    high: str
    point: str
    """The rate, or the difference, itself."""
    line: str
    """The quality line."""
    zero: str
    """No difference."""


BOX: Final = BarMarks(axis="┈", reach="─", low="├", high="┤", point="●", line="╎", zero="│")
PLAIN: Final = BarMarks(axis=".", reach="-", low="|", high="|", point="o", line=":", zero="+")
"""For where only ASCII can be shown."""


def bar(
    limits: Interval,
    *,
    share: float | None,
    cells: int,
    line: float | None = None,
    marks: BarMarks = BOX,
) -> str:
    """Return 0 to 100 % over so many cells: the interval, the rate in it, the quality line."""
    return text_of(bar_parts(limits, share=share, cells=cells, line=line), marks)


def text_of(parts: list[Part], marks: BarMarks) -> str:
    """Return a bar as text."""
    return "".join(getattr(marks, part) for part in parts)


def bar_parts(
    limits: Interval | None, *, share: float | None, cells: int, line: float | None = None
) -> list[Part]:
    """Return what each of so many cells of 0 to 100 % shows; without *limits*, only the line."""
    if cells < FEWEST_CELLS:
        raise ValueError("a bar needs some cells")
    drawn: list[Part] = ["axis"] * cells
    if limits is not None:
        low, high = _place(limits[0], cells), _place(limits[1], cells)
        _reach(drawn, low, high)
    if line is not None:
        drawn[_place(line, cells)] = "line"
    if share is not None:
        drawn[_place(share, cells)] = "point"
    return drawn


def difference_parts(limits: Interval, *, difference: float, cells: int) -> list[Part]:
    """Return what each of so many cells of -100 to +100 points shows, no difference amid them.

    An interval that leaves 0 out never touches the cell of 0, and one that holds it goes
    beyond that, however few cells there are: this is what one looks for. *cells* is odd.
    """
    if cells < FEWEST_CELLS or not cells % 2:
        raise ValueError("a bar around zero needs some cells, and one in the middle")
    drawn: list[Part] = ["axis"] * cells
    low, high, at = (_beside_zero(value, cells) for value in (*limits, difference))
    _reach(drawn, low, high)
    drawn[cells // 2] = "zero"
    drawn[at] = "point"
    return drawn


def _reach(drawn: list[Part], low: int, high: int) -> None:
    drawn[low : high + 1] = ["reach"] * (high + 1 - low)
    drawn[low], drawn[high] = "low", "high"


def _beside_zero(points: float, cells: int) -> int:
    place, zero = _place((points + 1) / 2, cells), cells // 2
    if points > 0:
        return max(place, zero + 1)
    return min(place, zero - 1) if points < 0 else zero


def _place(share: float, cells: int) -> int:
    return round(min(max(share, 0.0), 1.0) * (cells - 1))
