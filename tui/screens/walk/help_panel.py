"""What helps with the question: hint, strong and weak answers, rubric, counter-questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message

from tui.glyphs import glyphs
from tui.widgets.prose import block
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.binding import BindingType

    from lab.model import Section, Template
    from lab.opponent import Challenge
    from tui.screens.walk.noticing import Noticed
    from tui.widgets.lines import Ink
    from tui.widgets.prose import Line

__all__ = ["Help", "HelpPanel"]


@dataclass(frozen=True, slots=True)
class Help:
    """Everything that the panel shows."""

    section: Section
    template: Template
    score: int | None
    challenge: Challenge
    responses: Mapping[str, str]
    """What was answered to a counter-question, by its text."""
    noticed: tuple[Noticed, ...] = ()
    """Words in the answer that raise a question."""


class HelpPanel(Sheet):
    """Reads like a page; Enter answers the counter-questions once they are open."""

    PURPOSE: ClassVar[str] = (
        "Help for this section: a hint, what strong and weak answers look like, what the "
        "scores mean, and the questions that argue back once you have written and scored."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_down", show=False),
        Binding("up,k", "scroll_up", show=False),
        Binding("enter", "answer", show=False),
    ]

    class AnswerWanted(Message):
        """Somebody wants to answer the counter-questions."""

    def __init__(self) -> None:
        super().__init__(id="help")
        self._help: Help | None = None

    def show(self, shown: Help) -> None:
        """Show the help of another section, or with another score."""
        is_other = self._help is None or self._help.section.id != shown.section.id
        if shown != self._help:
            self._help = shown
            self.redraw()
            if is_other:
                self.scroll_home(animate=False)

    def action_answer(self) -> None:
        """Answer the counter-questions."""
        self.post_message(self.AnswerWanted())

    def draw(self, width: int) -> list[Line]:
        """Draw all of it."""
        if self._help is None:
            return []
        shown = self._help
        section = shown.section
        lines = _noticed(shown, width)
        if section.purpose:
            lines += [*block(section.purpose, "muted", width), []]
        if section.hint:
            lines += _part("Hint", width) + block(section.hint, "", width) + [[]]
        for title, answers in (
            ("A strong answer", section.strong_answer),
            ("A weak answer", section.weak_answer),
        ):
            if answers:
                lines += _part(title, width)
                for answer in answers:
                    lines += block(answer, "", width, first=f"{glyphs().dot} ")
                lines.append([])
        lines += _rubric(shown, width)
        lines += _counter_questions(shown, width)
        return lines


def _part(title: str, width: int) -> list[Line]:
    del width
    return [[(title, "accent bold")]]


def _noticed(shown: Help, width: int) -> list[Line]:
    if not shown.noticed:
        return []
    lines = _part("In your words", width)
    for each in shown.noticed:
        lines += block(f"“{each.words}”", "italic", width, first="? ", first_ink="accent")
        lines += block(each.question, "", width, first="  ")
    return [*lines, []]


def _rubric(shown: Help, width: int) -> list[Line]:
    if not shown.section.rubric:
        return []
    lines = _part("What the scores mean", width)
    for score, anchor in enumerate(shown.section.rubric):
        chosen = score == shown.score
        ink: Ink = "bold" if chosen else ""
        sign = glyphs().cursor if chosen else " "
        lines += block(
            anchor,
            ink,
            width,
            first=f"{sign}{score} ",
            rest="   ",
            first_ink="accent bold" if chosen else "muted",
        )
    for score, note in shown.template.rubric_notes:
        lines += block(f"{score} here: {note}", "muted", width, first="   ")
    return [*lines, []]


def _counter_questions(shown: Help, width: int) -> list[Line]:
    challenge = shown.challenge
    if not challenge.waiting:
        return []
    lines = _part("Counter-questions", width)
    signs = glyphs()
    if challenge.locked:
        return lines + block(
            challenge.locked,
            "muted",
            width,
            first=f"{signs.locked} ",
        )
    for question in challenge.questions:
        response = shown.responses.get(question.text, "")
        answered = response not in {"", "open"}
        sign = signs.done if answered else signs.empty
        lines += block(
            question.text,
            "muted" if answered else "",
            width,
            first=f"{sign} ",
            first_ink="good" if answered else "accent",
        )
        if answered:
            lines.append([(f"  {response}", "muted")])
    return [*lines, [], [("Enter", "accent"), (" here, or F8, answers them.", "muted")]]
