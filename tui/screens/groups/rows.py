"""The groups of one probe's outputs, each with the key that puts an output into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from tui.glyphs import glyphs
from tui.harmless import fit, one_line
from tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.widgets.lines import Piece

__all__ = ["MOST_DIGITS", "GroupRow", "GroupRows", "free_name"]

MOST_DIGITS: Final = 9
"""Groups that have a digit."""
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group."""

    number: int
    name: str
    size: int
    is_here: bool
    """Whether the output that is shown is in it."""


class GroupRows(RowList[GroupRow]):
    """One line for each group: its key, its name, how many outputs it has."""

    PURPOSE: ClassVar[str] = (
        "The groups so far. A digit puts the output into a group, Enter into the one under the "
        "cursor, a into a new one."
    )

    def __init__(self) -> None:
        super().__init__(id="groups")

    def key_of(self, row: GroupRow) -> str:
        """Return what identifies a group."""
        return row.name

    def pieces(self, row: GroupRow, width: int) -> Iterable[Piece]:
        """Draw a line."""
        key = f"{row.number}  " if row.number <= MOST_DIGITS else "   "
        size = f" {row.size:>4} "
        here = f" {glyphs().left} this one" if row.is_here and width > 30 else ""  # noqa: PLR2004 - cells that it takes, and a name
        room = width - len(key) - len(size) - len(here)
        yield key, "accent bold"
        yield fit(one_line(row.name[:300]), room, more=glyphs().more), ""
        yield here, "muted"
        yield size, "bold"


def free_name(names: Iterable[str]) -> str:
    """Return a letter that no group is called by, or two where all are taken."""
    taken = {name.casefold() for name in names}
    every = [*_LETTERS, *(one + other for one in _LETTERS for other in _LETTERS)]
    return next((name for name in every if name.casefold() not in taken), str(len(taken) + 1))
