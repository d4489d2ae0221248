"""Text from elsewhere, made safe to draw.

Whatever a record, a file name or an exception holds is shown literally: a terminal escape
becomes a visible picture of itself, marks that reorder text on the screen are taken out of
force, and a lone surrogate cannot end the program.
"""

from __future__ import annotations

import re
from typing import Final

from rich.cells import cell_len, set_cell_size

__all__ = ["fit", "harmless", "in_place", "one_line", "width_of"]

_TAB: Final = "    "

_REORDERING: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that make a terminal show text in another order than it is written."""

_TROUBLE: Final = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_REORDERING}\u2028\u2029\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_STACKED: Final = re.compile("([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{4})"
                             "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]+")  # fmt: skip


def harmless(text: str) -> str:
    """Return the text with everything that is not text made visible. Newlines stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", _TAB)
    if text.isascii() and text.isprintable():
        return text
    return _STACKED.sub(r"\1", _TROUBLE.sub(_picture, text))


def in_place(text: str) -> str:
    """Return one line made harmless, each character in its place; a tab stays one."""
    if text.isascii() and text.isprintable():
        return text
    return _TROUBLE.sub(lambda found: _picture(found).replace("\n", " "), text)


def one_line(text: str) -> str:
    """Return the text on one line: every run of white space is one space."""
    return harmless(" ".join(text.split()))


def width_of(text: str) -> int:
    """Return how many cells the text takes."""
    return cell_len(text)


def fit(text: str, width: int, *, more: str = "…") -> str:
    """Return the text on exactly *width* cells: padded, or cut with a mark that says so."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    room = width - cell_len(more)
    if room < 0:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, room).rstrip() + more, width)


def _picture(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < ord(" "):
        return chr(0x2400 + code)
    if code == 0x7F:  # noqa: PLR2004 - the delete character has its picture out of order
        return "\u2421"
    if code in (0x2028, 0x2029):
        return "\n"
    return "\ufffd"
