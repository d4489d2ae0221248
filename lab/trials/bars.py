"""A pass rate drawn as a bar with its interval, for a terminal. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lab.trials.rates import Interval

__all__ = ["FEWEST_CELLS", "bar"]

FEWEST_CELLS: Final = 5

_AXIS, _REACH, _LOW, _HIGH, _POINT, _LINE = "┈", "─", "├", "┤", "●", "╎"


def bar(limits: Interval, *, share: float | None, cells: int, line: float | None = None) -> str:
    """Return 0 to 100 % over so many cells: the interval, the rate in it, the quality line.

    The same marks tell them apart without any colour: ``├──●──┤`` is the interval with the
    rate, ``╎`` the quality line, ``┈`` what lies outside.
    """
    if cells < FEWEST_CELLS:
        raise ValueError("a bar needs some cells")
    drawn = [_AXIS] * cells
    low, high = _place(limits[0], cells), _place(limits[1], cells)
    drawn[low : high + 1] = [_REACH] * (high + 1 - low)
    drawn[low], drawn[high] = _LOW, _HIGH
    if line is not None:
        drawn[_place(line, cells)] = _LINE
    if share is not None:
        drawn[_place(share, cells)] = _POINT
    return "".join(drawn)


def _place(share: float, cells: int) -> int:
    return round(min(max(share, 0.0), 1.0) * (cells - 1))
