"""The counter-questions of a section, each to be answered in a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from lab.libraries import counterpoints
from lab.opponent import challenge
from tui.bindings import bindings_of
from tui.doors import Spot
from tui.editing.in_hand import News
from tui.editing.work_page import WorkPage
from tui.forms.fields import ChoiceAsked, TextAsked
from tui.forms.form import Filled, FormScreen
from tui.glyphs import glyphs
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText
from tui.widgets.prose import block
from tui.widgets.sheet import CardList

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.model import Counterpoint, CounterQuestion
    from tui.commands import Scope
    from tui.editing.in_hand import TeardownInHand
    from tui.widgets.prose import Line

__all__ = ["CounterScreen"]


@dataclass(frozen=True, slots=True)
class Argued:
    """A counter-question, and what was made of it."""

    number: int
    question: CounterQuestion
    point: Counterpoint | None


class ArguedList(CardList[Argued]):
    """One card a question."""

    PURPOSE: ClassVar[str] = "Questions that argue back. Enter answers the one under the cursor."

    def key_of(self, card: Argued) -> str:
        """Return its number."""
        return str(card.number)

    def lines(self, card: Argued, width: int) -> list[Line]:
        """Draw the question and the answer."""
        names = {kind.id: kind.name for kind in counterpoints().kinds}
        point = card.point
        answered = point is not None and point.response != "open"
        sign, ink = (glyphs().done, "good") if answered else (glyphs().empty, "accent")
        lines: list[Line] = [
            [(f"{sign} ", ink), (names.get(card.question.kind, card.question.kind), "muted")]
        ]
        lines += block(card.question.text, "", width, first="  ")
        if point is not None and answered:
            words = {response.id: response.label for response in counterpoints().responses}
            lines.append([("  ", ""), (words.get(point.response, point.response), "good")])
            if point.reply:
                lines += block(point.reply, "", width, first="  ")
        return lines


class CounterScreen(WorkPage[Spot | None]):
    """Answers the counter-questions of one section; ends with where to go on."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("counter", "list")
    PURPOSE = (
        "These questions argue with what you wrote. Say what you make of each: you changed "
        "something, you disagree, you park it, or it is of no use."
    )
    CSS_PATH = "counter.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("counter")

    def __init__(self, in_hand: TeardownInHand, *, section: str) -> None:
        super().__init__(in_hand)
        self._section = section

    def compose(self) -> ComposeResult:
        """Lay out title and cards."""
        yield PlainText("", id="counter-title")
        yield ArguedList(id="argued")
        yield BottomLine()

    def on_mount(self) -> None:
        """Show the questions."""
        self.begin(self.in_hand)
        self._show()
        self.query_one(ArguedList).focus()

    def on_news(self, news: News) -> None:
        """Show what came from elsewhere."""
        super().on_news(news)
        if news is News.REPLACED:
            self._show()

    def _show(self) -> None:
        in_hand = self.in_hand
        asked = challenge(in_hand.record, self._section, template=in_hand.template)
        points = {
            point.counterpoint: point
            for point in in_hand.record.counterpoints
            if point.section == self._section
        }
        cards = [
            Argued(number, question, points.get(question.text))
            for number, question in enumerate(asked.questions, 1)
        ]
        done = sum(card.point is not None and card.point.response != "open" for card in cards)
        title = next((s.title for s in in_hand.record.questions if s.id == self._section), "")
        self.query_one("#counter-title", PlainText).show(
            [
                ("Counter-questions", "accent bold"),
                (f"  {title}", ""),
                (f"  {done} of {len(cards)} answered", "muted"),
            ]
        )
        self.query_one(ArguedList).show(cards)

    def on_card_list_chosen(self, event: CardList.Chosen) -> None:
        """Answer one."""
        card = event.cards.card
        if isinstance(card, Argued):
            self._ask(card)

    def _ask(self, card: Argued) -> None:
        responses = counterpoints().responses
        point = card.point
        given = point.response if point is not None else "open"
        options = tuple((r.id, r.label, "") for r in responses if r.id != "open")
        name = f"counter:{self._section}:{card.question.text}"

        def done(filled: Filled | None) -> None:
            if filled is not None and filled.kept:
                self._take(card, filled.values)

        self.app.push_screen(
            FormScreen(
                card.question.text,
                # Words first: whoever is asked a question begins to type.
                [
                    TextAsked("reply", "I say", "A line or two", point.reply if point else ""),
                    ChoiceAsked(
                        "response",
                        "So",
                        options,
                        given if given != "open" else options[0][0],
                    ),
                ],
                check=_check,
                half_filled=self.in_hand.half_filled.get(name),
                keep=lambda values: self.in_hand.keep_form(name, values),
            ),
            done,
        )

    def _take(self, card: Argued, values: Mapping[str, str]) -> None:
        from lab.model import Counterpoint

        record = self.in_hand.record
        if card.point is not None:
            new = card.point.model_copy(update=dict(values))
            record.counterpoints = [
                new if point.id == new.id else point for point in record.counterpoints
            ]
        else:
            taken = {point.id for point in record.counterpoints}
            number = len(taken) + 1
            while f"q{number}" in taken:
                number += 1
            record.counterpoints = [
                *record.counterpoints,
                Counterpoint.model_validate(
                    {
                        "id": f"q{number}",
                        "section": self._section,
                        "kind": card.question.kind,
                        "counterpoint": card.question.text,
                        "source": "template",
                        "asked_at": self.in_hand.now(),
                        **values,
                    }
                ),
            ]
        self.in_hand.changed()
        self._show()
        cards = self.query_one(ArguedList)
        left = [c for c in cards.cards if c.point is None or c.point.response == "open"]
        if left:
            cards.move_to(left[0].number - 1)
        else:
            self.app.tell("All answered. Esc goes back; Ctrl+N there goes on.")

    def action_back(self) -> None:
        """Go back to the walk."""
        self.dismiss(None)


def _check(values: Mapping[str, str]) -> tuple[str, str] | None:
    if values["response"] in {"changed", "rebutted"} and not values["reply"]:
        words = "Say in a line what changed." if values["response"] == "changed" else "Say why."
        return "reply", words
    return None
