"""Two versions of one teardown, side by side: choose, and lose neither."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from lab.conflict import differences
from tui.bindings import bindings_of
from tui.editing.in_hand import News
from tui.editing.rescue import base_of
from tui.editing.work_page import WorkPage
from tui.glyphs import glyphs
from tui.harmless import fit, width_of
from tui.screens.conflict.words import word_difference
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText
from tui.widgets.prose import block, wrap_pieces
from tui.widgets.sheet import CardList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from lab.conflict import Difference
    from lab.memory import Draft
    from lab.model import Teardown
    from tui.commands import Scope
    from tui.editing.in_hand import TeardownInHand
    from tui.screens.conflict.words import Run
    from tui.widgets.lines import Piece
    from tui.widgets.prose import Line

__all__ = ["ConflictScreen"]

_SHIELD_SECONDS = 0.8
"""After the screen came up by itself, keys that were meant for the text do nothing for so long."""

_SAID = {
    "ours": "Yours is kept. The other version stays in the history.",
    "theirs": "Theirs is taken. Yours stays in the history.",
    "both": "Both are kept. You go on in yours, which is a teardown of its own now.",
}
_SAID_OF_DRAFT = {
    "ours": "The rescued text is back.",
    "theirs": "The library's version stays. The rescued one lies in the history.",
    "both": "The rescued text is a teardown of its own now, beside this one.",
}

Side = Literal["ours", "theirs", "both"]


class DifferenceList(CardList["Difference"]):
    """One card a difference: mine at the left, theirs at the right."""

    PURPOSE: ClassVar[str] = "What both sides changed, yours at the left and theirs at the right."

    def key_of(self, card: Difference) -> str:
        """Return where it is."""
        return f"{card.where}{card.section}{card.prompt}"

    def lines(self, card: Difference, width: int) -> list[Line]:
        """Draw both sides."""
        column = (width - 3) // 2
        ours, theirs = word_difference(card.ours, card.theirs, more=glyphs().more)
        left, right = _side(ours, column), _side(theirs, column)
        lines = block(card.where, "accent", width)
        for number in range(max(len(left), len(right))):
            mine = left[number] if number < len(left) else []
            other = right[number] if number < len(right) else []
            taken = sum(width_of(text) for text, _ in mine)
            gap = (" " * (column - taken), "")
            lines.append([*mine, gap, (f" {glyphs().wall} ", "faint"), *other])
        return lines


def _side(runs: list[Run], width: int) -> list[Line]:
    if not runs:
        return [[("(nothing)", "faint")]]
    return wrap_pieces(
        [(text, "bold underline" if differs else "muted") for text, differs in runs], width
    )


class ConflictScreen(WorkPage[None]):
    """Ends a clash, or decides on a rescued draft; or leaves it for later."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("conflict", "list")
    PURPOSE = (
        "Two versions of one teardown that say different things in the same place. Whatever "
        "you choose, the other one stays in the history."
    )
    CSS_PATH = "conflict.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("conflict")

    def __init__(self, in_hand: TeardownInHand, *, draft: Draft | None = None) -> None:
        super().__init__(in_hand)
        self._draft = draft
        self._base: Teardown | None = None
        self._shield: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out words, the heads of the columns, and the differences."""
        yield PlainText("", id="conflict-head")
        yield PlainText("", id="conflict-columns")
        yield DifferenceList(id="differences")
        yield BottomLine()

    async def on_mount(self) -> None:
        """Show both sides."""
        self.begin(self.in_hand)
        self._shield = self.set_timer(_SHIELD_SECONDS, self._lower_shield)
        if self._draft is not None:
            desk = self.app.desk
            self._base = await desk.run(base_of, desk.workspace, self._draft)
        self._show()
        self.query_one(DifferenceList).focus()

    def on_resize(self) -> None:
        """Put the heads over their columns."""
        self._show_heads()

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
        self.query_one(DifferenceList).show(shown)
        self.query_one("#conflict-head", PlainText).show(
            [
                ("Rescued text" if self._draft else "Two versions", "accent bold"),
                (f"  {self.in_hand.record.product.name}", ""),
                (f"\n{self._explanation(len(shown), len(found) - len(shown))}", "muted"),
                *_choices("rescued" if self._draft else "mine"),
            ]
        )
        self._show_heads()

    def _differences(self) -> list[Difference]:
        self.in_hand.collect()
        record, clash = self.in_hand.record, self.in_hand.clash
        if self._draft is not None:
            return differences(self._draft.record, record, base=self._base)
        return differences(record, clash.theirs, base=clash.base) if clash is not None else []

    def _explanation(self, number: int, others: int) -> str:
        things = "one thing" if number == 1 else f"{number} things"
        end = "Whatever you choose, the other version stays in the history."
        if self._draft is not None:
            return (
                f"This could not be saved ({self._draft.why.rstrip('.')}). It says {things} "
                f"that the library does not. {end}"
            )
        more = f" {_changes(others)} in without asking." if others else ""
        return (
            f"Saved somewhere else while you wrote here: both sides changed {things}.{more} {end}"
        )

    def _show_heads(self) -> None:
        width = self.query_one(DifferenceList).scrollable_content_region.width - 2
        if width > 0:
            column = (width - 3) // 2
            left, right = ("Rescued", "In the library") if self._draft else ("Mine", "Theirs")
            head = fit(left, column) + "   " + fit(right, column)
            self.query_one("#conflict-columns", PlainText).show([(head, "bold")])

    # Keys

    async def action_decide(self, side: Side) -> None:
        """Choose a side."""
        if self._shield is not None:
            return
        with self.app.telling() as told:
            if self._draft is not None:
                await self.in_hand.decide_on(self._draft, side)
            else:
                await self.in_hand.decide(side)
        if not told:
            self._end(_SAID_OF_DRAFT[side] if self._draft else _SAID[side])

    def action_later(self) -> None:
        """Go back to writing."""
        self._end("It is kept beside the library until you choose: Commands, “Two versions”.")

    def _end(self, said: str) -> None:
        self.dismiss(None)
        self.app.call_later(self.app.tell, said)


def _choices(left: str) -> list[Piece]:
    """Return the keys in words: on a narrow screen the bottom line has no room for them."""
    right = "the library's" if left == "rescued" else "theirs"
    pieces: list[Piece] = [("\n", "")]
    for key, words in (
        ("m", f"takes {left}"),
        ("t", f"takes {right}"),
        ("b", "keeps both"),
        ("Esc", "decides later"),
    ):
        pieces += [(key, "accent"), (f" {words}   ", "")]
    return pieces


def _changes(number: int) -> str:
    return "One other change comes" if number == 1 else f"{number} other changes come"
