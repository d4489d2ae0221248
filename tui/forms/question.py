"""The one question that the app asks before it does what cannot be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.bindings import bindings_of
from tui.keys import key_label
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.app import TeardownApp
    from tui.commands import Scope

__all__ = ["QuestionScreen"]


class QuestionScreen(ModalScreen[bool]):
    """Asks once; ends with true only where somebody said yes."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("question",)
    PURPOSE: ClassVar[str] = "A question before something that cannot be taken back."
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("question")
    DEFAULT_CSS = """
    QuestionScreen { align: center middle; background: $background 70%; }
    QuestionScreen #question {
        width: 66; max-width: 100%; height: auto; margin-bottom: 1; padding: 1 3;
        background: $surface;
    }
    QuestionScreen PlainText { height: auto; margin-bottom: 1; }
    """

    if TYPE_CHECKING:

        @property
        def app(self) -> TeardownApp:  # type: ignore[override]  # narrower than Textual's
            """The app."""

    def __init__(self, question: str, explanation: str, *, yes: str, no: str) -> None:
        super().__init__()
        self._question = question
        self._explanation = explanation
        self._answers = {"question.yes": yes, "question.no": no}

    def compose(self) -> ComposeResult:
        """Lay out the question, what it means, and the two answers."""
        with Vertical(id="question"):
            yield PlainText([(self._question, "accent bold")])
            yield PlainText(self._explanation, ours=True)
            yield PlainText(
                [
                    piece
                    for name, words in self._answers.items()
                    for piece in (
                        (key_label(self.app.keys[name][0]), "accent bold"),
                        (f"  {words}     ", ""),
                    )
                ]
            )
        yield BottomLine()

    def action_yes(self) -> None:
        """Do it."""
        self.dismiss(True)  # noqa: FBT003 - the result's name is the class's

    def action_no(self) -> None:
        """Leave everything as it is."""
        self.dismiss(False)  # noqa: FBT003 - the result's name is the class's
