"""The lines of help: what the focus is for, then the screen, then the app."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from tui.glyphs import plain_punctuation
from tui.harmless import fit, width_of
from tui.keys import key_label
from tui.widgets.prose import block, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tui.screens.help.parts import Part
    from tui.widgets.prose import Line

__all__ = ["lines_of"]

KEYS: Final = 20
"""Cells for keys at most; what is longer goes on below."""

FEWEST: Final = 10
"""Cells for keys at least."""

TITLE: Final = 20
"""Cells for a command's title."""

MEASURE: Final = 100

ROOMY: Final = 70

CHANGED: Final = "*"

TYPING: Final = (
    ("Ctrl+A, Ctrl+E", "To the start, or the end, of the line."),
    ("Ctrl+Left, Right", "By words."),
    ("Shift+arrows", "Select."),
    ("Ctrl+W, Ctrl+U", "Delete the word before; everything before."),
    ("Ctrl+C, Ctrl+X", "Copy, cut."),
    ("Ctrl+V", "Paste."),
)
"""What every text field can do; Textual's own keys."""


_TYPING_ROWS: Final = tuple((name, "", what) for name, what in TYPING)


def lines_of(parts: Sequence[Part], keys: Mapping[str, tuple[str, ...]], width: int) -> list[Line]:
    """Return help in as many parts, with the keys that are in force."""
    width = min(width, MEASURE)
    found = [(part, _commands(part, keys)) for part in parts]
    names = [name for part, rows in found for name, _, _ in rows]
    names += [name for part in parts if part.typing for name, _ in TYPING]
    room = max(FEWEST, min(KEYS, max(map(width_of, names), default=0) + 2))
    lines: list[Line] = []
    for part, rows in found:
        lines.append([(plain_punctuation(part.heading), "bold")])
        if part.purpose:
            lines += block(plain_punctuation(part.purpose), "muted", width)
        if rows or part.typing:
            lines.append([])
        for name, title, what in [*rows, *(_TYPING_ROWS if part.typing else ())]:
            lines += _row(name, title, what, width, room)
        lines.append([])
    if any(name.endswith(CHANGED) for name in names):
        words = f"{CHANGED} not the app's own key: changed in the settings."
        lines += [*block(words, "muted", width), []]
    return lines


def _commands(part: Part, keys: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str, str]]:
    """Return keys, title and help; two commands that do the same share a line."""
    found: dict[str, tuple[list[str], str, str]] = {}
    changed: set[str] = set()
    for command in part.commands:
        if keys[command.id]:
            names, _, _ = found.setdefault(command.action, ([], command.title, command.help))
            names += [key_label(key) for key in keys[command.id]]
            if keys[command.id] != command.keys:
                changed.add(command.action)
    return [
        (
            ", ".join(dict.fromkeys(names)) + (f" {CHANGED}" if action in changed else ""),
            title,
            what,
        )
        for action, (names, title, what) in found.items()
    ]


def _row(names: str, title: str, what: str, width: int, room: int) -> list[Line]:
    """Return a command's lines: each column keeps its width, and goes on below itself."""
    title, what = plain_punctuation(title), plain_punctuation(what)
    columns = [(wrapped(names, room - 2), room, "accent")]
    if width < ROOMY:
        columns.append((wrapped(f"{title}: {what}" if title else what, width - room), 0, ""))
    else:
        columns.append((wrapped(title, TITLE - 2), TITLE, ""))
        columns.append((wrapped(what, width - room - TITLE), 0, "muted"))
    return [
        [
            (fit(text or "", size or width_of(text or "")), ink)
            for text, (_, size, ink) in zip(texts, columns, strict=True)
        ]
        for texts in zip_longest(*(column for column, _, _ in columns))
    ]
