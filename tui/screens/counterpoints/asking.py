"""A model that is being asked: each item goes into the record as it is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.counterpoints.answering import add_items, asking_entry, note_asking
from lab.figures import counted
from lab.models.prices import money

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from lab.counterpoints.apart.client import AskingApart
    from lab.counterpoints.asking import AskReport, AskRequest
    from lab.model import Counterpoint
    from tui.editing.in_hand import TeardownInHand
    from tui.widgets.lines import Piece

__all__ = ["Arguing"]

_DROPPED: Final = {
    "shape": "not in the form that was asked for",
    "section": "about another section",
    "kind": "of a kind that was not asked for",
    "quote": "about words that you did not write",
    "twice": "said already",
    "too many": "more than were asked for",
}
"""Why an item is not shown."""


class Arguing:
    """One question to a model, and what is to be said about it."""

    def __init__(self, in_hand: TeardownInHand, *, show: Callable[[], None]) -> None:
        """*show* draws anew; it is called for each item and each bit of progress."""
        self._in_hand = in_hand
        self._show = show
        self._child: AskingApart | None = None
        self._request: AskRequest | None = None
        self._started: datetime | None = None
        self._items: list[Counterpoint] = []
        self._reserved: float | None = None
        self._is_going = False
        self._is_stopping = False
        self._progress = ""
        self._note = ""
        self.said: list[Piece] = []
        """What is to be said once it is over."""

    @property
    def is_going(self) -> bool:
        """Whether a model is being asked."""
        return self._is_going

    @property
    def first(self) -> str:
        """The id of the first item that came; empty before."""
        return self._items[0].id if self._items else ""

    @property
    def words(self) -> list[Piece]:
        """What is to be said now; nothing before the first question."""
        if not self._is_going:
            return self.said
        note: list[Piece] = [(f"  {self._note}", "warning")] if self._note else []
        if self._is_stopping:
            return [("Stopping; what came is kept…", "accent"), *note]
        if self._progress:
            return [(self._progress, "warning"), *note]
        came = f" {counted(len(self._items), 'item')} so far." if self._items else ""
        return [(f"Asking…{came}", "accent"), *note]

    async def go(self, request: AskRequest, *, most_cost: float) -> None:
        """Ask; it ends with a sentence, whatever happens.

        *most_cost* is what the first try may cost. It is on disk before anything is sent, so
        that the limit holds even if the app is killed in between.
        """
        self._request, self._started = request, self._in_hand.now()
        self._items, self._reserved = [], None
        self._is_going, self._is_stopping = True, False
        self._progress = self._note = ""
        self._show()
        try:
            self.said = await self._asked(request, most_cost)
        finally:
            self._is_going, self._child = False, None
            self._show()

    async def _asked(self, request: AskRequest, most_cost: float) -> list[Piece]:
        desk = self._in_hand.desk
        await desk.run(_load)
        from lab.counterpoints.apart.client import AskingApart
        from lab.counterpoints.apart.messages import Asked
        from lab.counterpoints.asking import AskReport
        from lab.models.errors import ModelError

        workspace = desk.workspace
        self._write_down(None, cost=most_cost)
        if not await self._in_hand.flush():
            self._write_down(AskReport(cancelled=True), cost=0.0)
            return [("Not asked: what it may cost could not be saved first.", "warning")]
        if self._is_stopping:
            self._write_down(AskReport(cancelled=True), cost=0.0)
            return [("Stopped before anything was sent.", "")]
        self._child = AskingApart(Asked(request, workspace.settings), environ=workspace.environ)
        try:
            report = await self._child.run(self)
        except ModelError as error:
            report = AskReport(items=self._items, returned=len(self._items), error=error)
            report.cost = self._reserved or 0.0
        self._write_down(report, cost=report.cost)
        after = after_words(report, has_prices=request.prices.are_set)
        return [*after, (f"  {self._note}", "warning")] if self._note else after

    def stop(self) -> None:
        """Ask nothing more, and keep what came."""
        if self._is_going and not self._is_stopping:
            self._is_stopping = True
            if self._child is not None:
                self._child.stop()
            self._show()

    def _write_down(self, report: AskReport | None, *, cost: float) -> None:
        if self._request is not None and self._started is not None:
            entry = asking_entry(self._request, report, started_at=self._started, cost=cost)
            note_asking(self._in_hand.record, entry)
            self._in_hand.changed()
            self._in_hand.hurry()

    # What the child says

    def on_item(self, item: Counterpoint) -> None:
        """Put an item into the record."""
        self._items += add_items(self._in_hand.record, [item], now=self._in_hand.now())
        self._progress = ""
        self._in_hand.changed()
        self._in_hand.hurry()
        self._show()

    def on_reserved(self, cost: float) -> None:
        """Note the most that asking may have cost so far."""
        self._reserved = cost
        self._write_down(None, cost=cost)

    def on_words(self, words: str) -> None:
        """Show how it goes."""
        self._progress = f"{words}…" if not words.endswith("…") else words
        self._show()

    def on_note(self, words: str) -> None:
        """Show what is worth knowing."""
        self._note = words
        self._show()


def _load() -> None:
    """Load what asks, which takes a while: off the event loop, and only when it is asked for."""
    import lab.counterpoints.apart.client  # noqa: F401 - it is only loaded here


def after_words(report: AskReport, *, has_prices: bool) -> list[Piece]:
    """Return what came of it: items, what was dropped, tokens and money, and what went wrong."""
    parts = [counted(len(report.items), "item")] if report.items else []
    if report.dropped:
        why = "; ".join(_DROPPED.get(reason, reason) for reason in sorted(report.dropped))
        parts.append(f"{report.dropped.total()} dropped ({why})")
    usage = report.usage
    if usage.input is not None and usage.output is not None and usage.input + usage.output:
        parts.append(f"{usage.input:,} tokens sent, {usage.output:,} received")
    if has_prices:
        parts.append(f"{money(report.cost)} spent")
    if not parts and (report.cancelled or report.error is not None):
        stopped: Piece = ("Stopped before anything came.", "")
        return [stopped if report.error is None else (str(report.error), "warning")]
    if not report.items:
        parts.insert(0, "No item")
    text = f"{', '.join(parts)}."
    if report.cut:
        text += f" Not sent, for its length: {'; '.join(report.cut)}."
    if report.cancelled:
        return [(f"Stopped; what came is kept. {text}", "")]
    if report.error is not None:
        return [(f"{report.error} ", "warning"), (text, "muted")]
    if not report.returned:
        text += " The model found nothing to object to, which is an answer too."
    return [(text, "good")]
