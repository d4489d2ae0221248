"""What argues with a section: questions that need no model, and then, if one wishes, a model."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal

from lab.counterpoints.answering import find_point, meet, respond
from lab.counterpoints.prompting import MODES
from lab.counterpoints.turn import AskedElsewhere
from lab.errors import NoSuchPart, UsageError
from lab.merging import snapshot
from tui.background import in_background, is_leaving
from tui.bindings import bindings_of
from tui.choosing.choices import Choice
from tui.choosing.chooser import PickScreen
from tui.doors import Spot, claims_screen
from tui.editing.in_hand import News
from tui.editing.work_page import WorkPage
from tui.keys import key_label
from tui.screens.counterpoints.asking import Arguing
from tui.screens.counterpoints.cards import Argued, ArguedList, cards_of
from tui.screens.counterpoints.head import CounterpointsHead, Heading
from tui.screens.counterpoints.looking import Seen, look, points_in
from tui.screens.counterpoints.replies import reply_form, whole_form
from tui.screens.counterpoints.words import YourWords
from tui.widgets.bottom_line import BottomLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.counterpoints.prompting import Mode
    from lab.model import Counterpoint, Teardown
    from tui.commands import Scope
    from tui.editing.in_hand import TeardownInHand
    from tui.forms.form import Filled
    from tui.widgets.lines import Piece
    from tui.widgets.sheet import CardList

__all__ = ["CounterpointsScreen"]

_WHOLE: Final = "the whole teardown"


class CounterpointsScreen(WorkPage[Spot | None]):
    """The items of one section, or of the whole; ends with where to go on."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("counter", "list")
    PURPOSE = (
        "What argues with what you wrote. First come questions that need no model; once you "
        "answered one or changed your text, a model may be asked. Say what you make of each "
        "item: you changed something, you disagree, you park it, or it is not useful. What a "
        "model says is unverified."
    )
    CSS_PATH = "counterpoints.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("counter")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (116, "-wide")]  # noqa: RUF012 - Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012 - Textual declares it

    def __init__(self, in_hand: TeardownInHand, *, section: str = "", at: str = "") -> None:
        """Show a section, else the whole teardown; *at* is the item under the cursor."""
        super().__init__(in_hand)
        self._section = section
        self._at = at or _left_open(in_hand, section)
        self._at_said = bool(self._at)
        self._mode: Mode = "counterpoints" if section else "steelman"
        self._seen: Seen | None = None
        self._looks = 0
        self._answered: list[Counterpoint] = []
        """The items that were answered here, as they were before; the last one last."""
        self._arguing = Arguing(in_hand, show=self.show)
        self.head = CounterpointsHead()
        self.own_words = YourWords()
        self.argued = ArguedList()

    def compose(self) -> ComposeResult:
        """Lay out the head and the items."""
        yield self.head
        with Horizontal(id="sides"):
            yield self.own_words
            yield self.argued
        yield BottomLine()

    def on_mount(self) -> None:
        """Show what there is, and look for the questions."""
        self.begin(self.in_hand)
        self.set_focus(self.argued)
        self.show()
        self.look_again()

    # Showing

    def look_again(self) -> None:
        """See how far it is, off the event loop."""
        self._looks += 1
        in_background(self, partial(self._look, number=self._looks), group="look")

    async def _look(self, *, number: int) -> None:
        in_hand = self.in_hand
        in_hand.collect()
        workspace, record = in_hand.desk.workspace, snapshot(in_hand.record)
        known = self._seen.changes if self._seen is not None else {}
        see = partial(look, mode=self._mode, known=known)
        seen = await in_hand.desk.run(see, workspace, record, self._section)
        if number != self._looks:
            return  # a newer one is on its way
        if seen.example is None:
            before = len(in_hand.record.counterpoints)
            meet(in_hand.record, seen.questions, now=in_hand.now())
            if len(in_hand.record.counterpoints) != before:
                in_hand.changed()
        is_first = self._seen is None
        self._seen = seen
        self.show()
        if is_first and not self._at_said:
            self._go_to_open()
        self._at = ""

    def show(self) -> None:
        """Show how it stands now; the cursor goes along with what comes."""
        if is_leaving(self) or not self.is_mounted:
            return
        record, seen = self._shown, self._seen
        points = points_in(record, self._section, seen.questions if seen is not None else ())
        title = next((s.title for s in record.questions if s.id == self._section), _WHOLE)
        can_ask = seen is not None and not seen.missing and not self._arguing.is_going
        self.head.show(
            Heading(
                title=title,
                answered=sum(point.response != "open" for point in points),
                shown=0 if record.example else len(points),
                given=sum(point.source == "model" for point in record.counterpoints),
                request=seen.request if can_ask and seen is not None else None,
                outlook=seen.outlook if can_ask and seen is not None else None,
                status=tuple(self._status()),
            )
        )
        self.key_titles = {"counter.back": "Stop"} if self._arguing.is_going else {}
        changes = seen.changes if seen is not None else {}
        cards = cards_of(record, points, whole=not self._section, changes=changes)
        self.argued.show(cards, at=self._at)
        self._show_words()
        self.refresh_bindings()

    def _show_words(self) -> None:
        if self.argued.is_beside:
            self.own_words.show(self.argued.card)

    def on_card_list_moved(self) -> None:
        """Show the words that the item under the cursor is about."""
        self._show_words()

    def _status(self) -> list[Piece]:
        words, seen = self._arguing.words, self._seen
        if self._arguing.is_going or seen is None:
            return words or [("Looking…", "muted")]
        then: list[Piece] = []
        key = key_label((self.app.keys["counter.ask"] or ("ctrl+p",))[0])
        if seen.words and not seen.wants_key:
            then = [(seen.words, "muted")]
            if self._section and seen.gate.step == "write" and seen.example is None:
                back = key_label((self.app.keys["counter.back"] or ("ctrl+p",))[0])
                then += [(" What you think comes first: ", "muted"), (back, "accent")]
                then += [(" goes back to it.", "muted")]
        elif seen.wants_key:
            adds = "A key would let a model add points about your own words: "
            then = [(adds, "muted"), (key, "accent"), (" says how.", "muted")]
        elif not words:
            then = [(key, "accent"), (" asks it. Answer what is here first, if you like.", "muted")]
        return [*words, *([(" ", "")] if words and then else ()), *then]

    @property
    def _shown(self) -> Teardown:
        """The record, or the example with the questions that it is asked."""
        example = self._seen.example if self._seen is not None else None
        return self.in_hand.record if example is None else example

    def on_news(self, news: News) -> None:
        """Show what came from elsewhere."""
        super().on_news(news)
        if news is News.REPLACED:
            self.look_again()

    def on_screen_resume(self) -> None:
        """Show what was changed on the screens above."""
        super().on_screen_resume()
        if self._seen is not None:
            self.look_again()

    def on_resize(self) -> None:
        """Say as much as there is room for, and show the text beside the items where it fits."""
        self.head.redraw()
        self.call_after_refresh(self._place_words)

    def _place_words(self) -> None:
        is_beside = self.has_class("-wide")
        if is_beside != self.argued.is_beside:
            self.argued.is_beside = is_beside
            self.argued.redraw()
        self._show_words()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done now."""
        del parameters
        match action:
            case "ask_model":
                return not (self._arguing.is_going or self._shown.example)
            case "respond" | "choose":
                return self._point is not None and not self._shown.example
            case "words":
                return self._point is not None
            case "undo":
                return not self._shown.example
        return True

    # Answering

    @property
    def _point(self) -> Counterpoint | None:
        """The item under the cursor, as it is now."""
        card = self.argued.card
        if not isinstance(card, Argued):
            return None
        try:
            return find_point(self._shown, card.point.id)
        except NoSuchPart:
            return None

    def on_card_list_chosen(self, event: CardList.Chosen) -> None:
        """Answer one, with a form."""
        del event
        point = self._point
        if point is not None and not self._shown.example:
            form = whole_form(self.in_hand, point)
            self.app.push_screen(form, partial(self._take, point.id, ""))

    def action_respond(self, response: str) -> None:
        """Answer the item under the cursor, asking for a word why where one is wanted."""
        point = self._point
        if point is None:
            return
        try:
            # What cannot be is said before anybody types.
            respond(snapshot(self.in_hand.record), point.id, response, reply="…")
        except UsageError as error:
            self.app.tell(str(error), severity="warning")
            return
        if response == "useless":
            self._respond(point.id, response, reply="")
        else:
            form = reply_form(self.in_hand, point, response)
            self.app.push_screen(form, partial(self._take, point.id, response))

    def _take(self, point_id: str, response: str, filled: Filled | None) -> None:
        if filled is not None and filled.kept:
            chosen = response or filled.values["response"]
            self._respond(point_id, chosen, reply=filled.values["reply"])

    def _respond(self, point_id: str, response: str, *, reply: str) -> None:
        record = self.in_hand.record
        try:
            before = find_point(record, point_id)
            respond(record, point_id, response, reply=reply)
        except (NoSuchPart, UsageError) as error:
            self.app.tell(str(error), severity="warning")
            return
        self._answered.append(before)
        self._changed()
        self.in_hand.hurry()
        if not self._go_to_open() and not self._arguing.is_going:
            self.app.tell("All answered. Esc goes back; Ctrl+N there goes on.")

    def _go_to_open(self) -> bool:
        """Put the cursor on the first item without an answer; return whether there is one."""
        left = [card.point.id for card in self.argued.cards if card.point.response == "open"]
        if left:
            self.argued.move_to_key(left[0])
        return bool(left)

    def action_undo(self) -> None:
        """Take back the last answer."""
        if not self._answered:
            self.app.tell("Nothing was answered since this opened. An item takes a new answer.")
            return
        before = self._answered.pop()
        record = self.in_hand.record
        record.counterpoints = [before if p.id == before.id else p for p in record.counterpoints]
        self._changed()
        self.argued.move_to_key(before.id)
        self.app.tell("The answer is taken back.")

    def _changed(self) -> None:
        self.in_hand.changed()
        self.show()
        self.look_again()

    # Asking

    def action_ask_model(self) -> None:
        """Ask a model, about the whole teardown in one of several ways."""
        seen = self._seen
        if seen is None:
            return
        if seen.request is None or seen.missing:
            self.app.tell(seen.words, severity="warning")
        elif self._section:
            self._ask(self._mode)
        else:
            choices = [
                Choice(name, text.title, name, text.asks, partial(self._ask, name))
                for name, text in MODES.items()
                if text.kind
            ]
            self.app.push_screen(PickScreen("how to argue", choices, at=self._mode))

    def _ask(self, mode: Mode) -> None:
        self._mode = mode
        if not self._arguing.is_going:
            in_background(self, self._go, group="ask")

    async def _go(self) -> None:
        """Look once more, at what is there now, and ask."""
        room = self.in_hand.desk.workspace.opponent
        stood_at = self._point
        try:
            with room.turn(self.in_hand.record.id):
                # What another window was given meanwhile counts, too.
                await self.in_hand.flush()
                await self.in_hand.look()
                await self._look(number=self._looks)
                seen = self._seen
                if seen is None or seen.request is None or seen.missing:
                    return
                cost = seen.outlook.most_cost if seen.outlook is not None else None
                await self._arguing.go(seen.request, most_cost=cost or 0.0)
        except AskedElsewhere as error:
            self.app.tell(str(error), severity="warning")
            return
        # Whoever has gone on to an item meanwhile reads or answers that one.
        if stood_at is None or self._point is None or self._point.id == stood_at.id:
            self.argued.move_to_key(self._arguing.first)
        self.look_again()

    # Going

    def action_words(self) -> None:
        """Go to the field in which the words stand."""
        point = self._point
        if point is None:
            return
        if self._arguing.is_going:
            self.app.tell("The model is still answering. Esc stops it; then this goes there.")
            return
        if point.claim:
            screen = claims_screen(self.in_hand, point.section, claim=point.claim)
            self.app.push_screen(screen, self._go_on)
        else:
            self.in_hand.sought, self.in_hand.argued_at = point.target_quote, point.id
            self.dismiss((point.section, point.prompt))

    def _go_on(self, spot: Spot | None) -> None:
        if spot is not None:
            self.dismiss(spot)

    def action_back(self) -> None:
        """Stop where a model is being asked; else go back."""
        if self._arguing.is_going:
            self._arguing.stop()
        else:
            self.dismiss(None)


def _left_open(in_hand: TeardownInHand, section: str) -> str:
    """Return the item of a section that was left to change its words, if it waits still."""
    left, in_hand.argued_at = in_hand.argued_at, ""
    waits = any(
        point.id == left and point.section == section and point.response == "open"
        for point in in_hand.record.counterpoints
    )
    return left if waits else ""
