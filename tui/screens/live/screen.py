"""A probe run by itself: against a model, or a program on this computer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import Container

from lab.errors import UsageError
from lab.models.preflight import missing
from lab.trials.live.request import made
from lab.trials.live.wishes import live_outlook
from tui.background import in_background, is_leaving
from tui.bench.probe_page import ProbePage
from tui.bindings import bindings_of
from tui.doors import Spot, figures_screen, marking_screen
from tui.keys import key_label
from tui.screens.live.head import LiveHead
from tui.screens.live.making import Making
from tui.screens.live.preview import RunPreview
from tui.screens.live.rows import LiveRows
from tui.screens.live.wishing import FORM, live_form, request_in_force
from tui.widgets.bottom_line import BottomLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.screen import Screen

    from lab.trials.live.request import LiveRequest
    from tui.bench.changes import BenchChanges
    from tui.commands import Scope
    from tui.editing.in_hand import TeardownInHand
    from tui.forms.form import Filled
    from tui.widgets.lines import Piece

__all__ = ["LiveScreen"]

WIDE: Final = 110
_NOTHING_YET: Final = [
    [("Each run is a fresh context, and stands here as soon as it is there.", "muted")],
    [("A model is not its product: that has a system text, memory and tools.", "muted")],
]


class LiveScreen(ProbePage[Spot | None]):
    """Ends with the question to go to, ``None`` to go back."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("live", "list")
    PURPOSE: ClassVar[str] = (
        "A probe run by itself: against a model, or a program on this computer. Each run is a "
        "fresh context and is kept as it comes; what is there is never made twice. A model’s "
        "answers are not its product’s: that has a system text, memory and tools of its own."
    )
    CSS_PATH = "live.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("live")
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012 - Textual declares it

    def __init__(
        self,
        in_hand: TeardownInHand,
        probe_id: str,
        *,
        changes: BenchChanges,
    ) -> None:
        super().__init__(in_hand, probe_id, changes=changes)
        self._making = Making(in_hand, changes, show=self.show)
        self._request: LiveRequest | None = None
        self._missing = ""
        self.head = LiveHead()
        self.rows = LiveRows()
        self.preview = RunPreview()

    def compose(self) -> ComposeResult:
        """Lay out what will be done, the runs, and the one under the cursor."""
        yield self.head
        with Container(id="live-body"):
            yield self.rows
            yield self.preview
        yield BottomLine()

    def on_mount(self) -> None:
        """Show what would be asked now."""
        self.begin(self.in_hand)
        self.set_focus(self.rows)
        self._look_ahead()
        self.show()
        self.rows.action_last()

    # Showing

    def _look_ahead(self) -> None:
        """See what would be asked, and whether something is missing before it can be.

        Not at every run that comes: reading a schema that is a rule takes a while.
        """
        probe = self.probe
        self._request, self._missing = None, ""
        if probe is None:
            return
        try:
            self._request = request_in_force(self.in_hand, probe)
        except UsageError as error:
            self._missing = str(error)
            return
        workspace = self.in_hand.desk.workspace
        self._missing = missing(self._request.service, workspace.settings, workspace.environ)

    def show(self) -> None:
        """Show how it stands now; the cursor goes along with what comes."""
        probe = self.probe
        if probe is None or is_leaving(self):
            return
        request = self._request
        outlook = live_outlook(probe, request) if request is not None else None
        self.head.show(probe, request, outlook, missing=self._missing, status=self._status())
        self.key_titles = {"live.back": "Stop"} if self._making.is_going else {}
        is_last = self.rows.cursor + 1 >= len(self.rows.rows)
        runs = made(probe, request) if request is not None else []
        self.rows.set_note([] if runs else _NOTHING_YET)
        self.set_class(not runs, "-empty")
        self.rows.show(runs)
        if is_last:
            self.rows.action_last()
        self.refresh_bindings()

    @on(LiveRows.Moved)
    def _on_moved(self) -> None:
        row = self.rows.row
        self.preview.show((row.output or row.note) if row is not None else "")

    def _status(self) -> list[Piece]:
        words = self._making.words
        if words:
            return words
        run, change = (
            key_label((self.app.keys[name] or ("ctrl+p",))[0])
            for name in ("live.run", "live.change")
        )
        return [(f"{run} makes the runs, {change} changes how.", "muted")]

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self.head.redraw()

    def show_or_leave(self) -> None:
        """Show the probe and what would be asked, or stop and go where it is no longer there."""
        if self.probe is not None:
            self._look_ahead()
        else:
            self._making.stop()
        super().show_or_leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done now."""
        del parameters
        offered = {
            "run": not self._making.is_going,
            "change": not self._making.is_going,
            "stop": self._making.is_going,
            "undo": not self._making.is_going,
            "mark": bool(self.rows.rows) and not self._making.is_going,
            "figures": bool(self.rows.rows),
        }
        return offered.get(action, True)

    # Doing

    def action_run(self) -> None:
        """Make the runs that are missing."""
        self._look_ahead()
        probe = self.probe
        if probe is None:
            return
        request = self._request
        if request is None or self._missing:
            self.show()
        elif not live_outlook(probe, request).missing:
            self.app.tell("All of these runs are there. For more, change how many.")
        else:
            in_background(self, partial(self._making.go, probe, request), group="live")

    def action_change(self) -> None:
        """Say who is asked, how often, and what it may cost."""
        probe = self.probe
        if probe is None:
            return

        def done(filled: Filled | None) -> None:
            if filled is not None and filled.kept:
                self.in_hand.keep_form(FORM, filled.values)
                self._look_ahead()
                self.show()

        self.app.push_screen(live_form(self.in_hand, probe), done)

    def action_stop(self) -> None:
        """Start nothing more; what came is kept."""
        self._making.stop()

    def action_undo(self) -> None:
        """Take back what was done last."""
        done = self._changes.undo()
        self.app.tell(f"Taken back: {done}." if done else "There is nothing to take back.")
        self.show_or_leave()

    # Elsewhere

    def action_mark(self) -> None:
        """Mark the outputs blind."""
        self._go(marking_screen(self.in_hand, self._probe_id, changes=self._changes))

    def action_figures(self) -> None:
        """See what they are worth."""
        self._go(figures_screen(self.in_hand, self._probe_id))

    def _go(self, screen: Screen[Spot | None]) -> None:
        self.app.push_screen(screen, self._go_on)

    def _go_on(self, spot: Spot | None) -> None:
        if spot is not None:
            self.dismiss(spot)

    def action_down(self) -> None:
        """Go to the next run."""
        self.rows.action_down()

    def action_up(self) -> None:
        """Go to the run before."""
        self.rows.action_up()

    def action_back(self) -> None:
        """Stop where runs are being made; else go back."""
        if self._making.is_going:
            self._making.stop()
        else:
            self.dismiss(None)
