"""A terminal's screen: what stands on it, and which modes a program has left switched on."""

from __future__ import annotations

import codecs
import re
from typing import Final

import pyte

__all__ = ["TerminalScreen"]

_ALTERNATE: Final = frozenset({47, 1047, 1049})
_CURSOR_SHOWN: Final = 25
_MODE_NAMES: Final = {
    47: "alternate screen",
    1047: "alternate screen",
    1049: "alternate screen",
    1000: "mouse clicks",
    1002: "mouse drags",
    1003: "mouse moves",
    1004: "focus reports",
    1006: "mouse coordinates",
    1015: "mouse coordinates",
    1016: "mouse pixels",
    2004: "bracketed paste",
    2026: "frozen output",
    2048: "size reports",
}
_KEYBOARD: Final = "keyboard protocol"

# What pyte does not know or would draw as text: private modes (kept here), sequences with a
# prefix of < = >, those with a dollar, colours written with colons, device control strings.
_SPECIAL: Final = re.compile(
    r"\x1b\[\?(?P<modes>[\d;]+)(?P<switch>[hl])"
    r"|\x1b\[(?P<keyboard>[<>])\d*(?:;\d*)*u"
    r"|\x1b\[[<=>][\d;]*[ -/]*[@-~]"
    r"|\x1b\[\??[\d;]*\$[@-~]"
    r"|\x1b\[[\d;]*:[\d;:]*m"
    r"|\x1bP[^\x1b]*\x1b\\"
)
_CUT: Final = re.compile(r"\x1b(?:\[[ -?]*|[\]P][^\x07\x1b]*\x1b?|[()#%])?\Z")
"""A sequence whose end is still to come."""


class TerminalScreen:
    """Draws what a program writes, as a terminal with two screens does."""

    def __init__(self, columns: int, rows: int) -> None:
        self._main = pyte.Screen(columns, rows)
        self._alternate = pyte.Screen(columns, rows)
        self._in_alternate = False
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._pending = ""
        self._modes: set[int] = set()
        self._cursor_shown = True
        self._keyboards = 0

    @property
    def lines(self) -> list[str]:
        """What one sees, line by line."""
        return [line.rstrip() for line in self._shown.display]

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor."""
        return self._shown.cursor.x, self._shown.cursor.y

    def left_behind(self) -> list[str]:
        """Name every mode that a shell prompt would suffer from."""
        left = {_MODE_NAMES[mode] for mode in self._modes if mode in _MODE_NAMES}
        if not self._cursor_shown:
            left.add("hidden cursor")
        if self._keyboards > 0:
            left.add(_KEYBOARD)
        return sorted(left)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of both screens."""
        self._main.resize(rows, columns)
        self._alternate.resize(rows, columns)

    def feed(self, data: bytes) -> None:
        """Draw what was written; a sequence cut in two waits for its other half."""
        text = self._pending + self._decoder.decode(data)
        cut = _CUT.search(text)
        text, self._pending = (text[: cut.start()], cut.group()) if cut else (text, "")
        drawn = 0
        for special in _SPECIAL.finditer(text):
            self._draw(text[drawn : special.start()])
            drawn = special.end()
            self._obey(special)
        self._draw(text[drawn:])

    @property
    def _shown(self) -> pyte.Screen:
        return self._alternate if self._in_alternate else self._main

    def _draw(self, text: str) -> None:
        # One stream a piece, because a stream is bound to one screen for life.
        if text:
            pyte.Stream(self._shown).feed(text)

    def _obey(self, special: re.Match[str]) -> None:
        if special["modes"]:
            for mode in map(int, special["modes"].split(";")):
                self._switch(mode, on=special["switch"] == "h")
        elif special["keyboard"]:
            self._keyboards += 1 if special["keyboard"] == ">" else -1

    def _switch(self, mode: int, *, on: bool) -> None:
        if mode == _CURSOR_SHOWN:
            self._cursor_shown = on
        elif on:
            self._modes.add(mode)
        else:
            self._modes.discard(mode)
        if mode in _ALTERNATE:
            self._in_alternate = on
            if on:
                self._alternate.reset()
