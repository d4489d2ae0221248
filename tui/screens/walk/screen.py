"""The walk: one question at a time, the outline at the left, the help at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal, Vertical

from lab.errors import TeardownError
from lab.figures import counted
from lab.libraries import read_all
from lab.walk import is_unlocked
from lab.working import open_teardown
from tui.background import in_background
from tui.bindings import bindings_of
from tui.doors import (
    bench_screen,
    claims_screen,
    conflict_screen,
    counterpoints_screen,
    evidence_screen,
    history_screen,
    review_screen,
)
from tui.editing.in_hand import News, TeardownInHand
from tui.editing.rescue import rescued_for
from tui.editing.work_page import LOOK_SECONDS, WorkPage
from tui.items.kind import ScreenKind
from tui.items.kinds import kind_for
from tui.screens.walk.column import QuestionColumn
from tui.screens.walk.help_panel import HelpPanel
from tui.screens.walk.help_source import anchors_of, help_for
from tui.screens.walk.noticing import notice
from tui.screens.walk.outline import Outline, outline_places
from tui.screens.walk.question import QuestionHead
from tui.screens.walk.rubric import NO_SCORE, RubricScreen
from tui.screens.walk.score_strip import ScoreStrip
from tui.screens.walk.steps import Steps
from tui.screens.walk.title import WalkTitle
from tui.widgets.bottom_line import BottomLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.memory import Place
    from lab.working import Opened
    from lab.workspace import Workspace
    from tui.commands import Scope
    from tui.doors import Spot
    from tui.editing.answer_editor import AnswerEditor
    from tui.items.item_list import ItemList
    from tui.screens.walk.noticing import Noticed
    from tui.screens.walk.steps import Step

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
        self._noticed: tuple[Noticed, ...] = ()
        """What the answer's words raise, as it was saved last."""

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
            opened, place = await desk.run(_read, desk.workspace, self._teardown_id)
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
        self.set_interval(LOOK_SECONDS, self._look)
        await desk.run(read_all)
        for draft in await desk.run(rescued_for, desk.workspace, in_hand.record):
            await self.app.push_screen_wait(conflict_screen(in_hand, draft))
        if self._claim:
            self.app.push_screen(claims_screen(in_hand, claim=self._claim), self._come_back)

    async def _look(self) -> None:
        try:
            await self.in_hand.look()
        except TeardownError as error:
            self.app.tell(str(error), severity="error")

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
        self._take_noticed(())
        self._show_around()
        self._notice()
        opens = isinstance(kind_for(self._steps.all[self._at].question.kind), ScreenKind)
        self.key_titles = {"walk.add": "Trial bench"} if opens else {}
        self.refresh_bindings()

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
        shown = help_for(in_hand, section, noticed=self._noticed)
        self.query_one(ScoreStrip).show(score, anchors_of(in_hand, section))
        self.query_one(HelpPanel).show(shown)
        self.query_one(WalkTitle).show(in_hand.record)
        self.column.show_clock()

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

    # The words of the answer

    def _notice(self) -> None:
        """Look at the answer's words, off the event loop: at a pause, never at a key."""
        in_background(self, self._look_at_words, group="notice", exclusive=True)

    async def _look_at_words(self) -> None:
        step, text = self.step, self.editor.text
        if step is None:
            return
        # Without words nothing is loaded to read them.
        noticed = await self.app.desk.run(notice, text, step.section.id) if text else ()
        if self.step is step:
            self._take_noticed(noticed)

    def _take_noticed(self, noticed: tuple[Noticed, ...]) -> None:
        if noticed != self._noticed:
            self._noticed = noticed
            self.query_one(QuestionHead).show_noticed(len(noticed))
            self._show_around()

    # Going from question to question

    def action_next_question(self) -> None:
        """Go on; after the last question comes the finish."""
        if self._steps is None:
            return
        if self._at + 1 < len(self._steps.all):
            self._go(self._at + 1)
        else:
            self.action_finish()

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
            self._ask_for_score(left)

    def _ask_for_score(self, left: Step) -> None:
        work = self.in_hand.record.sections.get(left.section.id)
        if work is not None and work.score is None and any(work.answers.values()):
            self.app.tell(f"“{left.section.title}” has no score yet: Esc, then 0 to 4.")

    def go_to(self, spot: Spot | None) -> None:
        """Go to a question, or to where its section begins; ``None`` stays here."""
        if spot is None or self._steps is None:
            return
        found = self._steps.find(*spot)
        if found is not None:
            self._go(found)

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
                self._give_score(section, event.score)
            case "rubric":
                self._open_rubric(section)
            case "claims" | "evidence" | "bench" | "counter":
                opens = {
                    "claims": self._open_claims,
                    "evidence": self._open_evidence,
                    "bench": self._open_bench,
                }
                opens.get(event.wish, self._open_counter)(section)
            case "home":
                self.app.go_home()
            case "finish":
                self.action_finish()
            case "export":
                self.action_export()
            case "history":
                self.column.collect()
                self.app.push_screen(history_screen(self.in_hand))
            case "add":
                self.go_to((section, prompt) if prompt else None)
                self.action_add_item()
            case _:
                self.go_to((section, prompt))

    # Score and counter-questions

    def on_score_strip_given(self, event: ScoreStrip.Given) -> None:
        """Score the section that is shown."""
        if self.step is not None:
            self._give_score(self.step.section.id, event.score)

    def action_score(self) -> None:
        """Score the section that is shown, with the rubric in view."""
        if self.step is not None:
            self._open_rubric(self.step.section.id)

    def _open_rubric(self, section: str) -> None:
        self.column.collect()
        title = next(part.title for part in self.in_hand.record.questions if part.id == section)
        work = self.in_hand.record.sections.get(section)

        def done(score: int | None) -> None:
            if score is not None:
                self._give_score(section, None if score == NO_SCORE else score)

        self.app.push_screen(
            RubricScreen(
                f"How strong is this section? {title}",
                anchors_of(self.in_hand, section),
                self.in_hand.template.rubric_notes,
                work.score if work is not None else None,
            ),
            done,
        )

    def _give_score(self, section: str, score: int | None) -> None:
        self.column.collect()
        was_open = help_for(self.in_hand, section).challenge.questions
        self.in_hand.score(section, score)
        self._show_around()
        asked = help_for(self.in_hand, section).challenge
        if asked.questions and not was_open:
            self.app.tell(f"{counted(len(asked.questions), 'counter-question')} opened: F8.")
        elif score is not None and asked.locked:
            self.app.tell(f"Scored {score}. Counter-questions: {asked.locked}")

    def on_help_panel_answer_wanted(self) -> None:
        """Answer the counter-questions."""
        self.action_counter()

    def action_counter(self) -> None:
        """Answer the counter-questions of the section that is shown."""
        if self.step is not None:
            self._open_counter(self.step.section.id)

    def _open_counter(self, section: str) -> None:
        self.column.collect()
        record = self.in_hand.record
        asked = help_for(self.in_hand, section).challenge
        has_items = any(point.section == section for point in record.counterpoints)
        if has_items or is_unlocked(record, section):
            self.app.push_screen(counterpoints_screen(self.in_hand, section), self._come_back)
        elif asked.waiting:
            self.app.tell(f"{asked.waiting} counter-questions wait. {asked.locked}")
        else:
            at = self.in_hand.desk.workspace.opponent.gate(record, section)
            self.app.tell(f"Nothing argues with this section yet. {at.words}")

    def action_argue(self) -> None:
        """Let a model argue with the whole teardown."""
        if self.step is not None:
            self.column.collect()
            self.app.push_screen(counterpoints_screen(self.in_hand), self._come_back)

    # Items, claims, finish

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

    def action_claims(self) -> None:
        """Show the claims."""
        if self.step is not None:
            self._open_claims(self.step.section.id)

    def _open_claims(self, section: str) -> None:
        self.column.collect()
        self.app.push_screen(claims_screen(self.in_hand, section), self._come_back)

    def _come_back(self, spot: Spot | None) -> None:
        self.column.items.update_cards()
        self._show_around()
        self.go_to(spot)

    def action_evidence(self) -> None:
        """Show the evidence."""
        if self.step is not None:
            self._open_evidence(self.step.section.id)

    def _open_evidence(self, section: str) -> None:
        self.column.collect()
        self.app.push_screen(evidence_screen(self.in_hand, section), self._come_back)

    def action_bench(self) -> None:
        """Show the trial bench."""
        if self.step is not None:
            self._open_bench(self.step.section.id)

    def _open_bench(self, section: str) -> None:
        self.column.collect()
        self.app.push_screen(bench_screen(self.in_hand, section), self._come_back)

    def on_item_list_left(self, event: ItemList.Left) -> None:
        """Show what was changed on the screen of the items, and go where it led."""
        self._show_around()
        self.go_to(event.spot)

    def action_finish(self) -> None:
        """Go to the finish."""
        if self.step is not None:
            self.column.collect()
            self.app.push_screen(review_screen(self.in_hand), self.go_to)

    # Saving, and the editor of one's own

    def action_save(self) -> None:
        """Save at once, for the hands that are used to it."""
        in_background(self, self._save_now, group="save")

    async def _save_now(self) -> None:
        if await self.in_hand.flush():
            self.app.tell("Saved. It always is: there is nothing to press.")

    async def action_edit_outside(self) -> None:
        """Write this field in one's own text editor."""
        step = self.step
        if step is None:
            return
        await self.in_hand.flush()
        state = self.app.desk.workspace.places.state
        from tui.editing.hand_over import hand_over
        from tui.editing.outside import outside_path

        path = outside_path(state, self.in_hand.record.id, *step.key)
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
        step = self.step
        if step is not None:
            row, column = self.editor.cursor_location
            from lab.memory import Place

            place = Place(*step.key, row=row, column=column)
            workspace = self.app.desk.workspace
            self.app.desk.begin(workspace.last_places.remember, self.in_hand.record.id, place)


def _read(workspace: Workspace, teardown_id: str) -> tuple[Opened, Place | None]:
    return open_teardown(workspace, teardown_id), workspace.last_places.recall(teardown_id)
