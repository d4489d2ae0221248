"""What Home says where there is nothing to list."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from tui.glyphs import plain_punctuation
from tui.harmless import one_line

if TYPE_CHECKING:
    from lab.demo import DemoMarker
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

DEMO: Final = (
    "A sample library{fate}. Ana, Ben and Chen took the same product apart; n begins a teardown "
    "of your own."
)
THROWN_AWAY: Final = ", thrown away at the end unless you write in it"


def note_for(view: LibraryView, *, any_rows: bool) -> list[list[Piece]]:
    """Return the lines under the list; none where the list says enough."""
    if view.typed:
        text = f"Nothing matches “{one_line(view.typed)}”. Esc clears the filter."
        return [] if any_rows else _lines(text)
    if view.shelf == "archive":
        return [] if any_rows else _lines("Nothing is archived. Esc goes back.")
    if view.shelf == "trash":
        if any_rows:
            return _lines(
                "Enter restores the teardown under the cursor, D deletes everything here for "
                "good. Esc goes back."
            )
        return _lines("The trash is empty. Esc goes back.")
    if view.rows:
        text = _about(view.demo) if any_rows else "Everything is archived. A shows the archive."
        return _lines(text) if text else []
    texts = FIRST_RUN if view.example is not None else FIRST_RUN[:-1]
    return [line for text in texts for line in _lines(text)]


def _about(demo: DemoMarker | None) -> str:
    if demo is None:
        return ""
    return DEMO.format(fate=THROWN_AWAY if demo.throw_away else "")


def _lines(text: str) -> list[list[Piece]]:
    return [[], *([(line, "muted")] for line in wrap(plain_punctuation(text), WIDTH))]
