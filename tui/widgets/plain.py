"""Text that is shown as it stands: never markup, never an action, never a crash.

Everything that a screen shows and that somebody else wrote goes through here, or through
:class:`tui.widgets.lines.LineWidget`. A test over the source keeps it that way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from tui.glyphs import plain_punctuation
from tui.harmless import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.widgets.lines import Ink

__all__ = ["PlainText", "content_of", "literal"]


def literal(text: str) -> Content:
    """Return text as content, for the few places where Textual would read a string's markup."""
    return Content(harmless(text))


def content_of(pieces: Iterable[tuple[str, Ink]]) -> Content:
    """Return content out of pieces of text, each in an ink, all of it literal."""
    return Content.assemble(*((harmless(text), _style(ink)) for text, ink in pieces))


def _style(ink: Ink) -> str:
    return " ".join(
        word if word in {"bold", "italic", "underline", "reverse", "strike"} else f"$ink-{word}"
        for word in ink.split()
    )


class PlainText(Static):
    """A block of literal text that wraps."""

    def __init__(
        self,
        text: str | Iterable[tuple[str, Ink]] = "",
        *,
        ours: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
    ) -> None:
        """Show *text*: a string, or pieces each with an ink. *ours*: our words, not a person's."""
        super().__init__(self._content(text, ours=ours), id=id, classes=classes, markup=False)

    def show(self, text: str | Iterable[tuple[str, Ink]], *, ours: bool = False) -> None:
        """Show another text."""
        self.update(self._content(text, ours=ours))

    @staticmethod
    def _content(text: str | Iterable[tuple[str, Ink]], *, ours: bool) -> Content:
        if not isinstance(text, str):
            return content_of(text)
        return Content(harmless(plain_punctuation(text) if ours else text))
