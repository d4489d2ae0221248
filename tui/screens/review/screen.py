"""The review: what stands out, what it stands on, what nobody may conclude; then the finish."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from lab.figures import counted
from lab.habit.rematch import is_rematch
from lab.merging import snapshot
from lab.review import in_words
from tui.background import in_background
from tui.bindings import bindings_of
from tui.doors import (
    bench_screen,
    claims_screen,
    counterpoints_screen,
    evidence_screen,
    probe_changes_screen,
)
from tui.editing.in_hand import News, TeardownInHand
from tui.editing.own_page import OwnPage
from tui.items.resolving import can_be_resolved
from tui.keys import key_label
from tui.screens.review.afterwards import Afterwards
from tui.screens.review.cards import Card
from tui.screens.review.head import head_of
from tui.screens.review.own_limits import OwnLimits
from tui.screens.review.parts import OWN_LIMITS, cards_of
from tui.screens.review.plan import is_plan_wanted
from tui.screens.review.review_list import ReviewList
from tui.screens.review.then import read_then
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.review import Review
    from tui.commands import Scope
    from tui.screens.review.cards import Target
    from tui.widgets.sheet import CardList

__all__ = ["ReviewScreen"]

_WHILE_WRITING: Final = frozenset({"back", "edit_outside"})
"""What the screen does while somebody writes; letters belong to the field then."""

_TOLD: Final = (
    "finish.export", "finish.write", "finish.rematch", "finish.outcomes", "finish.again",
    "finish.compare",
)  # fmt: skip
"""The commands whose keys the cards tell."""

_CHANGES: Final = frozenset(
    {"finish", "reopen", "write", "rematch", "evidence", "compare", "outcomes", "again"}
)
"""What an example takes no part in."""


class ReviewScreen(OwnPage):
    """Ends with the place to go to, ``None`` to go back."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("finish", "list")
    PURPOSE = (
        "What a careful colleague would say: what is missing or does not fit, each line leading "
        "to its place; how the claims are known; what cannot be concluded. You may finish with "
        "gaps; nothing is locked afterwards."
    )
    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("finish")
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (23, "-low"), (30, "-high")]  # noqa: RUF012 - Textual's

    def __init__(
        self, in_hand: TeardownInHand | None = None, *, teardown_id: str | None = None
    ) -> None:
        """Review what is worked on, else that teardown of the library, else the worked example."""
        super().__init__(in_hand, teardown_id=teardown_id or "")
        self._review: Review | None = None
        self.afterwards = Afterwards(self)
        self._looks = 0
        self._is_warned = False
        self._exported = ""

    def compose(self) -> ComposeResult:
        """Lay out the summary, the list, and the field that is there while one writes."""
        yield PlainText([("Review", "accent bold")], id="review-head")
        yield ReviewList()
        yield OwnLimits()
        yield BottomLine()

    # Opening

    def on_mount(self) -> None:
        """Read the teardown if that is still to be done, then review it."""
        self.set_focus(self.list)
        self.open()

    def follow(self, in_hand: TeardownInHand) -> None:
        """Review a teardown that is in hand by now."""
        self._collect_before = in_hand.collect
        in_hand.collect = self._collect
        self.begin(in_hand)
        self.look_again()

    def on_unmount(self) -> None:
        """Let go of the teardown."""
        super().on_unmount()
        if self._in_hand is not None:
            self._in_hand.collect = self._collect_before

    @property
    def list(self) -> ReviewList:
        """The list of everything that there is to say."""
        return self.query_one(ReviewList)

    @property
    def own_limits(self) -> OwnLimits:
        """The field for the learner's own words."""
        return self.query_one(OwnLimits)

    def _collect(self) -> None:
        self._collect_before()
        self.own_limits.collect()

    # Showing

    def look_again(self, *, at: str = "") -> None:
        """Review the teardown as it stands now, off the event loop, and show it."""
        self._looks += 1
        in_background(self, partial(self._look_again, at, number=self._looks), group="review")

    async def _look_again(self, at: str, *, number: int) -> None:
        desk = self.app.desk
        self.in_hand.collect()
        record = snapshot(self.in_hand.record)
        review = await desk.run(desk.workspace.reviews.of, record)
        then = None
        if not self._is_example:
            with self.app.telling():
                then = await desk.run(read_then, desk.workspace, record)
        asks_plan = self.in_hand.is_finished and await desk.run(is_plan_wanted, desk.workspace)
        if number != self._looks:
            return  # a newer one is on its way
        self._review = review
        keys = {name: key_label(keys[0]) for name, keys in self.app.keys.items() if keys}
        keys = {name: keys.get(name, "Ctrl+P") for name in _TOLD}
        cards = cards_of(
            record, review, keys=keys, read_only=self._is_example,
            asks_plan=asks_plan and not self._is_example, then=then,
        )  # fmt: skip
        self.list.show(cards, at=at)
        head = head_of(record, review, exported=self._exported, read_only=self._is_example)
        self.query_one("#review-head", PlainText).show(head)
        self.refresh_bindings()

    def on_news(self, news: News) -> None:
        """Show what is new."""
        super().on_news(news)
        if news is News.REPLACED:
            self.own_limits.take_in()
            self.look_again()

    def on_screen_resume(self) -> None:
        """Show what was changed on the screens above."""
        super().on_screen_resume()
        if self._review is not None:
            self.look_again()

    def show_state(self) -> None:
        """Show the state; an example has none."""
        if not self._is_example:
            super().show_state()

    @property
    def is_writing(self) -> bool:
        """Whether the keys go to the field."""
        return self.has_class("-writing")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer finishing to drafts, reopening to what is finished, and letters to the field."""
        del parameters
        if self._in_hand is None or (self.is_writing and action not in _WHILE_WRITING):
            return action == "back"
        if self._is_example and action in _CHANGES:
            return False
        is_finished = self.in_hand.is_finished
        if action == "compare":
            return is_finished or is_rematch(self.in_hand.record)
        if action in {"reopen", "rematch", "again"}:
            return is_finished
        return (
            not is_finished if action == "finish" else action != "edit_outside" or self.is_writing
        )

    # Going to a place

    def action_part(self, step: int) -> None:
        """Go to the first line of the next part, or of the one before."""
        self.list.move_by_part(step)

    def on_card_list_chosen(self, event: CardList.Chosen) -> None:
        """Go to the place that a card is about."""
        card = event.cards.card
        if not isinstance(card, Card):
            return
        target = card.target
        acts = {
            "words": self.action_write,
            "day": self.action_rematch,
            "export": self.action_export,
            "outcomes": self.action_outcomes,
            "plan": self.afterwards.plan,
            "compare": self.action_compare,
            "verdict": self.afterwards.verdict,
        }
        if target.kind in acts:
            acts[target.kind]()
        elif target.kind == "nowhere":
            self.app.tell("This follows from the whole teardown; there is no one place for it.")
        elif self._is_example:
            self.app.open_reading(None)
        else:
            self._open_target(target)

    def _open_target(self, target: Target) -> None:
        match target.kind:
            case "claim":
                screen = claims_screen(self.in_hand, target.section, claim=target.claim)
                self.app.push_screen(screen, self.go_to_question)
            case "bench":
                screen = bench_screen(self.in_hand, target.section, probe=target.probe)
                self.app.push_screen(screen, self.go_to_question)
            case "counter":
                screen = counterpoints_screen(self.in_hand, target.section, at=target.point)
                self.app.push_screen(screen, self.go_to_question)
            case "then":
                self.app.push_screen(
                    probe_changes_screen(self.in_hand, target.point), self.go_to_question
                )
            case "earlier":
                self.afterwards.earlier_outcomes(target.point)
            case "prediction":
                self.afterwards.resolve(target.point)
            case _:
                self._go(target)

    def _go(self, target: Target) -> None:
        self.go_to_question((target.section, target.prompt))

    # Finishing

    def action_finish(self) -> None:
        """Finish; where something required is missing, say so once before."""
        missing = (
            [f for f in self._review.findings if f.severity == "error"] if self._review else []
        )
        if missing and not self._is_warned:
            self._is_warned = True
            key = key_label((self.app.keys["finish.finish"] or ("f",))[0])
            self.app.tell(
                f"{in_words(missing).rstrip('.')}. Press {key} again to finish all the same.",
                severity="warning",
            )
            return
        in_background(self, self._finish, group="finish")

    async def _finish(self) -> None:
        if await self.in_hand.finish():
            known = len(can_be_resolved(self.in_hand))
            key = key_label((self.app.keys["finish.outcomes"] or ("o",))[0])
            asked = f" {key}: how did {counted(known, 'prediction')} come out?" if known else ""
            self.app.tell(f"Finished. What is next stands on top.{asked}")
        self.list.move_to(0)
        self.look_again(at="next:export")

    def action_reopen(self) -> None:
        """Turn it into a draft again."""
        in_background(self, self._reopen, group="finish")

    async def _reopen(self) -> None:
        self._is_warned = False
        if await self.in_hand.reopen():
            self.app.tell("It is a draft again.")
        self.look_again()

    def on_exported(self, path: str) -> None:
        """Show where the export is."""
        self._exported = path
        self.look_again()

    def action_evidence(self) -> None:
        """Show the captured pages."""
        self.app.push_screen(evidence_screen(self.in_hand), self.go_to_question)

    def action_argue(self) -> None:
        """Let a model argue with the whole teardown."""
        self.app.push_screen(counterpoints_screen(self.in_hand), self.go_to_question)

    def action_rematch(self) -> None:
        """Ask for the day on which to look at the product again."""
        self.afterwards.ask_day()

    def action_outcomes(self) -> None:
        """Say how the predictions came out that can be known by now, one after the other."""
        self.afterwards.outcomes()

    def action_again(self) -> None:
        """Begin a rematch of this teardown."""
        self.afterwards.rematch()

    def action_compare(self) -> None:
        """Compare with the last teardown of this product that was begun before."""
        self.afterwards.compare()

    # Writing

    def action_write(self) -> None:
        """Write in one's own words what cannot be concluded."""
        self.add_class("-writing")
        self.own_limits.open(self.in_hand)
        self.list.move_to_key(OWN_LIMITS)
        self.refresh_bindings()

    def action_edit_outside(self) -> None:
        """Write it in one's own text editor."""
        in_background(self, self._edit_outside, group="outside")

    async def _edit_outside(self) -> None:
        from tui.editing.hand_over import hand_over
        from tui.editing.outside import outside_path

        await self.in_hand.flush()
        state = self.app.desk.workspace.places.state
        path = outside_path(state, self.in_hand.record.id, "take-home", "cannot-conclude")
        hand_over(self.app, self.own_limits.editor, path)

    def action_home(self) -> None:
        """Go back to the library."""
        self.app.go_home()

    def action_back(self) -> None:
        """Leave the field for the review, or the review for where one came from."""
        if self.is_writing:
            self.in_hand.collect()
            self.in_hand.hurry()
            self.remove_class("-writing")
            self.set_focus(self.list)
            self.look_again(at=OWN_LIMITS)
        else:
            super().action_back()
