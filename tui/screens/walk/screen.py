"""The walk: one question at a time, the outline at the left, the help at the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal, Vertical

from lab.errors import TeardownError
from lab.figures import counted
from lab.libraries import read_all
from tui.background import every, in_background
from tui.bindings import bindings_of
from tui.doors import conflict_screen
from tui.editing.in_hand import News, TeardownInHand
from tui.editing.rescue import rescued_for
from tui.editing.work_page import LOOK_SECONDS, WorkPage
from tui.items.kinds import kind_for
from tui.screens.walk.column import QuestionColumn
from tui.screens.walk.foot import UNKNOWN_KEYS, walk_keys
from tui.screens.walk.help_panel import HelpPanel
from tui.screens.walk.help_source import anchors_of, help_for
from tui.screens.walk.noticing import Noticing
from tui.screens.walk.outline import Outline, outline_places
from tui.screens.walk.place import keep_place, open_at
from tui.screens.walk.question import QuestionHead
from tui.screens.walk.score_strip import ScoreStrip
from tui.screens.walk.steps import Steps
from tui.screens.walk.title import WalkTitle
from tui.widgets.bottom_line import BottomLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.commands import Scope
    from tui.doors import Spot
    from tui.editing.answer_editor import AnswerEditor
    from tui.items.item_list import ItemList
    from tui.screens.walk.scoring import Scoring
    from tui.screens.walk.steps import Step
    from tui.screens.walk.ways import Ways

__all__ = ["WalkScreen"]

CLOCK_SECONDS: Final = 20.0
"""How often the minutes are drawn again."""


class WalkScreen(WorkPage[None]):
    """Shows one question, its answer, and everything that helps to answer it."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("walk", "outline", "items")
    PURPOSE = (
        "One question at a time. Everything is saved while you type. Ctrl+N goes on, Esc leaves "
        "the field for the outline, where single letters work."
    )
    CSS_PATH = "walk.tcss"
    AUTO_FOCUS = "#answer"  # from the first moment, so that the first letters go there
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("walk")
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (72, "-narrow"), (116, "-wide"), (170, "-vast")]  # noqa: RUF012 - Textual's
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high")]  # noqa: RUF012 - Textual's

    def __init__(self, teardown_id: str, *, claim: str = "") -> None:
        """*claim* is shown above the walk as soon as it is open."""
        super().__init__()
        self._claim = claim
        self._teardown_id = teardown_id
        self._steps: Steps | None = None
        self._at = -1
        self.key_titles = UNKNOWN_KEYS
        self._noticing = Noticing(self, show=self._show_noticed)

    def compose(self) -> ComposeResult:
        """Lay out outline, question and help."""
        with Horizontal(id="walk"):
            with Vertical(id="side"):
                yield WalkTitle()
                yield Outline(id="outline")
            with Vertical(id="middle"):
                yield QuestionColumn()
            yield HelpPanel()
        yield BottomLine()

    # Opening

    def on_mount(self) -> None:
        """Read the teardown; what is typed meanwhile is kept."""
        self.set_focus(self.editor)
        # After the first frame: reading loads modules, which would hold it up.
        self.call_after_refresh(in_background, self, self._open, group="open")

    async def _open(self) -> None:
        desk = self.app.desk
        try:
            opened, place = await desk.run(open_at, desk.workspace, self._teardown_id)
        except TeardownError as error:
            self.app.go_home()
            self.app.tell(str(error), severity="error")
            return
        in_hand = TeardownInHand(desk, opened)
        in_hand.collect = self.column.collect
        self.begin(in_hand)
        self._steps = Steps(in_hand.record)
        typed_early = self.editor.text
        found = self._steps.find(place.section, place.prompt) if place is not None else None
        at = self._steps.start(in_hand.record) if found is None else found
        cursor = (place.row, place.column) if place is not None and found is not None else None
        self._show_step(at, cursor=cursor)
        if typed_early:
            self.editor.insert(typed_early)
        self.query_one(WalkTitle).show(in_hand.record)
        self.set_interval(CLOCK_SECONDS, self.column.show_clock)
        every(self, LOOK_SECONDS, self._look, group="look")
        await desk.run(read_all)
        for draft in await desk.run(rescued_for, desk.workspace, in_hand.record):
            await self.app.push_screen_wait(conflict_screen(in_hand, draft))
        if self._claim:
            self._ways.to_claims(claim=self._claim)

    async def _look(self) -> None:
        try:
            await self.in_hand.look()
        except TeardownError as error:
            self.app.tell(str(error), severity="error")

    # What works beside it, for the teardown that is open; loaded when it is first wanted

    @property
    def _ways(self) -> Ways:
        from tui.screens.walk.ways import Ways

        return Ways(self.app, self.in_hand, back=self._come_back)

    @property
    def _scoring(self) -> Scoring:
        from tui.screens.walk.scoring import Scoring

        return Scoring(self.app, self.in_hand, show=self._show_around)

    @property
    def column(self) -> QuestionColumn:
        """The question and its fields."""
        return self.query_one(QuestionColumn)

    @property
    def editor(self) -> AnswerEditor:
        """The field of the answer."""
        return self.column.editor

    @property
    def step(self) -> Step | None:
        """The question that is shown."""
        return self.column.step

    # Showing a question

    def _show_step(self, at: int, *, cursor: tuple[int, int] | None = None) -> None:
        if self._steps is None or not self._steps.all:
            return
        self._at = max(0, min(at, len(self._steps.all) - 1))
        self.column.show(self.in_hand, self._steps.all[self._at], cursor=cursor)
        self.in_hand.hurry()
        self._remember_place()
        self._noticing.forget()
        self._show_around()
        self._notice()

    def _show_around(self) -> None:
        """Show outline, score and help as the record now stands."""
        step = self.step
        if step is None:
            return
        in_hand = self.in_hand
        section = step.section.id
        places = outline_places(in_hand.record, section=section, prompt=step.question.id)
        outline = self.query_one(Outline)
        outline.show(places, at="" if outline.has_focus else self._row_here())
        work = in_hand.record.sections.get(section)
        score = work.score if work is not None else None
        shown = help_for(in_hand, section, noticed=self._noticing.now)
        self.query_one(ScoreStrip).show(score, anchors_of(in_hand, section))
        self.query_one(HelpPanel).show(shown)
        self.query_one(WalkTitle).show(in_hand.record)
        self.column.show_clock()
        self._name_keys()

    def _name_keys(self) -> None:
        """Let the bottom line name what comes next."""
        step = self.step
        if step is not None:
            is_narrow = self.has_class("-narrow") or self.has_class("-tiny")
            titles = walk_keys(self.in_hand.record, step, is_narrow=is_narrow)
            if self.app.way_back:
                titles = {**titles, "outline.home": "Back"}
            if titles != self.key_titles:
                self.key_titles = titles
                self.refresh_bindings()

    def on_resize(self) -> None:
        """Name as many keys as there is room for."""
        self.call_after_refresh(self._name_keys)

    def on_answer_editor_copied(self, event: AnswerEditor.Copied) -> None:
        """Say that it was copied."""
        self.app.tell(f"Copied {counted(event.characters, 'character')}.")

    def on_news(self, news: News) -> None:
        """Show what was saved, or what came from elsewhere."""
        super().on_news(news)
        if news is News.SAVED:
            self._remember_place()
            self.column.count_words()
            self._show_around()
            self._notice()
        elif news is News.REPLACED:
            self._steps = Steps(self.in_hand.record)
            self.column.take_in()
            self._show_around()

    def _notice(self) -> None:
        if self.step is not None:
            self._noticing.look(self.step.section.id, self.editor.text)

    def _show_noticed(self) -> None:
        self.query_one(QuestionHead).show_noticed(len(self._noticing.now))
        self._show_around()

    # Going from question to question

    def action_next_question(self) -> None:
        """Go on; after the last question comes the finish."""
        if self._steps is None:
            return
        if self._at + 1 < len(self._steps.all):
            self._go(self._at + 1)
        else:
            self.action_to("finish")

    def action_previous_question(self) -> None:
        """Go back."""
        if self._at > 0:
            self._go(self._at - 1)
        else:
            self.app.tell("This is the first question.")

    def _row_here(self) -> str:
        return ".".join(self.column.spot or ())

    def _go(self, at: int) -> None:
        left = self.step
        self._show_step(at)
        self.query_one(Outline).move_to_key(self._row_here())
        self.remove_class("-outline", "-help")
        self.editor.focus()
        now = self.step
        if left is not None and now is not None and left.section.id != now.section.id:
            self._scoring.remind(left)

    def go_to(self, spot: Spot | None) -> None:
        """Go to a question, or to where its section begins; ``None`` stays here."""
        if spot is None or self._steps is None:
            return
        found = self._steps.find(*spot)
        quote, self.in_hand.sought = self.in_hand.sought, ""
        if found is not None:
            self._go(found)
            self.column.select(quote)

    def action_outline(self) -> None:
        """Leave the field for the outline; from the help, go back to the field."""
        if self.has_class("-help"):
            self.action_toggle_panel()
            return
        self.add_class("-outline")
        self.in_hand.hurry()
        self._show_around()
        self.query_one(Outline).focus()

    def action_toggle_panel(self) -> None:
        """Show or hide the help."""
        if self.has_class("-wide") or self.has_class("-vast"):
            self.toggle_class("-no-help")
            return
        self.remove_class("-outline")
        self.toggle_class("-help")
        if self.has_class("-tiny", "-help"):
            self.query_one(HelpPanel).focus()
        else:
            self.editor.focus()

    # Wishes of the outline

    def on_outline_asked(self, event: Outline.Asked) -> None:
        """Do what the outline asks for."""
        section, prompt = event.place.section, event.place.prompt
        match event.wish:
            case "score":
                self._scoring.give(section, event.score)
            case "rubric":
                self._scoring.ask(section)
            case "home":
                self.app.go_home()
            case "export":
                self.action_export()
            case "add":
                self.go_to((section, prompt) if prompt else None)
                self.action_add_item()
            case "open":
                self.go_to((section, prompt))
            case place:
                self._ways.to(place, section)

    # Score, and the screens of the section that is shown

    def on_score_strip_given(self, event: ScoreStrip.Given) -> None:
        """Score the section."""
        if self.step is not None:
            self._scoring.give(self.step.section.id, event.score)

    def action_score(self) -> None:
        """Score the section, with the rubric in view."""
        if self.step is not None:
            self._scoring.ask(self.step.section.id)

    def on_help_panel_answer_wanted(self) -> None:
        """Answer the counter-questions."""
        self.action_to("counter")

    def action_to(self, place: str) -> None:
        """Show what belongs to the section, or the review."""
        if self.step is not None:
            self._ways.to(place, self.step.section.id)

    def _come_back(self, spot: Spot | None) -> None:
        self.column.items.update_cards()
        self._show_around()
        self.go_to(spot)

    # Items

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to add where the question takes items."""
        del parameters
        if action == "add_item":
            return self.step is not None and kind_for(self.step.question.kind) is not None
        return True

    def action_add_item(self) -> None:
        """Add an item to the question."""
        items = self.column.items
        if items.display:
            self.column.collect()
            items.action_add()
        else:
            self.app.tell("This question is answered in words alone.")

    def on_item_list_edited(self) -> None:
        """Show the outline as it stands now."""
        self._show_around()

    def on_item_list_left(self, event: ItemList.Left) -> None:
        """Show what was changed on the screen of the items, and go where it led."""
        self._show_around()
        self.go_to(event.spot)

    # Saving, and the editor of one's own

    def action_save(self) -> None:
        """Save at once, for the hands that are used to it."""
        in_background(self, self._save_now, group="save")

    async def _save_now(self) -> None:
        if await self.in_hand.flush():
            self.app.tell("Saved. It always is: there is nothing to press.")

    def action_edit_outside(self) -> None:
        """Write this field in one's own text editor."""
        if self.step is not None:
            edit = partial(self._edit_outside, self.step.key)
            in_background(self, edit, group="outside", exclusive=True)

    async def _edit_outside(self, key: tuple[str, str]) -> None:
        await self.in_hand.flush()
        if self.step is None or self.step.key != key or not self.is_current:
            return  # somebody has gone on meanwhile
        state = self.app.desk.workspace.places.state
        from tui.editing.hand_over import hand_over
        from tui.editing.outside import outside_path

        path = outside_path(state, self.in_hand.record.id, *key)
        hand_over(self.app, self.editor, path)

    def on_unmount(self) -> None:
        """Let go of the teardown."""
        if self._in_hand is not None:
            self._in_hand.stop()

    async def on_leaving(self) -> None:
        """Bring everything to disk, and keep the place."""
        await super().on_leaving()
        self._remember_place()

    def _remember_place(self) -> None:
        if self.step is not None:
            keep_place(self.in_hand, self.step.key, self.editor.cursor_location)
