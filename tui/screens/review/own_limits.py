"""The learner's own words on what cannot be concluded, written beside the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from tui.editing.answer_editor import AnswerEditor
from tui.widgets.plain import PlainText

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.editing.in_hand import TeardownInHand

__all__ = ["OwnLimits"]


class OwnLimits(Vertical):
    """A field that is there while one writes. Its text leaves it when it is collected."""

    def __init__(self) -> None:
        super().__init__(id="own-limits")
        self._in_hand: TeardownInHand | None = None
        self._is_edited = False

    def compose(self) -> ComposeResult:
        """Lay out a line of words and the field."""
        yield PlainText(
            [
                ("What cannot be concluded", "accent bold"),
                ("  in your words. Esc goes back.", "muted"),
            ]
        )
        yield AnswerEditor(id="own-words")

    @property
    def editor(self) -> AnswerEditor:
        """The field."""
        return self.query_one("#own-words", AnswerEditor)

    def open(self, in_hand: TeardownInHand) -> None:
        """Show the words as they stand, and begin to write behind them."""
        self._in_hand = in_hand
        self._load()
        self.editor.move_cursor(self.editor.document.end)
        self.screen.set_focus(self.editor)

    def _load(self) -> None:
        if self._in_hand is not None:
            with self.prevent(AnswerEditor.Changed):
                self.editor.begin_with(self._in_hand.record.take_home.cannot_conclude)
            self._is_edited = False

    def take_in(self) -> None:
        """Show what was changed elsewhere."""
        if self._in_hand is not None:
            words = self._in_hand.record.take_home.cannot_conclude
            if words != self.editor.text:
                cursor = self.editor.cursor_location
                self._load()
                self.editor.move_cursor(self.editor.clamp_visitable(cursor))

    def collect(self) -> None:
        """Take the words into the record, where they were edited."""
        if self._is_edited and self._in_hand is not None:
            self._is_edited = False
            record = self._in_hand.record
            words = {"cannot_conclude": self.editor.text}
            record.take_home = record.take_home.model_copy(update=words)

    def on_text_area_changed(self) -> None:
        """Note that something was typed."""
        if self._in_hand is not None:
            self._is_edited = True
            self._in_hand.changed()
