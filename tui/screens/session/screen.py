"""The group's meeting, from a round's reveal to the take-home, with a quiet clock."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Container

from lab.errors import TeardownError
from lab.group.meeting import Meeting, kept, taken_up
from tui.background import in_background
from tui.bindings import bindings_of
from tui.choosing.choices import Choice
from tui.choosing.chooser import PickScreen
from tui.doors import compare_screen
from tui.group.scoring import ask_for_score
from tui.group.words import in_the_app
from tui.keys import key_label
from tui.page import Page
from tui.presenter import words_for
from tui.screens.session.drawing import clock_pieces, draw_step, draw_steps, nameless
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.compare import Comparison
    from lab.group.overview import RoundView
    from lab.workspace import Workspace
    from tui.commands import Scope
    from tui.group.source import OfRound
    from tui.widgets.lines import Piece
    from tui.widgets.prose import Line

__all__ = ["SessionScreen"]

WIDE: Final = 110
TICK: Final = 1.0
"""Seconds between two looks at the clock; it is drawn only where its words are others."""


class StepsSheet(Sheet, can_focus=False):
    """All steps, the one it is at marked."""

    def __init__(self, screen: SessionScreen) -> None:
        super().__init__(id="session-steps")
        self._session = screen

    def draw(self, width: int) -> list[Line]:
        """Return a line for each step."""
        return draw_steps(self._session.meeting, width - 1)


class StepSheet(Sheet):
    """The step that it is at."""

    PURPOSE = "What to do in this step, and what of the round belongs to it. The arrows scroll."

    def __init__(self, screen: SessionScreen) -> None:
        super().__init__(id="session-sheet")
        self._session = screen
        self.view: RoundView | None = None
        self.comparison: Comparison | None = None
        self.why_not = ""

    def draw(self, width: int) -> list[Line]:
        """Return the lines for a width."""
        screen = self._session
        return draw_step(
            screen.meeting, width - 1, view=self.view, comparison=self.comparison,
            why_not=self.why_not, key=lambda name: key_label(screen.app.keys[name][0]),
        )  # fmt: skip


class SessionScreen(Page[None]):
    """One meeting; where it is stays with the app, so that its clock goes on elsewhere."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("session", "list")
    PURPOSE = (
        "Sixty minutes from the reveal to the take-home, a step at a time. The clock is quiet: it "
        "counts minutes, and nothing goes on by itself. n goes on when the group is ready."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("session")
    CSS_PATH = "session.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012 - Textual declares it

    def __init__(self, source: OfRound) -> None:
        """Meet about what was revealed in a round."""
        super().__init__()
        self._source = source
        self._said: list[Piece] = []
        self.steps = StepsSheet(self)
        self.sheet = StepSheet(self)

    def compose(self) -> ComposeResult:
        """Lay out the clock, the steps and the one that it is at."""
        yield PlainText(id="session-head")
        with Container(id="session-body"):
            yield self.steps
            yield self.sheet
        yield BottomLine()

    def on_mount(self) -> None:
        """Show where it is, and read the round."""
        self.set_focus(self.sheet)
        self._name_keys()
        self._tick()
        self.set_interval(TICK, self._tick)
        in_background(self, self._read, group="read", exclusive=True)

    def on_screen_resume(self) -> None:
        """Read again what another screen changed."""
        if self.is_mounted:
            in_background(self, self._read, group="read", exclusive=True)

    async def _read(self) -> None:
        desk = self.app.desk
        sheet = self.sheet
        try:
            sheet.view, before = await desk.run(_view, desk.workspace, self._source)
            if before.has_begun and self._source.key not in self.app.meetings:
                self._put(before, keep=False)
            sheet.comparison, sheet.why_not = None, ""
            sheet.comparison = await desk.run(self._source.read, desk.workspace)
        except (TeardownError, OSError) as error:
            sheet.why_not = in_the_app(words_for(error))
        sheet.redraw()
        self.refresh_bindings()

    # The clock

    def _name_keys(self) -> None:
        meeting = self.meeting
        self.key_titles = {
            "session.next": "Next" if meeting.has_begun else "Begin",
            "session.pause": "Pause" if meeting.is_running else "Start",
        }

    @property
    def meeting(self) -> Meeting:
        """Where it is."""
        return self.app.meetings.get(self._source.key, Meeting())

    @property
    def _now(self) -> float:
        return self.app.desk.workspace.clock.monotonic()

    def _tick(self) -> None:
        """Draw the clock where its words are others than before."""
        said = clock_pieces(self.meeting, self._now)
        if said != self._said:
            self._said = said
            self.query_one("#session-head", PlainText).show(said)

    def _put(self, meeting: Meeting, *, keep: bool = True) -> None:
        self.app.meetings[self._source.key] = meeting
        if keep:
            in_background(self, partial(self._keep, meeting), group="keep")
        self._name_keys()
        self._tick()
        self.steps.redraw()
        self.sheet.redraw()
        self.refresh_bindings()

    async def _keep(self, meeting: Meeting) -> None:
        """Keep where it is on this computer, for when the app is opened again."""
        desk, source = self.app.desk, self._source
        clock = desk.workspace.clock
        values = kept(meeting, now=clock.monotonic(), wall=clock.now().timestamp())

        def keep() -> None:
            group = desk.workspace.groups.open(source.folder)
            group.memory.keep_meeting(source.name, values)

        with self.app.telling():
            await desk.run(keep)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is."""
        if action in {"read", "compare", "again"}:
            return self.sheet.comparison is not None
        if action == "work":
            return self.sheet.view is not None and bool(self.sheet.view.teardown)
        if action == "step" and self.is_mounted:
            there = self.meeting.at + (int(str(parameters[0])) if parameters else 0)
            return 0 <= there < len(self.meeting.steps)
        return True

    # Keys

    def action_step(self, step: int) -> None:
        """Go to the next step, or the one before; the very first such key sets the clock going."""
        self.sheet.scroll_home(animate=False)
        meeting, now = self.meeting, self._now
        if step > 0 and not meeting.has_begun:
            self._put(meeting.run(now))
        else:
            self._put(meeting.go(meeting.at + step, now))

    def action_pause(self) -> None:
        """Set the clock going, or let it stand."""
        now = self._now
        meeting = self.meeting
        self._put(meeting.pause(now) if meeting.is_running else meeting.run(now))

    def action_read(self) -> None:
        """Choose a teardown to read, without its author's name."""
        comparison = self.sheet.comparison
        if comparison is None:
            return
        offers = [
            Choice(name, name, "", "", partial(self.app.open_record, record))
            for name, record in nameless(comparison)
        ]
        self.app.push_screen(PickScreen("a teardown to read", offers, at=offers[0].id))

    def action_compare(self) -> None:
        """Lay the revealed teardowns side by side."""
        if self.sheet.comparison is not None:
            self.app.push_screen(compare_screen(self._source))

    def action_again(self) -> None:
        """Score a section again."""
        in_background(self, partial(ask_for_score, self, self._source), group="score")

    def action_work(self) -> None:
        """Open one's own teardown, where it is in this library."""
        view = self.sheet.view
        if view is not None:
            self.app.open_walk(view.teardown)

    def action_down(self) -> None:
        """Read on."""
        self.sheet.action_down()

    def action_up(self) -> None:
        """Read further up."""
        self.sheet.action_up()

    def again(self) -> Callable[[], SessionScreen]:
        """Return what makes this screen anew; its clock goes on."""
        return partial(SessionScreen, self._source)

    def action_back(self) -> None:
        """Go back; the clock goes on."""
        self.dismiss()


def _view(workspace: Workspace, source: OfRound) -> tuple[RoundView | None, Meeting]:
    """Return how the round stands, and where its meeting was when the app was closed."""
    from lab.group.overview import overview

    group, clock = workspace.groups.open(source.folder), workspace.clock
    before = taken_up(
        group.memory.meeting(source.name), now=clock.monotonic(), wall=clock.now().timestamp()
    )
    return overview(group, workspace.summaries()).round(source.name), before
