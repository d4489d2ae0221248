"""An output typed or mended by hand: lines of any number, and the way to one's own editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical
from textual.screen import ModalScreen

from lab.figures import counted
from tui.bindings import bindings_of
from tui.editing.answer_editor import AnswerEditor
from tui.editing.hand_over import hand_over
from tui.editing.outside import outside_path
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText, literal

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import TextArea

    from tui.app import TeardownApp
    from tui.commands import Scope
    from tui.editing.in_hand import TeardownInHand

__all__ = ["OutputEditor", "WriteOutput", "keep_half_done"]

_COUNTED_AFTER: Final = 0.3
"""Seconds without a key after which the words are counted."""


class OutputEditor(AnswerEditor):
    """The text of one output."""

    PURPOSE: ClassVar[str] = (
        "The product’s answer, as it was given. Enter is a new line; Ctrl+S keeps it."
    )


class WriteOutput(ModalScreen[str | None]):
    """Ends with the output, ``None`` where nothing is to be kept.

    What it ends with stays half-done until whoever takes it calls ``forget``: it may be refused.
    """

    SCOPES: ClassVar[tuple[Scope, ...]] = ("form",)
    PURPOSE: ClassVar[str] = (
        "An output in words. What stands here is there again if you close it half-way."
    )
    CSS_PATH = "writing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("form")
    AUTO_FOCUS = None

    if TYPE_CHECKING:

        @property
        def app(self) -> TeardownApp:  # type: ignore[override]  # narrower than Textual's
            """The app."""

    def __init__(
        self,
        in_hand: TeardownInHand,
        title: str,
        *,
        name: str,
        text: str = "",
        verb: str = "",
        outside: bool = False,
    ) -> None:
        """Begin with *text*, or with what stood here half-done under *name*.

        *outside* hands it to the person's own editor at once.
        """
        super().__init__()
        self._in_hand = in_hand
        self._title = title
        self._form = _form_of(name)
        self._blank = text
        self._outside = outside
        self.key_titles = {"form.save": verb} if verb else {}

    def compose(self) -> ComposeResult:
        """Lay out title and text."""
        with Vertical(id="writing"):
            yield PlainText([(self._title, "accent bold")], id="writing-title")
            yield OutputEditor(self._half_done(), id="output")
            yield PlainText("", id="writing-count")
        yield BottomLine()

    def on_mount(self) -> None:
        """Begin at the end of what is there."""
        field = self._field
        field.placeholder = literal("What the product answered, word for word")
        field.focus()
        field.move_cursor(field.document.end)
        self._counting = self.set_timer(_COUNTED_AFTER, self._count, pause=True)
        self._count()
        if self._outside:
            self.call_after_refresh(self.action_edit_outside)

    def _half_done(self) -> str:
        """Return what stood here half-done, if it began from the words that are there now."""
        kept = self._in_hand.half_filled.get(self._form, {})
        if kept.get("of", self._blank) != self._blank:
            return self._blank  # another output had this one's number
        return kept.get("output", self._blank)

    @property
    def _field(self) -> OutputEditor:
        return self.query_one(OutputEditor)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what stands here, for the next time."""
        event.stop()
        text = self._field.text
        half_done = {"output": text, "of": self._blank} if text != self._blank else None
        self._in_hand.keep_form(self._form, half_done)
        self._counting.stop()
        self._counting = self.set_timer(_COUNTED_AFTER, self._count)

    def _count(self) -> None:
        words = counted(len(self._field.text.split()), "word")
        self.query_one("#writing-count", PlainText).show([(words, "muted")])

    def action_save(self) -> None:
        """Keep it."""
        text = self._field.text
        if not text.strip():
            self.query_one("#writing-count", PlainText).show(
                [("Nothing stands here. If the product answered nothing, Esc, then x.", "warning")]
            )
            return
        self.dismiss(text)

    def action_close(self) -> None:
        """Close; what stands here stays for the next time."""
        self.dismiss(None)

    def forget(self) -> None:
        """Keep what stood here no longer: it is recorded."""
        self._in_hand.keep_form(self._form, None)

    def action_discard(self) -> None:
        """Close and forget."""
        self.forget()
        self.dismiss(None)

    def action_edit_outside(self) -> None:
        """Write it in one's own text editor."""
        state = self.app.desk.workspace.places.state
        path = outside_path(state, self._in_hand.record.id, "trials", "output")
        hand_over(self.app, self._field, path)


def keep_half_done(in_hand: TeardownInHand, name: str, text: str) -> None:
    """Keep a text as half-done under *name*, below what stands there."""
    stands = in_hand.half_filled.get(_form_of(name), {}).get("output", "")
    whole = f"{stands}\n\n{text}" if stands else text
    in_hand.keep_form(_form_of(name), {"output": whole, "of": ""})


def _form_of(name: str) -> str:
    return f"trials:output:{name}"
