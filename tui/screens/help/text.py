"""The lines of help: what the focus is for, then the screen, then the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tui.commands import commands_in
from tui.glyphs import plain_punctuation
from tui.harmless import fit, width_of
from tui.keys import key_label
from tui.widgets.prose import block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tui.commands import Scope
    from tui.widgets.prose import Line

__all__ = ["Part", "lines_of"]

KEYS: Final = 16
"""Cells for keys."""

TITLE: Final = 18
"""Cells for a command's title."""

MEASURE: Final = 96

ROOMY: Final = 70

TYPING: Final = (
    ("Ctrl+A, Ctrl+E", "To the start, or the end, of the line"),
    ("Ctrl+Left, Right", "By words"),
    ("Shift+arrows", "Select"),
    ("Ctrl+W, Ctrl+U", "Delete the word before; everything before"),
    ("Ctrl+C, Ctrl+X", "Copy, cut"),
    ("Ctrl+V", "Paste"),
)
"""What every text field can do; Textual's own keys."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the help."""

    heading: str
    purpose: str
    scopes: Sequence[Scope] = ()
    """The scopes whose commands stand under it."""
    typing: bool = False
    """Whether one types here."""


def lines_of(parts: Sequence[Part], keys: Mapping[str, tuple[str, ...]], width: int) -> list[Line]:
    """Return help in as many parts, with the keys that are in force."""
    width = min(width, MEASURE)
    lines: list[Line] = []
    for part in parts:
        lines.append([(plain_punctuation(part.heading), "bold")])
        if part.purpose:
            lines += block(plain_punctuation(part.purpose), "muted", width)
        lines.append([])
        for names, title, what in _commands(part, keys):
            lines += _row(names, title, what, width)
        if part.typing:
            for names, what in TYPING:
                lines += _row(names, "", what, width)
        lines.append([])
    return lines


def _commands(part: Part, keys: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str, str]]:
    """Return keys, title and help; two commands that do the same share a line."""
    found: dict[str, tuple[list[str], str, str]] = {}
    for command in commands_in(*part.scopes):
        if keys[command.id]:
            names, _, _ = found.setdefault(command.action, ([], command.title, command.help))
            names += [key_label(key) for key in keys[command.id]]
    return [(", ".join(dict.fromkeys(names)), title, what) for names, title, what in found.values()]


def _row(names: str, title: str, what: str, width: int) -> list[Line]:
    names = fit(names, max(KEYS, width_of(names) + 1))
    what = plain_punctuation(what)
    if width < ROOMY:
        text = f"{title}: {what}" if title else what
        return block(text, "", width, first=names, first_ink="accent")
    title = fit(title, max(TITLE, width_of(title) + 1))
    rows = block(what, "muted", width, first=names + title)
    rows[0] = [(names, "accent"), (title, ""), *rows[0][1:]]
    return rows
