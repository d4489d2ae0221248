"""The outline: sections with their state, score and minutes; the open one shows its questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from lab.walk import is_answered, outline
from tui.bindings import bindings_of
from tui.glyphs import glyphs
from tui.harmless import fit, one_line, width_of
from tui.screens.walk.wording import minutes_of, sign_of
from tui.widgets.sheet import CardList

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.binding import BindingType

    from lab.model import Teardown
    from lab.walk import OutlineRow
    from tui.widgets.lines import Ink, Piece
    from tui.widgets.prose import Line

__all__ = ["Outline", "OutlinePlace", "outline_places"]


@dataclass(frozen=True, slots=True)
class OutlinePlace:
    """One row: a section, or a question of the section that is open."""

    section: str
    prompt: str
    """Empty for the section itself."""
    title: str
    number: int = 0
    answered: bool = False
    required: bool = False
    here: bool = False
    """Whether this is the question that is shown."""
    row: OutlineRow | None = None


def outline_places(
    record: Teardown, *, section: str, prompt: str, running: Mapping[str, float] | None = None
) -> list[OutlinePlace]:
    """Return the rows; *section* and *prompt* are what is shown, *running* unsaved seconds."""
    del running
    places = []
    for row, asked in zip(outline(record), record.questions, strict=True):
        is_open = row.section_id == section
        places.append(OutlinePlace(row.section_id, "", row.title, here=is_open, row=row))
        if is_open:
            places += [
                OutlinePlace(
                    row.section_id,
                    question.id,
                    question.text,
                    number=number,
                    answered=is_answered(record, row.section_id, question),
                    required=question.required,
                    here=question.id == prompt,
                )
                for number, question in enumerate(asked.prompts, 1)
            ]
    return places


class Outline(CardList[OutlinePlace]):
    """One line a section; Enter goes there, a digit scores it."""

    PURPOSE: ClassVar[str] = (
        "The sections of this teardown: how far each is, its score, and minutes spent of "
        "those planned. Enter goes to a question; 0 to 4 scores the section."
    )

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("outline")
    GAP = 0

    class Asked(Message):
        """Something is wanted of the section under the cursor."""

        def __init__(self, wish: str, place: OutlinePlace, score: int | None = None) -> None:
            super().__init__()
            self.wish = wish
            self.place = place
            self.score = score

    def key_of(self, card: OutlinePlace) -> str:
        """Return the ids that make the row."""
        return f"{card.section}.{card.prompt}"

    def lines(self, card: OutlinePlace, width: int) -> list[Line]:
        """Draw one row."""
        return [self._section(card, width) if card.row else self._question(card, width)]

    def _section(self, card: OutlinePlace, width: int) -> Line:
        row = card.row
        if row is None:
            return []
        score = glyphs().dot if row.score is None else str(row.score)
        figures = f" {score}" if width < _WITH_MINUTES else _figures(score, row)
        figures = "" if row.notes and row.score is None else figures
        room = width - width_of(figures) - 4
        inks: dict[str, Ink] = {"empty": "muted", "done": "good"}
        title: Ink = "bold" if card.here else ("muted" if row.state == "empty" else "")
        sign: Piece = (f"{sign_of(row.state)} ", inks.get(row.state, "accent"))
        return [
            sign,
            (fit(one_line(card.title), room, more=glyphs().more), title),
            ("  ", ""),
            (figures, "" if row.score is not None else "muted"),
        ]

    def _question(self, card: OutlinePlace, width: int) -> Line:
        signs = glyphs()
        sign = signs.written if card.answered else signs.empty
        head = f"  {sign} {card.number} "
        text = fit(one_line(card.title), width - width_of(head), more=signs.more)
        ink: Ink = "accent" if card.here else "muted"
        return [(head, ink if card.answered or card.here else "muted"), (text, ink)]

    # Keys

    def action_choose(self) -> None:
        """Go to the question under the cursor."""
        self._ask("open")

    def action_give_score(self, score: int) -> None:
        """Score the section under the cursor; a negative number takes the score back."""
        self._ask("score", score if score >= 0 else None)

    def action_ask(self, wish: str) -> None:
        """Ask the screen for something about the section under the cursor."""
        self._ask(wish)

    def on_click(self, event: events.Click) -> None:
        """Go to the row under the mouse."""
        number = event.y + self.scroll_offset.y
        if number < len(self.cards):
            self.move_to(number)
            self.action_choose()

    def _ask(self, wish: str, score: int | None = None) -> None:
        place = self.card
        if place is not None:
            self.post_message(self.Asked(wish, place, score))


_WITH_MINUTES = 24
"""Cells from which on a row has room for its minutes."""


def _figures(score: str, row: OutlineRow) -> str:
    return f"{score} {minutes_of(row.seconds, row.budget_minutes):>5}"
