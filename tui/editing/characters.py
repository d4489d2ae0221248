"""What single characters do in a terminal: which can be typed, how they look, how wide they are.

Text is kept exactly as it was written. What changes is only how it looks: a control character
would be an order to the terminal, so a visible sign of one cell stands in its place. The sign
takes one place in the string as well, so that every column still fits.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from rich.cells import cell_len, get_character_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["clusters", "is_plain", "is_typed_text", "one_newline", "shown"]

_HARMFUL = re.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]"
)
"""Control characters but the tab, line separators, and what turns the order of a line around."""

_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"

_TYPED_CATEGORIES = frozenset({"Cf", "Co", "Cn", "Zs", "Zl", "Zp"})


def is_typed_text(character: str | None) -> bool:
    """Return whether a typed character belongs into the text.

    Beside what Python calls printable: the spaces that do not break, joiners and
    non-joiners, the marks of right-to-left writing, private letters.
    """
    if character is None:
        return False
    return character.isprintable() or (
        len(character) == 1 and unicodedata.category(character) in _TYPED_CATEGORIES
    )


def one_newline(text: str) -> str:
    """Return the text with every line end written as a newline."""
    if "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def shown(text: str) -> str:
    """Return the text as it may go to a terminal: same length, signs for what would harm."""
    if text.isascii() and text.isprintable():
        return text
    return _HARMFUL.sub(_sign, text)


def is_plain(text: str) -> bool:
    """Return whether each character takes one cell and none needs a sign."""
    return text.isascii() and text.isprintable()


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield ``(end, cells)`` of each cluster; a tab stands alone and has 0 cells.

    A cluster is what a terminal draws in one place: a letter with its accents, a family of
    emoji. *text* is what :func:`shown` returns; the widths are those that Textual counts.
    """
    width = 0
    base = ""
    pending = swallow = False
    end = 0
    for end, character in enumerate(text, 1):
        if swallow:
            swallow = False
        elif character == _JOINER:
            swallow = pending = True
        elif character == _EMOJI_STYLE and base:
            width = cell_len(base + character)
            base = ""
        else:
            size = get_character_cell_size(character)
            if size or character == "\t" or not pending:
                if pending:
                    yield end - 1, width
                width, base = size, character if size else ""
                pending = character != "\t"
                if not pending:
                    yield end, 0
    if pending:
        yield end, width


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:  # noqa: PLR2004 - the control characters' own pictures follow at U+2400
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\u00b7"  # noqa: PLR2004 - DEL has a picture too
