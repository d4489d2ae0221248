"""A message that is too long for the bottom line, shown whole above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.glyphs import glyphs
from tui.widgets.plain import PlainText

if TYPE_CHECKING:
    from tui.widgets.bottom_line import Severity

__all__ = ["Notice"]

INKS = {"information": "accent", "warning": "warning bold", "error": "bad bold"}
HEADS = {"information": "", "warning": "Look here", "error": "That did not work"}


class Notice(PlainText):
    """Stays until it has been seen."""

    DEFAULT_CSS = """
    Notice { dock: bottom; margin: 0 0 1 0; padding: 0 1; height: auto; max-height: 50%;
        background: $panel; }
    """

    def say(self, text: str, severity: Severity) -> None:
        """Show a message."""
        head = f"{glyphs().warning} {HEADS[severity]}  " if HEADS[severity] else ""
        self.show([(head, INKS[severity]), (text, "")])
