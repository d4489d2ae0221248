"""Recall: today's cards, one at a time, about a minute."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from tui.background import in_background, is_leaving
from tui.bindings import bindings_of
from tui.glyphs import glyphs, plain_punctuation
from tui.keys import key_label
from tui.preferring.page import PreferencePage
from tui.screens.recall.drawing import (
    MEASURE,
    NAMES,
    answer_at,
    draw_answer,
    draw_done,
    draw_nothing,
    draw_paused,
    draw_question,
    when_words,
)
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.habit.asking import Asked
    from lab.habit.recall import Answer
    from lab.workspace import Workspace
    from tui.commands import Scope
    from tui.widgets.prose import Line

__all__ = ["RecallScreen"]


_ABOVE: Final = 6
"""Lines above the card, where there is room: it stays where it is when its answer is shown."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A card, and on which day it would come back after each answer."""

    asked: Asked
    days: Mapping[Answer, date]


@dataclass(frozen=True, slots=True)
class Round:
    """Today's cards."""

    turns: tuple[Turn, ...]
    today: date
    has_begun: bool


def read_round(workspace: Workspace) -> Round:
    """Read the cards that are due, with both their sides."""
    habit = workspace.habit
    own = habit.own()
    cards = habit.cards(own, habit.digests(own))
    turns = [
        Turn(asked, habit.days_of_answers(asked)) for asked in map(habit.asked, cards) if asked
    ]
    return Round(tuple(turns), habit.today(), any(row.status == "finished" for row in own))


class CardSheet(Sheet):
    """The card."""

    PURPOSE = (
        "One card: a question that you wrote, or one of the method. Say the answer to yourself, "
        "then look. How it went decides when it comes again."
    )

    def __init__(self, screen: RecallScreen) -> None:
        super().__init__(id="recall-sheet")
        self._recall = screen
        self.answer_at = 0
        """The line at which the answer begins; 0 as long as it is not shown."""

    def draw(self, width: int) -> list[Line]:
        """Return the card as far as it is shown, in the middle of a wide screen."""
        lines = self._recall.draw_card(width)
        left = " " * max(0, (width - MEASURE) // 2)
        height = self.scrollable_content_region.height
        above = max(0, min(_ABOVE, height // 6, height - len(lines)))
        self.answer_at = above + self._recall.lines_before_the_answer(width)
        return [*([] for _ in range(above)), *([(left, ""), *line] for line in lines)]


class RecallScreen(PreferencePage):
    """Question, answer, how it went, the next one; it can be left after any card."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("recall", "list")
    PURPOSE = (
        "Today's cards, five at most: about a minute. Each answer is kept at once, so you may "
        "leave after any card; u takes the last answer back."
    )
    CSS_PATH = "recall.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("recall")
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012 - Textual declares it

    def __init__(self) -> None:
        super().__init__()
        self.sheet = CardSheet(self)
        self._round: Round | None = None
        self._at = 0
        self._is_open = False
        """Whether the answer is shown."""
        self._answers: list[Answer] = []
        """How each card of this round went, up to the one that is asked."""
        self._busy = False
        self._was_on = True

    def compose(self) -> ComposeResult:
        """Lay out the head and the card."""
        yield PlainText(id="recall-head")
        yield PlainText(id="recall-problems")
        yield self.sheet
        yield BottomLine()

    def on_mount(self) -> None:
        """Begin to read."""
        self.set_focus(self.sheet)
        self._show()
        super().on_mount()

    # Reading and showing

    @property
    def _is_on(self) -> bool:
        return self.state is None or bool(self.state.settings["recall"])

    @property
    def _turn(self) -> Turn | None:
        if self._round is None or not self._is_on or self._at >= len(self._round.turns):
            return None
        return self._round.turns[self._at]

    def show_state(self) -> None:
        """Read today's cards, where none are in hand."""
        turned_on = self._is_on and not self._was_on
        self._was_on = self._is_on
        if self._round is None or turned_on:
            in_background(self, self._read_round, group="round", exclusive=True)
        else:
            self._show()

    async def _read_round(self) -> None:
        desk = self.app.desk
        with self.app.telling():
            found = await desk.run(read_round, desk.workspace)
            if not is_leaving(self):
                self._round, self._at, self._is_open = found, 0, False
                self._answers.clear()
                self._show()

    def _show(self) -> None:
        place = ""
        if self._round is not None and self._turn is not None:
            place = f"  {self._at + 1} of {len(self._round.turns)}"
        progress = ""
        if self._round is not None and self._is_on:
            signs = glyphs()
            progress = signs.done * self._at + signs.empty * (len(self._round.turns) - self._at)
        self.query_one("#recall-head", PlainText).show(
            [("Recall", "accent bold"), (place, "muted"), (f"  {progress}", "accent")]
        )
        self.sheet.redraw()
        # In a low window the answer would lie below the edge, and be judged unseen.
        self.sheet.scroll_to(y=self.sheet.answer_at, animate=False)
        self.refresh_bindings()

    def draw_card(self, width: int) -> list[Line]:
        """Return what is to be seen of the card."""
        if self._round is None:
            return [[(plain_punctuation("Reading…"), "muted")]]
        if not self._is_on:
            return draw_paused(width, key=self._key)
        turn = self._turn
        if turn is None and self._answers:
            return draw_done(len(self._answers), width, key=self._key)
        if turn is None:
            return draw_nothing(width, has_begun=self._round.has_begun, key=self._key)
        if not self._is_open:
            return draw_question(turn.asked, width, self._key)
        return draw_answer(turn.asked, turn.days, width, today=self._round.today, key=self._key)

    def lines_before_the_answer(self, width: int) -> int:
        """Return how many lines of the card stand above its answer; 0 where none is shown."""
        turn = self._turn
        return answer_at(turn.asked, width) if turn is not None and self._is_open else 0

    def _key(self, command: str) -> str:
        keys = self.app.keys.get(command) or ()
        return key_label(keys[0]) if keys else "Ctrl+P"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is just now."""
        turn = self._turn
        if action == "show":
            return turn is not None and not self._is_open
        if action == "answer":
            return turn is not None and self._is_open
        if action == "source":
            return turn is not None and bool(turn.asked.product)
        if action == "undo":
            return bool(self._answers) or bool(self._done)
        return super().check_action(action, parameters)

    # Keys

    def action_show(self) -> None:
        """Show the answer."""
        self._is_open = True
        self._show()

    def action_answer(self, answer: Answer) -> None:
        """Keep how it went, and go to the next card."""
        turn = self._turn
        if turn is not None and not self._busy:
            self._busy = True
            in_background(self, partial(self._answer, turn, answer), group="answer")

    async def _answer(self, turn: Turn, answer: Answer) -> None:
        desk = self.app.desk
        try:
            with self.app.telling() as trouble:
                await desk.run(desk.workspace.habit.answer_card, turn.asked.card, answer)
        finally:
            self._busy = False
        if trouble or self._round is None:
            return
        self._answers.append(answer)
        self._at += 1
        self._is_open = False
        self.say_how_it_stands("Saved")
        self._show()
        again = when_words(turn.days[answer], today=self._round.today)
        self.app.tell(f"{NAMES[answer].capitalize()}: it comes again {again}.")

    def action_undo(self) -> None:
        """Take back the last answer; where there is none, the last pause."""
        if not self._answers:
            super().action_undo()
        elif not self._busy:
            self._busy = True
            in_background(self, self._take_back, group="answer")

    async def _take_back(self) -> None:
        desk = self.app.desk
        try:
            if self._round is None:
                return
            asked = self._round.turns[self._at - 1].asked
            with self.app.telling() as trouble:
                await desk.run(desk.workspace.habit.take_answer_back, asked)
        finally:
            self._busy = False
        if not trouble:
            self._answers.pop()
            self._at -= 1
            self._is_open = True
            self.say_how_it_stands("Saved")
            self._show()

    def action_pause(self) -> None:
        """Pause recall, or go on with it; the setting keeps that."""
        text = "false" if self._is_on else None
        in_background(self, partial(self.change, "recall", text), group="change")

    def action_source(self) -> None:
        """Read the teardown that the card comes from."""
        turn = self._turn
        if turn is not None and turn.asked.card.teardown:
            self.app.open_reading(turn.asked.card.teardown)

    def name_of(self, name: str) -> str:
        """Return what a setting is called here."""
        return "recall" if name == "recall" else name

    def action_down(self) -> None:
        """Read on."""
        self.sheet.action_down()

    def action_up(self) -> None:
        """Read further up."""
        self.sheet.action_up()

    def action_back(self) -> None:
        """Go back; every answer is kept."""
        self.dismiss(None)
