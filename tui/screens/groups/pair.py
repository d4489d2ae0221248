"""Two outputs side by side with the words that differ, beginning with the two most different."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from lab.trials.likeness import two_most_different
from lab.wording import word_difference
from tui.background import in_background, is_leaving
from tui.bench.output_view import MEASURE, LineSheet
from tui.bindings import bindings_of
from tui.page import Page
from tui.widgets.bottom_line import BottomLine
from tui.widgets.comparison import Comparison, ComparisonSheet, drawn_difference
from tui.widgets.prose import block, two_sided
from tui.widgets.two_columns import two_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.model import Trial
    from tui.commands import Scope
    from tui.widgets.prose import Line

__all__ = ["Decided", "PairScreen"]

COLUMNS: Final = 96
"""Cells from which on two texts stand beside each other."""

_SAME: Final = "Both say the very same."


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody found out about two outputs."""

    left: str
    right: str
    same: bool


class PairSheet(ComparisonSheet):
    """Two outputs against each other."""

    PURPOSE: ClassVar[str] = (
        "Two outputs side by side; words that stand in only one of them are marked. Of what is "
        "alike a part is left out. Other words can mean the same: that is for you to say."
    )


class PairScreen(Page[Decided | None]):
    """Ends with what was decided about the two, ``None`` where nothing was."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("pair", "list")
    PURPOSE: ClassVar[str] = (
        "Two outputs side by side, to begin with the two that have the fewest words in common. "
        "Do they mean the same? n puts another one at the right, x exchanges both sides."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("pair")
    DEFAULT_CSS = """
    PairScreen #pair-head { padding: 1 3 1 3; }
    PairScreen #comparison { height: 1fr; padding: 0 2 0 3; }
    """

    def __init__(self, outputs: Sequence[Trial], *, left: str = "") -> None:
        """Show the two most different of *outputs*, or the one called *left* and the next one."""
        super().__init__()
        self._outputs = outputs
        ids = [trial.id for trial in outputs]
        self._left = ids.index(left) if left in ids else 0
        self._right = (self._left + 1) % len(outputs)
        self._finds = left not in ids
        self._is_most = False
        self.head = LineSheet(id="pair-head", purpose="Which two outputs these are.")
        self.sheet = PairSheet()

    def compose(self) -> ComposeResult:
        """Lay out the question and both outputs."""
        yield self.head
        yield self.sheet
        yield BottomLine()

    def on_mount(self) -> None:
        """Find the two, beside the app."""
        self.set_focus(self.sheet)
        self.head.show(self._head)
        in_background(self, self._begin, group="pair", exclusive=True)

    async def _begin(self) -> None:
        if self._finds:
            texts = [trial.output for trial in self._outputs]
            found = await asyncio.to_thread(two_most_different, texts)
            if found is not None:
                self._left, self._right = found
                self._is_most = True
            self._finds = False
        await self._draw()

    def on_comparison_sheet_resized(self) -> None:
        """Draw for the new width."""
        if not self._finds:
            in_background(self, self._draw, group="pair", exclusive=True)

    async def _draw(self) -> None:
        width = self.sheet.scrollable_content_region.width
        if width <= 0:
            return
        one, other = (self._outputs[at].output for at in (self._left, self._right))
        drawn = await asyncio.to_thread(partial(_drawn, one, other, width - 1))
        if not is_leaving(self):
            self.head.show(self._head)
            self.sheet.show(drawn)

    def _head(self, width: int) -> list[Line]:
        which = f"{self._left + 1} and {self._right + 1} of {len(self._outputs)}"
        title = two_sided(
            [("Do these two mean the same?", "accent bold")], [(which, "muted")], width
        )
        words = (
            "The two outputs with the fewest words in common."
            if self._is_most
            else "Only the wording is compared here, not the meaning."
        )
        return [title, *block(words, "muted", width)]

    # Keys

    def action_other(self, step: int) -> None:
        """Put another output at the right."""
        count = len(self._outputs)
        at = (self._right + step) % count
        if at == self._left:
            at = (at + step) % count
        if at not in {self._left, self._right}:
            self._show_pair(self._left, at)

    def action_exchange(self) -> None:
        """Exchange both sides."""
        is_most = self._is_most
        self._show_pair(self._right, self._left)
        self._is_most = is_most

    def _show_pair(self, left: int, right: int) -> None:
        self._left, self._right, self._is_most = left, right, False
        in_background(self, self._draw, group="pair", exclusive=True)

    def action_decide(self, same: bool) -> None:  # noqa: FBT001 - a key's parameter
        """Say whether both mean the same."""
        if not self._finds:
            ids = [trial.id for trial in self._outputs]
            self.dismiss(Decided(ids[self._left], ids[self._right], same=same))

    def action_down(self) -> None:
        """Read on."""
        self.sheet.action_down()

    def action_up(self) -> None:
        """Read further up."""
        self.sheet.action_up()

    def action_scroll(self, pages: int) -> None:
        """Read a screenful on."""
        self.sheet.action_page(pages)

    def action_back(self) -> None:
        """Go on without deciding."""
        self.dismiss(None)


def _drawn(one: str, other: str, width: int) -> Comparison:
    """Return two outputs against each other; runs beside the app."""
    if one.strip() == other.strip():
        words = block(_SAME, "bold", width)
        return Comparison([*words, [], *block(one.strip(), "", min(width, MEASURE))])
    if width >= COLUMNS:
        return Comparison(two_columns(one, other, width))
    words_of = word_difference(one, other)
    lines, text = drawn_difference(words_of, width, beyond="read it in the list of outputs.")
    return Comparison(lines, text=text)
