"""One probe: its outputs are recorded here, one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import Container

from tui.background import in_background, is_leaving
from tui.bench.clipboard import clipboard_text
from tui.bench.pasted_keys import QUIET, PastedKeys
from tui.bench.probe_page import ProbePage
from tui.bench.stopwatch import Stopwatch, seconds_words
from tui.bindings import bindings_of
from tui.doors import Spot, figures_screen, groups_screen, live_screen, marking_screen
from tui.screens.trials.forms import correct_form, error_form
from tui.screens.trials.head import StopwatchLine, TrialsHead
from tui.screens.trials.reading import Preview, ReadScreen
from tui.screens.trials.recording import Recording
from tui.screens.trials.rows import TrialRows, rows_of
from tui.screens.trials.settings import FORM, differing, settings_form, settings_in_force
from tui.screens.trials.turn import turn_of
from tui.screens.trials.words import how_to_begin, title_of
from tui.screens.trials.writing import WriteOutput, keep_half_done
from tui.widgets.bottom_line import BottomLine

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.screen import Screen

    from lab.model import Probe
    from tui.bench.changes import BenchChanges
    from tui.commands import Scope
    from tui.editing.in_hand import TeardownInHand
    from tui.forms.form import Filled
    from tui.screens.trials.turn import Turn

__all__ = ["TrialsScreen"]

WIDE: Final = 110
_NEEDS_A_ROW: Final = {"open", "edit", "edit_outside", "correct", "copy_output", "delete"}


class TrialsScreen(ProbePage[Spot | None]):
    """Ends with the question to go to, ``None`` to go back."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("trials", "list")
    PURPOSE: ClassVar[str] = (
        "One probe: copy its prompt, send it in a fresh session, copy the answer, come back and "
        "paste. Every paste is one output. Marking comes afterwards, blind."
    )
    CSS_PATH = "trials.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("trials")
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
        self._watch = Stopwatch(in_hand.desk.workspace.clock.monotonic)
        self._recording: Recording | None = None
        self._pasted_keys = PastedKeys()
        self.head = TrialsHead()
        self.watch_line = StopwatchLine(self._watch)
        self.rows = TrialRows()
        self.preview = Preview()

    def compose(self) -> ComposeResult:
        """Lay out what to send, the stopwatch, the list and the output under the cursor."""
        yield self.head
        yield self.watch_line
        with Container(id="trials-body"):
            yield self.rows
            yield self.preview
        yield BottomLine()

    def on_mount(self) -> None:
        """Show the probe, the cursor on its last output."""
        self._recording = Recording(
            self.app, self.in_hand, self._probe_id, changes=self._changes, watch=self._watch
        )
        self._tick = self.set_interval(1.0, self.watch_line.refresh, pause=True)
        self._quiet = self.set_timer(QUIET, self._keep_pasted_keys, pause=True)
        self.begin(self.in_hand)
        self.set_focus(self.rows)
        self.show()
        self.rows.action_last()

    # Showing

    @property
    def recording(self) -> Recording:
        """What changes the outputs."""
        if self._recording is None:
            raise RuntimeError("the screen is not there yet")
        return self._recording

    @property
    def probe(self) -> Probe | None:
        """The probe as it is now; ``None`` once somebody took it out."""
        return self.recording.probe if self._recording is not None else None

    @property
    def turn(self) -> Turn | None:
        """The run that comes next."""
        probe = self.probe
        return turn_of(probe, self.recording.chosen) if probe is not None else None

    def show(self, *, at: str = "") -> None:
        """Show the probe as it stands now, the cursor on an output."""
        probe, turn = self.probe, self.turn
        if probe is None or turn is None:
            return
        settings = settings_in_force(self.in_hand, probe)
        other = differing(probe, turn.wording, settings)
        self.head.show(self.in_hand.record, probe, turn, settings=settings, other=other)
        now = self.in_hand.now()
        offset = self.in_hand.desk.workspace.clock.local_zone(now)[1]
        self.rows.set_note([] if probe.trials else how_to_begin())
        self.set_class(not probe.trials, "-empty")
        self.rows.show(rows_of(probe, now=now, offset=offset))
        if at:
            self.rows.move_to_key(at)
        self._show_watch()
        self.refresh_bindings()

    def _show_watch(self) -> None:
        if self._watch.is_running and self.is_current:
            self._tick.resume()
        else:
            self._tick.pause()
        self.watch_line.refresh()

    @on(TrialRows.Moved)
    def _on_moved(self) -> None:
        row = self.rows.row
        if row is not None:
            self.preview.show(title_of(row), row.trial.output or row.trial.note)
        else:
            self.preview.show("", "")
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self.head.redraw()

    def on_screen_suspend(self) -> None:
        """Draw nothing while another screen is above; the stopwatch itself goes on."""
        self._tick.pause()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with what is there."""
        del parameters
        probe = self.probe
        if probe is None:
            return action == "back"
        if action in _NEEDS_A_ROW:
            return self.rows.row is not None
        offered = {
            "wording": bool(probe.wordings),
            "mark": any(trial.verdict != "error" for trial in probe.trials),
            "groups": len(probe.trials) > 1,
            "figures": bool(probe.trials),
        }
        return offered.get(action, True)

    # Recording

    def on_paste(self, event: events.Paste) -> None:
        """Record what is pasted, at once."""
        event.stop()
        self._record(event.text)

    def on_key(self, event: events.Key) -> None:
        """Let no letter of a paste that comes as keys be a command."""
        if self._pasted_keys.takes(event):
            event.stop()
            self._quiet.stop()
            self._quiet = self.set_timer(QUIET, self._keep_pasted_keys)

    def _keep_pasted_keys(self) -> None:
        text = self._pasted_keys.take()
        keep_half_done(self.in_hand, f"{self._probe_id}:new", text)
        if self.app.screen is self:
            self._write("Your terminal sent this paste as keys: is all of it here?")
        else:
            self.app.tell("Your terminal sent a paste as keys. It is kept: a shows it.")

    def action_paste(self) -> None:
        """Record what the clipboard holds."""
        in_background(self, self._paste, group="clipboard", exclusive=True)

    async def _paste(self) -> None:
        with self.app.telling():
            text = await clipboard_text(self.app.desk.workspace.environ)
            if not is_leaving(self):
                self._record(text)

    def _record(self, text: str) -> bool:
        """Record a text as an output; return whether it is one."""
        trial = self.recording.take(text)
        if trial is not None:
            self.show(at=trial.id)
        return trial is not None

    def action_add(self) -> None:
        """Type an output by hand."""
        self._write("An output, word for word")

    def _write(self, title: str) -> None:
        writing = WriteOutput(self.in_hand, title, name=f"{self._probe_id}:new")

        def done(text: str | None) -> None:
            if text is not None and self._record(text):
                writing.forget()

        self.app.push_screen(writing, done)

    def action_error(self) -> None:
        """Record that there was no answer, and why."""

        def done(filled: Filled | None) -> None:
            if filled is not None and filled.kept:
                trial = self.recording.take_error(filled.values["note"])
                self.show(at=trial.id if trial is not None else "")

        self.app.push_screen(error_form(), done)

    def action_stopwatch(self) -> None:
        """Start the stopwatch, or stop it."""
        if self._watch.is_running:
            self._watch.stop()
        else:
            self._watch.start()
        self._show_watch()

    def action_copy(self) -> None:
        """Copy the words that are sent next."""
        turn = self.turn
        if turn is not None:
            self.app.copy(turn.words)

    def action_wording(self) -> None:
        """Send the next wording's words."""
        probe, turn = self.probe, self.turn
        if probe is not None and turn is not None:
            self.recording.chosen = (turn.wording + 1) % (len(probe.wordings) + 1)
            self.show()

    def action_settings(self) -> None:
        """Say how the product is asked."""
        probe = self.probe
        if probe is None:
            return

        def done(filled: Filled | None) -> None:
            if filled is not None and filled.kept:
                self.in_hand.keep_form(FORM, filled.values)
                self.show()

        self.app.push_screen(settings_form(self.in_hand, probe), done)

    # The output under the cursor

    @on(TrialRows.Chosen)
    def action_open(self) -> None:
        """Read the output under the cursor."""
        row = self.rows.row
        if row is not None:
            parts = [(title_of(row), row.trial.output or row.trial.note or "Nothing came.")]
            self.app.push_screen(ReadScreen(parts))

    def action_prompt(self) -> None:
        """Read what is sent, and the rule, in full."""
        probe = self.probe
        if probe is not None:
            parts = [("Prompt", probe.prompt)]
            parts += [(f"Wording {n}", words) for n, words in enumerate(probe.wordings, start=1)]
            self.app.push_screen(ReadScreen([*parts, ("Passes if", probe.pass_rule)]))

    def action_edit(self) -> None:
        """Change the words of the output under the cursor."""
        self._edit(outside=False)

    def action_edit_outside(self) -> None:
        """Change them in one's own text editor."""
        self._edit(outside=True)

    def _edit(self, *, outside: bool) -> None:
        row = self.rows.row
        if row is None:
            return
        trial = row.trial

        def done(text: str | None) -> None:
            if text is not None and self.recording.rewrite(trial, text):
                writing.forget()
                self.show()

        writing = WriteOutput(
            self.in_hand,
            f"Output {row.number}, word for word",
            name=f"{self._probe_id}:{trial.id}",
            text=trial.output,
            outside=outside,
        )
        self.app.push_screen(writing, done)

    def action_correct(self) -> None:
        """Correct seconds and wording."""
        row, probe = self.rows.row, self.probe
        if row is None or probe is None:
            return

        def done(filled: Filled | None) -> None:
            if filled is not None and filled.kept:
                self.recording.correct(row.trial, filled.values)
                self.show()

        self.app.push_screen(correct_form(probe, row.trial, number=row.number), done)

    def action_copy_output(self) -> None:
        """Copy the output under the cursor."""
        if self.rows.row is not None:
            self.app.copy(self.rows.row.trial.output)

    def action_delete(self) -> None:
        """Take the output under the cursor out."""
        row = self.rows.row
        if row is not None:
            self.recording.take_out(row.trial, row.number)
            self.show()

    def action_undo(self) -> None:
        """Take back what was done last."""
        self.recording.undo()
        self.show_or_leave()

    # Elsewhere

    def action_mark(self) -> None:
        """Mark the outputs blind."""
        self._go(marking_screen(self.in_hand, self._probe_id, changes=self._changes))

    def action_groups(self) -> None:
        """Group the outputs by what they mean."""
        self._go(groups_screen(self.in_hand, self._probe_id, changes=self._changes))

    def action_figures(self) -> None:
        """See what they are worth."""
        self._go(figures_screen(self.in_hand, self._probe_id))

    def action_live(self) -> None:
        """Let runs be made by themselves."""
        self._go(live_screen(self.in_hand, self._probe_id, changes=self._changes))

    def _go(self, screen: Screen[Spot | None]) -> None:
        self.app.push_screen(screen, self._go_on)

    def _go_on(self, spot: Spot | None) -> None:
        if spot is not None:
            self._say_what_became_of_the_time()
            self.dismiss(spot)

    def action_down(self) -> None:
        """Go to the next output."""
        self.rows.action_down()

    def action_up(self) -> None:
        """Go to the output before."""
        self.rows.action_up()

    def action_back(self) -> None:
        """Go back to where one came from."""
        said = self._say_what_became_of_the_time
        self.dismiss(None)
        self.app.call_later(said)

    async def on_leaving(self) -> None:
        """Bring everything to disk; a time that belongs to no output is let go."""
        await super().on_leaving()
        self._say_what_became_of_the_time()

    def _say_what_became_of_the_time(self) -> None:
        seconds = self._watch.take()
        if seconds is not None:
            self.app.tell(
                f"The stopwatch was let go at {seconds_words(seconds)}: no output came with it."
            )
