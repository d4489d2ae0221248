"""The outputs of one probe in an order that tells nothing, to be marked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from lab.trials.auditing import AUDIT
from lab.trials.citations import count_sources
from lab.trials.writing import Judgement, mark_trial
from tui.bench.output_view import LineSheet, OutputSheet
from tui.bench.probe_page import ProbePage
from tui.bindings import bindings_of
from tui.doors import Spot
from tui.screens.marking.drawing import foot_lines, head_lines
from tui.screens.marking.ending import MarkedScreen
from tui.screens.marking.forms import audit_of, marker_form, reason_form, sources_form
from tui.screens.marking.round import Round, is_all_marked
from tui.widgets.bottom_line import BottomLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.model import Trial, Verdict
    from tui.bench.changes import BenchChanges
    from tui.commands import Scope
    from tui.editing.in_hand import TeardownInHand
    from tui.forms.form import Filled
    from tui.screens.marking.ending import Ending

__all__ = ["MarkingScreen"]

_NEED_AN_OUTPUT: Final = {"mark", "reason", "copy", "step", "scroll"}


class MarkingScreen(ProbePage[Spot | None]):
    """Ends with the question to go to, ``None`` to go back."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("marking", "list")
    PURPOSE: ClassVar[str] = (
        "One output at a time, in an order that tells nothing, without its run, wording or "
        "author: does it pass by the rule above it? How they come out is said at the end, so that "
        "no tally bends a mark. What you marked is kept if you leave half-way."
    )
    CSS_PATH = "marking.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("marking")
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012 - Textual declares it

    def __init__(
        self,
        in_hand: TeardownInHand,
        probe_id: str,
        *,
        changes: BenchChanges,
    ) -> None:
        super().__init__(in_hand, probe_id, changes=changes)
        self._round: Round | None = None
        self._at = ""
        self._done: list[str] = []
        """The outputs of what can be taken back here, in order."""
        self.head = LineSheet(id="marking-head", purpose="What counts as a pass.")
        self.sheet = OutputSheet()
        self.foot = LineSheet(id="marking-foot", purpose="What you said about this output.")

    def compose(self) -> ComposeResult:
        """Lay out the rule, the output, and what was said about it."""
        yield self.head
        yield self.sheet
        yield self.foot
        yield BottomLine()

    def on_mount(self) -> None:
        """Go on where marking was left, or ask who marks a second time."""
        self.begin(self.in_hand)
        self.set_focus(self.sheet)
        probe = self.probe
        if probe is not None and is_all_marked(probe):
            self.call_after_refresh(self.action_marker)
        else:
            self._begin_round(self._author)

    # What there is

    @property
    def _author(self) -> str:
        return str(self.app.desk.workspace.settings["author"])

    @property
    def _outputs(self) -> list[Trial]:
        probe = self.probe
        return self._round.outputs(probe) if self._round is not None and probe is not None else []

    @property
    def trial(self) -> Trial | None:
        """The output that is shown."""
        return next((trial for trial in self._outputs if trial.id == self._at), None)

    def _begin_round(self, marker: str) -> None:
        probe = self.probe
        if probe is None:
            return
        self._round = Round(probe, marker)
        self._done.clear()
        outputs = self._outputs
        self._at = outputs[0].id if outputs else ""
        self._go_to_unmarked(ends=False)

    # Showing

    def show(self) -> None:
        """Show the output that is looked at, and what this person said about it."""
        probe, trial, this = self.probe, self.trial, self._round
        if probe is None or this is None:
            return
        outputs = self._outputs
        place = outputs.index(trial) + 1 if trial is not None else 0
        said = this.said(trial) if trial is not None else None
        self.head.show(
            partial(
                head_lines, probe=probe, marker=this.marker, place=place, of=len(outputs),
                left=this.left(probe), height=self.size.height,
            )
        )  # fmt: skip
        self.sheet.show(trial.output if trial is not None else "")
        audit = trial.audit if trial is not None and probe.kind == AUDIT else None
        self.foot.show(partial(foot_lines, said=said, asks=probe.kind == AUDIT, audit=audit))
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self.show()

    def show_or_leave(self) -> None:
        """Show the probe, its first output where the one that was shown is gone."""
        if self.trial is None and self._outputs:
            self._at = self._outputs[0].id
        super().show_or_leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with what is there."""
        del parameters
        if action in _NEED_AN_OUTPUT:
            return bool(self._at)
        if action == "sources":
            return self.probe is not None and self.probe.kind == AUDIT and bool(self._at)
        return bool(self._done) if action == "undo" else True

    # Marking

    def action_mark(self, verdict: Verdict) -> None:
        """Give the output its verdict and go on to the next one that is not marked."""
        if self._judge(Judgement(verdict=verdict), called="Mark"):
            self._go_to_unmarked(ends=True)

    def _judge(self, judgement: Judgement, *, called: str) -> bool:
        trial, this = self.trial, self._round
        if trial is None or this is None:
            return False
        with self.app.telling():
            self._changes.do(
                partial(
                    mark_trial, probe_id=self._probe_id, trial_id=trial.id, judgement=judgement,
                    marker=this.marker, now=self.in_hand.now(),
                ),
                called=called,
            )  # fmt: skip
            self._done.append(trial.id)
            if judgement.verdict is not None:
                this.note_marked(trial.id)
            return True
        return False

    def _go_to_unmarked(self, *, ends: bool) -> None:
        """Go to the next output that this person has not marked, round the end."""
        outputs, this = self._outputs, self._round
        if this is None:
            return
        ids = [trial.id for trial in outputs]
        here = ids.index(self._at) if self._at in ids else 0
        ahead = [*outputs[here + ends :], *outputs[: here + ends]]
        waiting = next((trial for trial in ahead if not this.said(trial).is_given), None)
        if waiting is not None:
            self._at = waiting.id
        self.show()
        if waiting is None and outputs:
            self._show_ending()

    def action_step(self, step: int) -> None:
        """Go to the output before or after; after the last one, to what they showed."""
        ids = [trial.id for trial in self._outputs]
        place = (ids.index(self._at) if self._at in ids else 0) + step
        if 0 <= place < len(ids):
            self._at = ids[place]
            self.show()
        elif place < 0:
            self.app.tell("This is the first one.")
        else:
            self._tell_left()

    def _tell_left(self) -> None:
        probe, this = self.probe, self._round
        left = this.left(probe) if this is not None and probe is not None else 0
        if left:
            self.app.tell(f"This is the last one; {left} not marked yet.")
        else:
            self._show_ending()

    def action_reason(self) -> None:
        """Say why."""
        trial, this = self.trial, self._round
        if trial is None or this is None:
            return

        def done(filled: Filled | None) -> None:
            if filled is not None and filled.kept:
                self._judge(Judgement(note=filled.values["note"]), called="Reason")
                self.show()

        self.app.push_screen(reason_form(this.said(trial).note), done)

    def action_sources(self) -> None:
        """Count the sources of this answer."""
        trial = self.trial
        if trial is None:
            return

        def done(filled: Filled | None) -> None:
            if filled is None or not filled.kept:
                return
            with self.app.telling():
                self._changes.do(
                    partial(
                        count_sources, probe_id=self._probe_id, trial_id=trial.id,
                        audit=audit_of(filled.values),
                    ),
                    called="Count of sources",
                )  # fmt: skip
                self._done.append(trial.id)
            self.show()

        self.app.push_screen(sources_form(trial), done)

    def action_undo(self) -> None:
        """Take back the last mark, and go to its output."""
        if not self._done:
            return
        called = self._changes.undo()
        self._at = self._done.pop()
        if self._round is not None and self._at not in self._done:
            self._round.forget(self._at)
        self.show_or_leave()
        self.app.tell(f"{called or 'That'} taken back.")

    def action_marker(self) -> None:
        """Ask who marks."""
        probe = self.probe
        if probe is None:
            return

        def done(filled: Filled | None) -> None:
            if filled is not None and filled.kept:
                self._begin_round(filled.values["marker"].strip())
            elif self._round is None:
                self._round = Round(probe, self._author)
                # Nobody begins anew here: what was said before is there to be looked at.
                self._round.is_again = False
                self._show_ending()

        self.app.push_screen(marker_form(probe, self._author), done)

    # The end

    def _show_ending(self) -> None:
        ending = MarkedScreen(
            self.in_hand, self._probe_id, changes=self._changes, can_undo=bool(self._done)
        )
        self.app.push_screen(ending, self._after_ending)

    def _after_ending(self, ending: Ending) -> None:
        if ending == "look":
            outputs = self._outputs
            self._at = self._at or (outputs[0].id if outputs else "")
            self.show()
        elif ending == "again":
            self.action_marker()
        elif ending == "undo":
            self.action_undo()
        else:
            self.dismiss(ending if isinstance(ending, tuple) else None)

    # Reading

    def action_down(self) -> None:
        """Read on."""
        self.sheet.action_down()

    def action_up(self) -> None:
        """Read further up."""
        self.sheet.action_up()

    def action_scroll(self, pages: int) -> None:
        """Read a screenful on, or back."""
        self.sheet.action_page(pages)

    def action_copy(self) -> None:
        """Copy the output."""
        self.app.copy(self.sheet.text)

    def action_back(self) -> None:
        """Go back; the marks are kept."""
        self.dismiss(None)
