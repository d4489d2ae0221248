"""The question that is asked and everything that is filled in for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual.containers import Vertical

from lab.walk import count_words
from tui.background import in_background
from tui.editing.answer_editor import AnswerEditor
from tui.items.item_list import ItemList
from tui.items.kinds import kind_for
from tui.screens.walk.question import AskedQuestion, QuestionHead
from tui.screens.walk.score_strip import ScoreStrip
from tui.screens.walk.wording import minutes_of

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from tui.doors import Spot
    from tui.editing.in_hand import TeardownInHand
    from tui.screens.walk.steps import Step

__all__ = ["QuestionColumn"]

_PLACEHOLDER: Final = "Write here. It saves itself."
_NOTES: Final = "Notes, if you want any."

LONG_ANSWER: Final = 20_000
"""Characters above which words are counted off the event loop."""


class QuestionColumn(Vertical):
    """Head, items, answer and score of one question. Text leaves the field when it is collected."""

    def __init__(self) -> None:
        super().__init__(id="column")
        self._in_hand: TeardownInHand | None = None
        self._is_edited = False
        self._histories: dict[Spot, tuple[str, Any]] = {}
        self._words = 0
        self.step: Step | None = None
        """The question that is shown."""

    def compose(self) -> ComposeResult:
        """Lay out the fields under each other."""
        yield QuestionHead()
        yield ItemList(id="items")
        yield AnswerEditor(id="answer")
        yield ScoreStrip()

    def on_mount(self) -> None:
        """Wait for the first question; what is typed meanwhile is kept."""
        self.query_one("#items").display = False
        self.editor.placeholder = _PLACEHOLDER

    @property
    def editor(self) -> AnswerEditor:
        """The field of the answer."""
        return self.query_one("#answer", AnswerEditor)

    @property
    def items(self) -> ItemList:
        """The cards of a structured question."""
        return self.query_one(ItemList)

    @property
    def spot(self) -> Spot | None:
        """The ids of the question that is shown."""
        return self.step.key if self.step is not None else None

    def show(
        self, in_hand: TeardownInHand, step: Step, *, cursor: tuple[int, int] | None = None
    ) -> None:
        """Show a question, with the cursor where it was, else at the end."""
        self._leave()
        self._in_hand, self.step = in_hand, step
        in_hand.clock.touch(step.section.id)
        self.query_one(QuestionHead).show(
            AskedQuestion(
                section=step.section.title,
                number=step.number,
                of=len(step.section.prompts),
                text=step.question.text,
                required=step.question.required,
            )
        )
        self._load(cursor)
        kind = kind_for(step.question.kind)
        self.items.display = kind is not None
        self.items.bind_to(in_hand, kind, step.section.id, wanted=step.question.count)
        self.editor.placeholder = _PLACEHOLDER if kind is None else _NOTES

    def _leave(self) -> None:
        if self.step is not None:
            self.collect()
            self._histories[self.step.key] = (self.editor.text, self.editor.history)

    def _answer(self) -> str:
        if self._in_hand is None or self.step is None:
            return ""
        work = self._in_hand.record.sections.get(self.step.section.id)
        return work.answers.get(self.step.question.id, "") if work is not None else ""

    def _load(self, cursor: tuple[int, int] | None) -> None:
        """Show the answer; undo reaches back to where this question was left."""
        editor = self.editor
        with self.prevent(AnswerEditor.Changed):
            editor.begin_with(self._answer())
        before = self._histories.get(self.spot) if self.spot is not None else None
        if before is not None and before[0] == editor.text:
            editor.history = before[1]
        editor.move_cursor(editor.clamp_visitable(cursor) if cursor else editor.document.end)
        self._is_edited = False
        self.count_words()

    def select(self, quote: str) -> None:
        """Select quoted words of the answer, if they still stand in it."""
        if not quote:
            return
        from lab.counterpoints.aiming import words_in

        span = words_in(self.editor.text, quote)
        if span is not None:
            self.editor.select_part(*span)

    def take_in(self) -> None:
        """Show what was changed elsewhere."""
        if self.spot is not None and self._answer() != self.editor.text:
            self._histories.pop(self.spot, None)
            self._load(self.editor.cursor_location)
        self.items.update_cards()

    def collect(self) -> None:
        """Take the field's text into the record, where it was edited."""
        if self._is_edited and self._in_hand is not None and self.step is not None:
            self._is_edited = False
            self._in_hand.answer(*self.step.key, self.editor.text)

    # Typing

    def on_text_area_changed(self) -> None:
        """Note that something was typed."""
        if self._in_hand is not None and self.step is not None:
            self._is_edited = True
            self._in_hand.clock.touch(self.step.section.id)
            self._in_hand.changed()

    def on_key(self, event: events.Key) -> None:
        """Note a sign of life."""
        del event
        if self._in_hand is not None and self.step is not None:
            self._in_hand.clock.touch(self.step.section.id)

    # Figures

    def show_clock(self) -> None:
        """Show words and minutes."""
        step, in_hand = self.step, self._in_hand
        if step is None or in_hand is None:
            return
        section = step.section.id
        work = in_hand.record.sections.get(section)
        seconds = (work.seconds if work is not None else 0) + in_hand.clock.running(section)
        minutes = minutes_of(seconds, step.section.minutes)
        self.query_one(QuestionHead).show_figures(
            words=self._words, clock=f"{minutes} min" if minutes else ""
        )

    def count_words(self) -> None:
        """Count the words of the answer; those of a long one off the event loop."""
        text = self.editor.text
        if len(text) <= LONG_ANSWER:
            self._words = count_words(text)
            self.show_clock()
        else:
            in_background(self, partial(self._count_long, text), group="words", exclusive=True)

    async def _count_long(self, text: str) -> None:
        if self._in_hand is not None:
            self._words = await self._in_hand.desk.run(count_words, text)
            self.show_clock()
