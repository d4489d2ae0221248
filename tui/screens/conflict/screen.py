"""Two versions of one teardown, side by side: choose, and lose neither."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Literal

from lab.conflict import differences
from tui.background import in_background
from tui.bindings import bindings_of
from tui.editing.in_hand import News
from tui.editing.rescue import base_of
from tui.editing.work_page import WorkPage
from tui.harmless import fit
from tui.screens.conflict.cards import DifferenceList
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from lab.conflict import Difference
    from lab.memory import Draft
    from lab.merging import Side
    from lab.model import Teardown
    from tui.commands import Scope
    from tui.editing.in_hand import Decision, TeardownInHand
    from tui.widgets.lines import Piece

__all__ = ["ConflictScreen"]

_SHIELD_SECONDS = 0.8
"""After the screen came up by itself, keys that were meant for the text do nothing for so long."""

ROOMY = 24
"""Lines of a screen from which there is room for whole sentences above the differences."""

_SAID = {
    "ours": "Yours is kept. The other version stays in the history.",
    "theirs": "Theirs is taken. Yours stays in the history.",
    "both": "Both are kept. You go on in yours, which is a teardown of its own now.",
    "parts": "Done as you chose. Both versions stay in the history.",
}
_SAID_OF_DRAFT = {
    "ours": "The rescued text is back.",
    "theirs": "The library's version stays. The rescued one lies in the history.",
    "both": "The rescued text is a teardown of its own now, beside this one.",
    "parts": "Done as you chose. The rescued version stays in the history.",
}


class ConflictScreen(WorkPage[None]):
    """Ends a clash, or decides on a rescued draft; or leaves it for later."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("conflict", "list")
    PURPOSE = (
        "Two versions of one teardown that say different things in the same place. Whatever "
        "you choose, the other one stays in the history."
    )
    CSS_PATH = "conflict.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (ROOMY, "-high")]  # noqa: RUF012 - Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("conflict")

    def __init__(self, in_hand: TeardownInHand, *, draft: Draft | None = None) -> None:
        super().__init__(in_hand)
        self._draft = draft
        self._base: Teardown | None = None
        self._shield: Timer | None = None
        self._can_choose = False
        """Whether both sides are there, and nothing is decided yet."""
        self._decision = asyncio.Lock()
        """Held while what was decided is being done."""
        self._others = 0
        """Changes that come in without asking."""
        self._order: list[str] = []
        """The paths that were chosen for, the last at the end."""

    def compose(self) -> ComposeResult:
        """Lay out words, the heads of the columns, and the differences."""
        yield PlainText("", id="conflict-head")
        yield PlainText("", id="conflict-columns")
        yield DifferenceList(id="differences")
        yield BottomLine()

    def on_mount(self) -> None:
        """Show both sides."""
        self.begin(self.in_hand)
        self._shield = self.set_timer(_SHIELD_SECONDS, self._lower_shield)
        if self._draft is None:
            self._begin()
        else:
            in_background(self, partial(self._read_base, self._draft), group="base")

    async def _read_base(self, draft: Draft) -> None:
        desk = self.app.desk
        self._base = await desk.run(base_of, desk.workspace, draft)
        self._begin()

    def _begin(self) -> None:
        self._can_choose = True
        self._show()
        self.query_one(DifferenceList).focus()

    def on_resize(self) -> None:
        """Put the heads over their columns, once these have their width."""
        self._show_words()
        self.call_after_refresh(self._show_heads)

    def state_said(self) -> str:
        """Say it briefly: the title says why, and every way out needs its place in the line."""
        return "Not saved yet"

    def on_news(self, news: News) -> None:
        """Show yet another version, if one came."""
        super().on_news(news)
        if news is News.CLASHED:
            self._show()

    def _lower_shield(self) -> None:
        self._shield = None

    def _show(self) -> None:
        found = self._differences()
        clashing = [d for d in found if d.changed_by in {"both", "unknown"}]
        shown = clashing or [d for d in found if d.changed_by != "theirs"] or found
        cards = self.query_one(DifferenceList)
        # What changed again since it was chosen is asked again.
        same = {card.path for card in cards.cards if card in shown}
        for path in set(cards.chosen) - same:
            self._forget(path)
        if self._draft is not None:
            cards.names = {"ours": "rescued", "theirs": "the library's"}
        cards.show(shown)
        self._others = len(found) - len(shown)
        self._show_words()
        self.call_after_refresh(self._show_heads)

    def _show_words(self) -> None:
        cards = self.query_one(DifferenceList)
        number = len(cards.cards)
        self.query_one("#conflict-head", PlainText).show(
            [
                ("Rescued text" if self._draft else "Two versions", "accent bold"),
                (f"  {self.in_hand.record.product.name}", ""),
                (f"\n{self._explanation(number, self._others)}", "muted"),
                *_choices(cards.names, several=number > 1),
            ]
        )

    def _forget(self, path: str) -> None:
        self.query_one(DifferenceList).chosen.pop(path, None)
        self._order = [each for each in self._order if each != path]

    def _differences(self) -> list[Difference]:
        self.in_hand.collect()
        record, clash = self.in_hand.record, self.in_hand.clash
        if self._draft is not None:
            return differences(self._draft.record, record, base=self._base)
        return differences(record, clash.theirs, base=clash.base) if clash is not None else []

    def _explanation(self, number: int, others: int) -> str:
        things = "one thing" if number == 1 else f"{number} things"
        end = "Whatever you choose, the other version stays in the history."
        if self.app.size.height < ROOMY:
            end = "Neither gets lost."
        if self._draft is not None:
            return (
                f"This could not be saved ({self._draft.why.rstrip('.')}). It says {things} "
                f"that the library does not. {end}"
            )
        more = f" {_changes(others)} in without asking." if others else ""
        return f"{self.in_hand.came_by}: both sides changed {things}.{more} {end}"

    def _show_heads(self) -> None:
        width = self.query_one(DifferenceList).scrollable_content_region.width - 2
        if width > 0:
            column = (width - 3) // 2
            left, right = ("Rescued", "In the library") if self._draft else ("Mine", "Theirs")
            head = fit(left, column) + "   " + fit(right, column)
            self.query_one("#conflict-columns", PlainText).show([(head, "bold")])

    # Keys

    @property
    def _may_choose(self) -> bool:
        return self._shield is None and self._can_choose

    def action_take(self, side: Side) -> None:
        """Choose a side in the difference under the cursor; the last choice is done at once."""
        cards = self.query_one(DifferenceList)
        card = cards.card
        if not self._may_choose or card is None:
            return
        self._forget(card.path)
        cards.choose(card, side)
        self._order.append(card.path)
        if len(cards.chosen) == len(cards.cards):
            self._decide()
        else:
            cards.go_to_next()

    def action_decide(self, side: Side | Literal["both"]) -> None:
        """Choose a side for everything that is not chosen yet, or keep both."""
        if not self._may_choose:
            return
        if side == "both":
            self._do("both", "both")
            return
        cards = self.query_one(DifferenceList)
        for card in cards.cards:
            if card.path not in cards.chosen:
                cards.choose(card, side)
                self._order.append(card.path)
        self._decide()

    def action_take_back(self) -> None:
        """Take the last choice back."""
        if self._order:
            path = self._order[-1]
            self._forget(path)
            self.query_one(DifferenceList).show_choice(path)

    def _decide(self) -> None:
        """Do what was chosen for each difference."""
        chosen = dict(self.query_one(DifferenceList).chosen)
        sides = set(chosen.values())
        if len(sides) == 1:
            side = sides.pop()
            self._do(side, side)
        else:
            self._do(chosen, "parts")

    def _do(self, decision: Decision, said: str) -> None:
        self._can_choose = False
        in_background(self, partial(self._decide_for_good, decision, said), group="decide")

    async def _decide_for_good(self, decision: Decision, said: str) -> None:
        async with self._decision:
            self._can_choose = await self._is_refused(decision)
        if not self._can_choose:
            self._end((_SAID_OF_DRAFT if self._draft else _SAID)[said])

    async def _is_refused(self, decision: Decision) -> bool:
        with self.app.telling() as told:
            if self._draft is not None:
                await self.in_hand.decide_on(self._draft, decision)
            else:
                await self.in_hand.decide(decision)
        return bool(told)

    async def on_leaving(self) -> None:
        """Let a decision that was made be done, then bring what is typed to disk."""
        async with self._decision:
            await super().on_leaving()

    def action_later(self) -> None:
        """Go back to writing."""
        if not self._decision.locked():
            self._end("It is kept beside the library until you choose: Commands, “Two versions”.")

    def _end(self, said: str) -> None:
        self.dismiss(None)
        self.app.call_later(self.app.tell, said)


def _choices(names: Mapping[Side, str], *, several: bool) -> list[Piece]:
    """Return the keys in words: on a narrow screen the bottom line has no room for them."""
    keys = [("m", f"takes {names['ours']}"), ("t", f"takes {names['theirs']}")]
    if several:
        keys.append(("M T", "for all"))
    keys += [("b", "keeps both"), ("Esc", "later")]
    pieces: list[Piece] = [("\n", "")]
    for key, words in keys:
        pieces += [(key, "accent"), (f" {words}   ", "")]
    return pieces


def _changes(number: int) -> str:
    return "One other change comes" if number == 1 else f"{number} other changes come"
