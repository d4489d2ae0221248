"""Scoring a section with the rubric in view."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.glyphs import glyphs
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText
from tui.widgets.prose import block
from tui.widgets.sheet import CardList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.widgets.prose import Line

__all__ = ["NO_SCORE", "RubricScreen"]

NO_SCORE: Final = -1
"""The answer that takes a score back."""


class Anchors(CardList[tuple[int, str]]):
    """The five scores and what they mean."""

    PURPOSE: ClassVar[str] = "What each score means. Type the digit, or choose with Enter."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "down", show=False),
        Binding("k", "up", show=False),
        Binding("enter", "choose", show=False),
    ]

    def __init__(self, current: int | None) -> None:
        super().__init__(id="anchors")
        self._current = current

    def key_of(self, card: tuple[int, str]) -> str:
        """Return the score."""
        return str(card[0])

    def lines(self, card: tuple[int, str], width: int) -> list[Line]:
        """Draw a score and its meaning."""
        score, meaning = card
        chosen = score == self._current
        mark = f" {glyphs().dot} your score" if chosen else ""
        ink = "accent bold" if chosen else "accent"
        return block(
            meaning + mark, "bold" if chosen else "", width, first=f"{score}  ", first_ink=ink
        )


class RubricScreen(ModalScreen[int | None]):
    """Ends with a score, ``NO_SCORE``, or ``None`` where everything stays as it was."""

    PURPOSE: ClassVar[str] = (
        "Score this section yourself: a digit gives the score, Esc leaves it as it was."
    )
    CSS_PATH = "rubric.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(score), f"give({score})", show=False) for score in range(5)),
        Binding("minus,backspace,delete", "give(-1)", show=False),
        Binding("escape", "close", "Close", show=False),
    ]

    def __init__(
        self,
        title: str,
        anchors: Sequence[str],
        notes: Sequence[tuple[int, str]],
        current: int | None,
    ) -> None:
        super().__init__()
        self._title = title
        self._anchors = anchors
        self._notes = dict(notes)
        self._current = current

    def compose(self) -> ComposeResult:
        """Lay out title, scores and keys."""
        with Vertical(id="rubric"):
            yield PlainText(self._title, id="rubric-title")
            yield Anchors(self._current)
            yield PlainText(
                "0 to 4 scores, - takes the score back, Esc leaves it as it is.",
                ours=True,
                id="rubric-keys",
            )
        yield BottomLine()

    def on_mount(self) -> None:
        """Show the scores, the cursor on the one that was given."""
        cards = []
        for score, anchor in enumerate(self._anchors):
            note = self._notes.get(score)
            cards.append((score, f"{anchor}\n{note}" if note else anchor))
        anchors = self.query_one(Anchors)
        anchors.show(cards, at=str(2 if self._current is None else self._current))
        anchors.focus()

    def on_card_list_chosen(self, event: CardList.Chosen) -> None:
        """Give the score under the cursor."""
        event.stop()
        self.dismiss(event.cards.cursor)

    def action_give(self, score: int) -> None:
        """Give a score; a negative number takes it back."""
        self.dismiss(score if score >= 0 else NO_SCORE)

    def action_close(self) -> None:
        """Leave it as it is."""
        self.dismiss(None)
