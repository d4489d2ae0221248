"""What Home says where there is nothing to list."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from tui.glyphs import plain_punctuation
from tui.harmless import one_line

if TYPE_CHECKING:
    from tui.screens.home.library_view import LibraryView
    from tui.widgets.lines import Piece

__all__ = ["note_for"]

WIDTH: Final = 54

FIRST_RUN: Final = (
    "Nothing of yours is here yet.",
    (
        "Press n and type the name of an AI product you know. Fifteen minutes are enough for "
        "a first teardown, and it can be left at any moment."
    ),
    "The example above shows what a full one looks like: Enter opens it.",
)


def note_for(view: LibraryView, *, any_rows: bool) -> list[list[Piece]]:
    """Return the lines under the list; none where the list says enough."""
    if view.typed:
        text = f"Nothing matches “{one_line(view.typed)}”. Esc clears the filter."
        return [] if any_rows else _lines(text)
    if view.shelf == "archive":
        return [] if any_rows else _lines("Nothing is archived. Esc goes back.")
    if view.shelf == "trash":
        if any_rows:
            return _lines("Enter restores the teardown under the cursor. Esc goes back.")
        return _lines("The trash is empty. Esc goes back.")
    if view.rows:
        return [] if any_rows else _lines("Everything is archived. A shows the archive.")
    texts = FIRST_RUN if view.example is not None else FIRST_RUN[:-1]
    return [line for text in texts for line in _lines(text)]


def _lines(text: str) -> list[list[Piece]]:
    return [[], *([(line, "muted")] for line in wrap(plain_punctuation(text), WIDTH))]
