"""Two versions of one teardown, side by side: choose, and lose neither."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from lab.conflict import differences
from tui.bindings import bindings_of
from tui.editing.in_hand import News
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
    from tui.commands import Scope
    from tui.editing.in_hand import TeardownInHand
    from tui.screens.conflict.words import Run
    from tui.widgets.prose import Line

__all__ = ["ConflictScreen"]

_SHIELD_SECONDS = 0.8
"""After the screen came up by itself, keys that were meant for the text do nothing for so long."""

_SAID = {
    "ours": "Yours is kept. The other version stays in the history.",
    "theirs": "Theirs is taken. Yours stays in the history.",
    "both": "Both are kept. You go on in yours, which is a teardown of its own now.",
}


class DifferenceList(CardList["Difference"]):
    """One card a difference: mine at the left, theirs at the right."""

    PURPOSE: ClassVar[str] = "What both sides changed, yours at the left and theirs at the right."

    def key_of(self, card: Difference) -> str:
        """Return where it is."""
        return f"{card.where}{card.section}{card.prompt}"

    def lines(self, card: Difference, width: int) -> list[Line]:
        """Draw both sides."""
        column = (width - 3) // 2
        ours, theirs = word_difference(card.ours, card.theirs)
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
    """Ends a clash, or leaves it for later."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("conflict", "list")
    PURPOSE = (
        "This teardown was saved somewhere else while you wrote here, and both sides changed "
        "the same thing. Whatever you choose, the other version stays in the history."
    )
    CSS_PATH = "conflict.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("conflict")

    def __init__(self, in_hand: TeardownInHand) -> None:
        super().__init__(in_hand)
        self._shield: Timer | None = None

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
        clash = self.in_hand.clash
        if clash is None:
            return
        self.in_hand.collect()
        found = differences(self.in_hand.record, clash.theirs, base=clash.base)
        clashing = [d for d in found if d.changed_by in {"both", "unknown"}]
        others = len(found) - len(clashing)
        self.query_one(DifferenceList).show(clashing or found)
        number = len(clashing or found)
        things = "one thing" if number == 1 else f"{number} things"
        more = f" {others} other changes are put together by themselves." if others > 1 else ""
        more = " One other change is put together by itself." if others == 1 else more
        said = (
            f"\nSaved somewhere else while you wrote here: {things} changed on both sides.{more} "
            "Whatever you choose, the other version stays in the history."
        )
        self.query_one("#conflict-head", PlainText).show(
            [
                ("Two versions", "accent bold"),
                (f"  {self.in_hand.record.product.name}", ""),
                (said, "muted"),
            ]
        )
        self._show_heads()

    def _show_heads(self) -> None:
        width = self.query_one(DifferenceList).scrollable_content_region.width - 2
        if width > 0:
            column = (width - 3) // 2
            head = fit("Mine, here", column) + "   " + fit("Theirs, saved", column)
            self.query_one("#conflict-columns", PlainText).show([(head, "bold")])

    # Keys

    async def action_decide(self, side: Literal["ours", "theirs", "both"]) -> None:
        """Choose a side."""
        if self._shield is not None:
            return
        with self.app.telling() as told:
            await self.in_hand.decide(side)
        if told:
            return
        self.dismiss(None)
        self.app.call_later(self.app.tell, _SAID[side])

    def action_later(self) -> None:
        """Go back to writing."""
        self.dismiss(None)
        self.app.call_later(
            self.app.tell, "Your words are kept beside the library until you choose."
        )
