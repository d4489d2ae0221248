"""The list of settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line, width_of
from tui.screens.settings.lines import SettingLine
from tui.widgets.grouped_rows import GroupedRows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.widgets.lines import Piece

__all__ = ["SettingList"]

TITLE: Final = 20
SOURCE: Final = 12
VALUE: Final = 26
ROOMY: Final = 104
"""Cells from which on a line has room for what the setting means."""


class SettingList(GroupedRows[SettingLine]):
    """Every setting with its value and where that comes from, under its group."""

    PURPOSE: ClassVar[str] = (
        "Every setting with its value, and where that comes from: the default, a line of your "
        "settings file, or the environment."
    )

    def key_of(self, row: SettingLine) -> str:
        """Return the setting's key."""
        return row.key

    def is_heading(self, row: SettingLine) -> bool:
        """Return whether it is a group's heading."""
        return row.is_heading

    def pieces(self, row: SettingLine, width: int) -> Iterable[Piece]:
        """Draw one line."""
        more = glyphs().more
        if row.is_heading:
            title = plain_punctuation(row.title)
            yield title, "accent bold"
            note = fit(f"  {row.meaning}", width - width_of(title) - 1, more=more)
            yield plain_punctuation(note), "muted"
            return
        roomy = width >= ROOMY
        room = VALUE if roomy else max(8, width - TITLE - SOURCE - 4)
        yield fit(row.title, TITLE, more=more) + "  ", ""
        value = plain_punctuation(one_line(row.value))
        yield fit(value, room, more=more) + "  ", "bold" if row.is_set else "muted"
        yield fit(row.source, SOURCE, more=more), "muted"
        if roomy:
            left = width - TITLE - VALUE - SOURCE - 7
            yield "  " + fit(plain_punctuation(row.meaning), left, more=more), "muted"
