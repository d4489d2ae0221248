"""One line to type in, that keeps nothing which could harm a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Input

from tui.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual import events

__all__ = ["Field"]


class Field(Input):
    """A line without a frame; what is pasted becomes one harmless line."""

    PURPOSE: ClassVar[str] = "One line to type in."

    DEFAULT_CSS = """
    Field { height: 1; border: none; padding: 0 1; background: $ink-field;
        &:focus { border: none; } }
    """

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
        purpose: str = "",
        passes_on: Collection[str] = (),
    ) -> None:
        """Begin with *value*; *purpose* is what help says about this one.

        The keys that it *passes_on* are no letters here: the screen does something with them.
        """
        self.purpose = purpose
        self._passes_on = frozenset(passes_on)
        super().__init__(
            one_line(value),
            placeholder=placeholder,
            id=id,
            classes=classes,
            compact=True,
            select_on_focus=False,
        )

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Leave the keys that are passed on to the screen."""
        return key not in self._passes_on and super().check_consume_key(key, character)

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        text = one_line(event.text)
        start, end = self.selection
        if start == end:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, start, end)

    def put(self, text: str) -> None:
        """Show another text, with the cursor behind it."""
        self.value = one_line(text)
        self.cursor_position = len(self.value)
