"""The habit: what keeps one going, and what the practice shows over time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from tui.background import in_background, is_leaving
from tui.bindings import bindings_of
from tui.doors import recall_screen
from tui.forms.fields import TextAsked
from tui.forms.form import FormScreen
from tui.glyphs import plain_punctuation
from tui.practice.planning import plan_from
from tui.preferring.page import PreferencePage
from tui.screens.habit.pauses import as_setting, coming, pause_form, pause_of, pause_words, without
from tui.screens.habit.reading import read_practice
from tui.screens.habit.sheet import HabitSheet
from tui.screens.habit.writing import YearPage, page_of, write_year, year_form
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.habit.calendar import Pause, Standing
    from tui.commands import Scope
    from tui.forms.form import Filled
    from tui.screens.habit.reading import Practice

__all__ = ["HabitScreen"]

_NEWCOMERS: Final = {"meanings", "part", "year", "year_to", "pause", "recall"}
"""What there is nothing for, before anything is finished."""
_NAMES: Final = {"plan": "the plan", "pauses": "planned pauses", "recall": "recall"}


class HabitScreen(PreferencePage):
    """The weeks, the plan, and what finished teardowns show one after the other."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("habit", "list")
    PURPOSE = (
        "How your practice goes: half a year of weeks, your scores, your foresight, how you know "
        "what you claim. Plan pauses here, say when you open a teardown, and write a page about "
        "your year."
    )
    CSS_PATH = "habit.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("habit")
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012 - Textual declares it

    def __init__(self) -> None:
        super().__init__()
        self.sheet = HabitSheet()

    def compose(self) -> ComposeResult:
        """Lay out the head and the page."""
        yield PlainText(id="habit-head")
        yield PlainText(id="habit-problems")
        yield self.sheet
        yield BottomLine()

    def on_mount(self) -> None:
        """Begin to read."""
        self.set_focus(self.sheet)
        self._show_head()
        super().on_mount()

    # Reading and showing

    def show_state(self) -> None:
        """Read the practice again: the settings, or what is above this screen, changed."""
        in_background(self, self._read_practice, group="practice", exclusive=True)

    async def _look(self) -> None:
        """Look for the next day, too: the screen may be left open over the night."""
        await super()._look()
        practice, desk = self.sheet.practice, self.app.desk
        if practice is not None and self.is_current:
            today = await desk.run(desk.workspace.habit.today)
            if today != practice.today:
                self.show_state()

    async def _read_practice(self) -> None:
        desk = self.app.desk
        with self.app.telling():
            practice = await desk.run(read_practice, desk.workspace)
            if not is_leaving(self):
                self._take(practice)

    def _take(self, practice: Practice) -> None:
        self.sheet.practice = practice
        self.key_titles = {"habit.begin": _begin_words(practice)}
        self._show_head()
        self.show_problems(self.query_one("#habit-problems", PlainText), about="pauses")
        self.sheet.redraw()
        self.refresh_bindings()

    def _show_head(self) -> None:
        practice = self.sheet.practice
        words = ""
        if practice is not None and practice.has_begun:
            words = f"  {_standing_words(practice.overview.standing)}"
        self.query_one("#habit-head", PlainText).show(
            [("Habit", "accent bold"), (plain_punctuation(words), "muted")]
        )

    def name_of(self, name: str) -> str:
        """Return what a setting is called here."""
        return _NAMES.get(name, name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is."""
        practice = self.sheet.practice
        if action in _NEWCOMERS:
            return practice is not None and practice.has_begun
        if action == "unpause":
            return practice is not None and bool(self._coming(practice))
        return super().check_action(action, parameters)

    # Keys

    def action_part(self, step: int) -> None:
        """Go to the next part, or the one before; round the end."""
        self.sheet.step(step)

    def action_down(self) -> None:
        """Read on."""
        self.sheet.action_down()

    def action_up(self) -> None:
        """Read further up."""
        self.sheet.action_up()

    def action_scroll(self, pages: int) -> None:
        """Read a screenful on, or back."""
        self.sheet.action_page(pages)

    def action_meanings(self) -> None:
        """Show or hide what each figure means."""
        self.sheet.with_meanings = not self.sheet.with_meanings
        self.sheet.redraw()
        self.sheet.go_to(self.sheet.here)

    def action_begin(self) -> None:
        """Begin a teardown."""
        self.app.open_new()

    def action_recall(self) -> None:
        """Look at today's cards."""
        self.app.push_screen(recall_screen())

    def action_plan(self) -> None:
        """Say at which moment one opens a teardown."""
        practice = self.sheet.practice
        plan = practice.plan if practice is not None else ""

        def take(filled: Filled | None) -> None:
            if filled is not None and filled.kept:
                text = plan_from(filled.values["plan"])
                change = partial(self.change, "plan", text)
                in_background(self, change, group="change")

        self.app.push_screen(
            FormScreen(
                plain_punctuation("Plan when: “When ___, I open a teardown.”"),
                [TextAsked("plan", "When", "the Monday meeting ends", plan)],
            ),
            take,
        )

    def action_pause(self) -> None:
        """Plan a pause."""
        practice = self.sheet.practice
        if practice is None:
            return
        today = practice.today

        def take(filled: Filled | None) -> None:
            pause = pause_of(filled.values, today=today) if filled and filled.kept else None
            if pause is not None:
                self._keep_pauses([*self._pauses(), pause])

        week = practice.overview.standing.week.start
        self.app.push_screen(pause_form(today, week=week), take)

    def action_unpause(self) -> None:
        """Take a planned pause out again; one that is over stays, as it held its weeks."""
        from tui.choosing.choices import Choice
        from tui.choosing.chooser import PickScreen

        practice = self.sheet.practice
        if practice is None:
            return
        choices = [
            Choice(f"{each.first}", pause_words(each), "", "", partial(self._take_out, each))
            for each in self._coming(practice)
        ]
        self.app.push_screen(
            PickScreen(
                "a pause to take out", choices, at=choices[0].id,
                hint="Enter takes it out; u puts it back. Esc goes back.",
            )
        )  # fmt: skip

    def _coming(self, practice: Practice) -> list[Pause]:
        return coming(practice.overview.rules.pauses, today=practice.today)

    def _pauses(self) -> tuple[Pause, ...]:
        practice = self.sheet.practice
        return practice.overview.rules.pauses if practice is not None else ()

    def _take_out(self, pause: Pause) -> None:
        practice = self.sheet.practice
        if practice is not None:
            week = practice.overview.standing.week.start
            self._keep_pauses(without(self._pauses(), pause, week=week))

    def _keep_pauses(self, pauses: list[Pause]) -> None:
        change = partial(self.change, "pauses", as_setting(pauses))
        in_background(self, change, group="change")

    def action_year(self, form: str = "md") -> None:
        """Write the page about this year into the folder used last."""
        practice = self.sheet.practice
        if practice is not None:
            folder = self.app.desk.workspace.exports.folder()
            self._write(YearPage(practice.today.year, form, folder))

    def action_year_to(self) -> None:
        """Ask for the year, the form and the folder, and write the page there."""
        practice = self.sheet.practice
        if practice is None:
            return
        workspace = self.app.desk.workspace
        folder, library = workspace.exports.folder(), workspace.places.library

        def take(filled: Filled | None) -> None:
            if filled is not None and filled.kept:
                page = page_of(filled.values)
                workspace.exports.remember(page.folder)
                self._write(page)

        self.app.push_screen(year_form(practice.today.year, folder=folder, library=library), take)

    def _write(self, page: YearPage) -> None:
        in_background(self, partial(self._write_year, page), group="export")

    async def _write_year(self, page: YearPage) -> None:
        desk = self.app.desk
        with self.app.telling():
            self.app.tell(f"Wrote {await desk.run(write_year, desk.workspace, page)}.")

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)


def _standing_words(standing: Standing) -> str:
    """Return where one stands, in a word; who was away is welcome, and no zero is counted out."""
    if not standing.streak:
        return "welcome back"
    row = f"{standing.streak} weeks in a row" if standing.streak > 1 else "well begun"
    return f"{row} · score {standing.score:.0f} of 100"


def _begin_words(practice: Practice) -> str:
    """Return what the key is called that begins a teardown; nothing once the goal is reached."""
    if not practice.has_begun:
        return "Begin"
    overview = practice.overview
    return "New" if overview.standing.week.done < overview.rules.goal else ""
