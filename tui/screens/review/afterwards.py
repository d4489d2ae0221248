"""What comes after the finish: outcomes, the plan, the day to look again, then and now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lab.habit.rematch import VERDICT_SPOT, still_to_write
from tui.background import in_background
from tui.hiding import HIDDEN
from tui.items.resolving import can_be_resolved, resolve_all, resolve_one

if TYPE_CHECKING:
    from tui.forms.form import Filled
    from tui.screens.review.screen import ReviewScreen

__all__ = ["Afterwards"]


class Afterwards:
    """Asks above the review, and lets it look again at what was answered."""

    def __init__(self, review: ReviewScreen) -> None:
        self._review = review

    # Predictions

    def outcomes(self) -> None:
        """Say how the predictions came out that can be known by now, one after the other."""
        in_background(self._review, self._outcomes, group="go", exclusive=True)

    async def _outcomes(self) -> None:
        review = self._review
        waiting = can_be_resolved(review.in_hand)
        if not waiting:
            review.app.tell(
                "No prediction can be resolved by now. Enter on one of them changes its outcome."
            )
        elif await resolve_all(review.app, review.in_hand, waiting):
            review.look_again()

    def earlier_outcomes(self, teardown_id: str) -> None:
        """Say how the predictions of the earlier teardown came out that can be known by now."""
        work = partial(self._earlier_outcomes, teardown_id)
        in_background(self._review, work, group="go", exclusive=True)

    async def _earlier_outcomes(self, teardown_id: str) -> None:
        from tui.items.resolving import resolve_in

        review = self._review
        with review.app.telling():
            await resolve_in(review.app, teardown_id)
        review.look_again()

    def resolve(self, prediction_id: str) -> None:
        """Say how one of them came out, or correct it."""
        in_background(self._review, partial(self._resolve, prediction_id), group="go")

    async def _resolve(self, prediction_id: str) -> None:
        review = self._review
        for each in [*review.in_hand.record.predictions]:
            if each.id == prediction_id and await resolve_one(review.app, review.in_hand, each):
                review.look_again(at=f"prediction:{each.id}")

    # The plan

    def plan(self) -> None:
        """Ask when one opens a teardown."""
        in_background(self._review, self._plan, group="go", exclusive=True)

    async def _plan(self) -> None:
        from tui.screens.review.plan import ask_plan

        await ask_plan(self._review.app, self._review.in_hand)
        self._review.look_again()

    # The product, again

    def rematch(self) -> None:
        """Begin a rematch now, whatever day it is due."""
        from tui.next_steps import ask_for_rematch

        record = self._review.in_hand.record
        ask_for_rematch(self._review.app, record.id, record.product.name)

    def ask_day(self) -> None:
        """Ask for the day on which to look at the product again."""
        from tui.screens.review.rematch import rematch_form

        review = self._review
        review.app.push_screen(rematch_form(review.in_hand), self._take_day)

    def _take_day(self, filled: Filled | None) -> None:
        from tui.screens.review.rematch import day_of

        review = self._review
        if filled is not None and filled.kept:
            in_hand = review.in_hand
            in_hand.record.review_by = day_of(filled.values, today=in_hand.today())
            in_hand.changed()
            in_hand.hurry()
            review.look_again(at="next:day")

    def verdict(self) -> None:
        """Ask what the rematch comes to, and write it as the answer to its question."""
        from tui.screens.review.rematch import verdict_form

        self._review.app.push_screen(verdict_form(self._review.in_hand), self._take_verdict)

    def _take_verdict(self, filled: Filled | None) -> None:
        from tui.screens.review.rematch import verdict_from

        review = self._review
        if filled is not None and filled.kept:
            with review.app.telling():
                review.in_hand.answer(*VERDICT_SPOT, verdict_from(filled.values))
                review.in_hand.changed()
                review.in_hand.hurry()
            review.look_again(at="then:verdict")

    def compare(self) -> None:
        """Compare with the last teardown of this product that was begun before."""
        in_background(self._review, self._compare, group="go", exclusive=True)

    async def _compare(self) -> None:
        review = self._review
        desk, name = review.app.desk, review.in_hand.record.id
        if still_to_write(review.in_hand.record):
            review.app.tell(HIDDEN)
            return
        app = review.app
        app.hidden = {old: by for old, by in app.hidden.items() if by != name}
        with review.app.telling():
            if not await review.in_hand.flush():
                return
            earlier = await desk.run(desk.workspace.comparisons.earlier, name)
            if earlier:
                review.app.open_comparison([earlier, name])
            else:
                review.app.tell(
                    "You have no earlier teardown of this product. On Home, Space marks any two "
                    "and c compares them."
                )
