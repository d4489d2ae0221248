"""One sign for each week of the practice, readable without colour; wherever weeks are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.glyphs import UNICODE, glyphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.habit.calendar import Status, WeekRow
    from tui.widgets.lines import Piece

__all__ = ["MOST_WEEKS", "STATUS_WORDS", "week_piece", "week_pieces"]

MOST_WEEKS: Final = 26
"""Half a year: what one look takes in."""

STATUS_WORDS: Final[dict[Status, str]] = {
    "met": "goal reached",
    "repaired": "made whole",
    "kept": "kept in reserve",
    "paused": "planned pause",
    "missed": "nothing",
    "open": "running",
}
"""What each sign says."""

_UNICODE: Final[dict[Status, Piece]] = {
    "met": ("■", "accent"),
    "repaired": ("◆", "accent"),
    "kept": ("□", "accent"),
    "paused": ("–", "muted"),
    "missed": ("·", "muted"),
    "open": ("○", "muted"),
}
_ASCII: Final[dict[Status, str]] = {
    "met": "#",
    "repaired": "+",
    "kept": "o",
    "paused": "-",
    "missed": ".",
    "open": "_",
}


def week_piece(status: Status) -> Piece:
    """Return the sign and the ink of a week."""
    sign, ink = _UNICODE[status]
    return (sign if glyphs() is UNICODE else _ASCII[status]), ink


def week_pieces(weeks: Sequence[WeekRow], most: int = MOST_WEEKS) -> list[Piece]:
    """Return the signs of the last weeks, the oldest first."""
    return [week_piece(week.status) for week in weeks[-most:]] if most > 0 else []
