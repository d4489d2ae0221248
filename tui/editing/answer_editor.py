"""The field in which answers are written: a ``TextArea`` that keeps exactly what was typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.document._document import Selection
from textual.document._document_navigator import DocumentNavigator
from textual.document._history import EditHistory
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.strip import Strip
from textual.widgets import TextArea

from tui.editing.characters import is_typed_text
from tui.editing.document import AnswerDocument, AnswerRows
from tui.editing.markdown_keys import bold, list_marker
from tui.editing.painting import Look, RowPainter

if TYPE_CHECKING:
    from textual import events
    from textual.document._document import EditResult, Location
    from textual.document._edit import Edit
    from textual.geometry import Region

__all__ = ["AnswerEditor"]

_FAINT = 0.4
"""How much of the text's colour a placeholder has."""

_CHECKPOINTS = 1000
"""Steps that undo goes back."""

FASTER_THAN_FINGERS = 0.012
"""Seconds between two keys below which they come from a paste, not from a person."""


class AnswerEditor(TextArea):
    """Plain text that wraps. Enter is always a newline, tab goes to the next field."""

    PURPOSE: ClassVar[str] = (
        "Write your answer here. It is saved by itself while you type; Enter is a new line, "
        "Tab goes to the next field, and Esc to the outline."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+b", "bold", "Bold", show=False),
    ]

    DEFAULT_CSS = """
    AnswerEditor, AnswerEditor:focus {
        border: none; padding: 0; background: $background; color: $foreground;
        scrollbar-size-vertical: 1; overflow-x: hidden;
        scrollbar-background: $background; scrollbar-color: $panel;
    }
    """

    selection: Reactive[Selection] = reactive(
        Selection(), init=False, always_update=True, repaint=False
    )
    """Where the cursor is and what is selected; only the rows that it touches are painted again."""

    @dataclass
    class Copied(Message):
        """The selected text went to the clipboard."""

        characters: int

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        self._painter = RowPainter()
        self._look: Look | None = None
        self._faint = Style()
        self._continued: tuple[Location, str] | None = None
        self._last_key = 0.0
        super().__init__(
            text,
            id=id,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            highlight_cursor_line=False,
            max_checkpoints=_CHECKPOINTS,
        )
        self.set_reactive(TextArea.cursor_blink, False)  # noqa: FBT003 - the reactive's value
        self.set_reactive(TextArea.match_cursor_bracket, False)  # noqa: FBT003

    # The text

    def _set_document(self, text: str, language: str | None) -> None:
        del language
        self.document = AnswerDocument(text)
        self.wrapped_document: AnswerRows = AnswerRows(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._continued = None
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()
        self.refresh()

    def begin_with(self, text: str) -> None:
        """Show another text, with a history of its own; the one before stays as it was."""
        self.history = EditHistory(
            max_checkpoints=_CHECKPOINTS, checkpoint_timer=2.0, checkpoint_max_characters=100
        )
        self.load_text(text)

    def take_back(self, text: str) -> None:
        """Let *text* take the place of all that is here, as one step that undo takes back."""
        if text != self.text:
            self.history.checkpoint()
            self._replace_via_keyboard(text, (0, 0), self.document.end)
            self.history.checkpoint()

    def edit(self, edit: Edit) -> EditResult:
        """Make one edit and paint the rows that it changed."""
        rows = self.wrapped_document
        height = rows.height
        first = rows.row_of(edit.top)
        result = edit.do(self)
        self.history.record(edit)
        rows.follow(edit.top, edit.bottom, result.end_location)
        edit.after(self)
        self.post_message(self.Changed(self))
        if rows.height != height:
            self._refresh_size()
            self.refresh(layout=self.styles.is_auto_height)
        else:
            # The row above may have taken up a word, those below may have moved within the line.
            last = rows.row_of((result.end_location[0], len(self.document[result.end_location[0]])))
            self.refresh_lines(max(0, first - 1), last - first + 2)
        return result

    def _undo_batch(self, edits: list[Edit]) -> None:  # type: ignore[override]  # what it is given
        super()._undo_batch(edits)
        self.refresh()

    def _redo_batch(self, edits: list[Edit]) -> None:  # type: ignore[override]  # what it is given
        super()._redo_batch(edits)
        self.refresh()

    def _build_highlight_map(self) -> None:
        """Do nothing: the text has no syntax."""

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:
        """Find none: prose needs no partner for its brackets, and looking reads all of it."""
        del bracket, search_from
        return None

    # Typing

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Return whether a key types something here."""
        del key
        return not self.read_only and is_typed_text(character)

    async def _on_key(self, event: events.Key) -> None:
        if self.read_only:
            return
        by_hand = event.time - self._last_key > FASTER_THAN_FINGERS
        self._last_key = event.time
        if event.key == "enter":
            self._new_line(go_on=by_hand)
        elif is_typed_text(event.character):
            self._type(event.character or "")
        else:
            return
        event.stop()
        event.prevent_default()

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        result = self._replace_via_keyboard(event.text, *self.selection)
        if result is not None:
            self.move_cursor(result.end_location)
            self.focus()

    def _type(self, character: str) -> None:
        start, end = self.selection
        if self._continued is not None:
            place, marker = self._continued
            self._continued = None
            # Somebody who types the list's sign themselves gets it once.
            if start == end == (place[0], place[1] + len(marker)) and character in marker[0] + " ":
                start = place
        self._replace_via_keyboard(character, start, end)

    def _new_line(self, *, go_on: bool) -> None:
        start, end = self.selection
        row, column = end
        continued, self._continued = self._continued, None
        if continued is not None and start == end:
            place, marker = continued
            if end == (place[0], place[1] + len(marker)):
                # Enter on an item with nothing in it ends the list.
                self._replace_via_keyboard("\n", place, end)
                return
        line = self.document[row][:column]
        marker = list_marker(line) if go_on and start == end else ""
        self._replace_via_keyboard("\n" + marker, start, end)
        if marker:
            self._continued = ((row + 1, 0), marker)

    def action_bold(self) -> None:
        """Make the selected text bold, or begin bold text at the cursor."""
        start, end = sorted(self.selection)
        if start == end:
            self._replace_via_keyboard("****", start, end)
            self.move_cursor((start[0], start[1] + 2))
        else:
            self._replace_via_keyboard(bold(self.selected_text), start, end)

    def select_part(self, start: int, end: int) -> None:
        """Select the characters from *start* to *end* of the text, and bring them into view."""
        from lab.counterpoints.aiming import row_and_column

        text = self.text
        self.selection = Selection(row_and_column(text, start), row_and_column(text, end))
        self.scroll_cursor_visible()

    def action_copy(self) -> None:
        """Copy the selected text."""
        text = self.selected_text
        if not text:
            raise SkipAction
        self.app.copy_to_clipboard(text)
        self.post_message(self.Copied(len(text)))

    # Painting

    def _watch_selection(self, previous_selection: Selection, selection: Selection) -> None:
        super()._watch_selection(previous_selection, selection)
        if not self.is_mounted:
            return
        rows = self.wrapped_document
        last = self.document.end
        touched = [rows.row_of(min(place, last)) for place in (*previous_selection, *selection)]
        if previous_selection.is_empty and selection.is_empty:
            for row in {*touched}:
                self.refresh_lines(row)
        else:
            self.refresh_lines(min(touched), max(touched) - min(touched) + 1)

    def _watch_has_focus(self, focus: bool) -> None:  # noqa: FBT001 - Textual's signature
        super()._watch_has_focus(focus)
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget the styles."""
        self._look = None
        super().notify_style_update()

    def _app_theme_changed(self) -> None:
        self._look = None
        super()._app_theme_changed()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint, with the styles looked up once rather than on every key."""
        if self._look is None:
            self._theme.apply_css(self)
            base = self._theme.base_style or self.rich_style
            self._look = Look(
                text=base,
                cursor=base + (self._theme.cursor_style or base),
                selection=base + (self._theme.selection_style or base),
            )
            _, back, front, _ = self.colors
            self._faint = base + Style(color=back.blend(front, _FAINT).rich_color)
        return super(TextArea, self).render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        look = self._look
        width = self.scrollable_content_region.width
        if look is None:
            return Strip.blank(width)
        row = self.wrapped_document.row_at(y + self.scroll_offset.y)
        if row is None:
            return Strip.blank(width, look.text)
        line, start, end = row
        text = self.document[line]
        if not text and self.document.line_count == 1 and self.placeholder:
            look = replace(look, text=self._faint)
            hint = str(self.placeholder)[: width - 1]
            cursor = 0 if self._draw_cursor else None
            return self._painter.paint(hint, width, look, tab=self.indent_width, cursor=cursor)
        return self._painter.paint(
            text[start:end],
            width,
            look,
            tab=self.indent_width,
            selected=self._selected_in(line, start, end),
            cursor=self._cursor_in(line, start, end, len(text)),
        )

    def _cursor_in(self, line: int, start: int, end: int, length: int) -> int | None:
        row, column = self.selection.end
        if row != line or not self._draw_cursor:
            return None
        if start <= column < end or column == end == length:
            return column - start
        return None

    def _selected_in(self, line: int, start: int, end: int) -> tuple[int, int] | None:
        top, bottom = sorted(self.selection)
        if top == bottom or not top[0] <= line <= bottom[0]:
            return None
        first = max(start, top[1]) if line == top[0] else start
        last = min(end, bottom[1]) if line == bottom[0] else end
        # The end of a line that the selection goes past is one cell of it.
        if line < bottom[0] and end == len(self.document[line]):
            last = end + 1
        return (first - start, last - start) if first < last else None
