"""The list of commands with their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit
from tui.screens.keys.lines import KeyLine
from tui.widgets.grouped_rows import GroupedRows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.widgets.lines import Piece

__all__ = ["KeyList"]

TITLE: Final = 26
KEYS: Final = 20
CHANGED: Final = 9
ROOMY: Final = 100


class KeyList(GroupedRows[KeyLine]):
    """Every command with its keys, under where it works."""

    PURPOSE: ClassVar[str] = (
        "Every command with its keys, under where it works. Enter waits for the key that the "
        "command shall have."
    )

    def key_of(self, row: KeyLine) -> str:
        """Return the command's id."""
        return row.id

    def is_heading(self, row: KeyLine) -> bool:
        """Return whether it says where the commands below work."""
        return row.command is None

    def pieces(self, row: KeyLine, width: int) -> Iterable[Piece]:
        """Draw one line."""
        more = glyphs().more
        if row.command is None:
            yield plain_punctuation(row.title), "accent bold"
            return
        yield fit(plain_punctuation(row.title), TITLE, more=more) + "  ", ""
        ink = "accent bold" if row.is_changed else "accent"
        roomy = width >= ROOMY
        room = KEYS if roomy else max(6, width - TITLE - CHANGED - 3)
        yield fit(row.keys, room, more=more) + " ", ink if row.command.keys else "muted"
        yield fit("changed" if row.is_changed else "", CHANGED), "muted"
        left = width - TITLE - room - CHANGED - 4
        if roomy:
            yield fit(plain_punctuation(row.help), left, more=more), "muted"
