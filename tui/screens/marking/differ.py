"""The outputs on which markers differ, to be decided together."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from lab.trials.writing import Judgement, mark_trial
from tui.bench.output_view import LineSheet, OutputSheet
from tui.bench.probe_page import ProbePage
from tui.bindings import bindings_of
from tui.screens.marking.drawing import differing, marks_lines
from tui.widgets.bottom_line import BottomLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.model import Trial, Verdict
    from tui.bench.changes import BenchChanges
    from tui.commands import Scope
    from tui.editing.in_hand import TeardownInHand

__all__ = ["DifferScreen"]

_CSS = Path(__file__).with_name("marking.tcss")


class DifferScreen(ProbePage[None]):
    """The outputs on which markers differ, one after another, with what each of them said."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("marking", "list")
    PURPOSE: ClassVar[str] = (
        "Outputs on which the markers differ. Read them together; pass, fail or cannot tell sets "
        "the verdict that counts, and leaves the others’ marks as they are. Agreement is counted "
        "with it from then on, so copy it first where it matters how blind marks agreed."
    )
    CSS_PATH = _CSS
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("marking")
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012 - Textual declares it

    def __init__(self, in_hand: TeardownInHand, probe_id: str, *, changes: BenchChanges) -> None:
        super().__init__(in_hand, probe_id, changes=changes)
        self._ids: list[str] = []
        self._at = 0
        self._done: list[int] = []
        self.head = LineSheet(id="marking-head", purpose="Who said what about this output.")
        self.sheet = OutputSheet()

    def compose(self) -> ComposeResult:
        """Lay out what was said, and the output."""
        yield self.head
        yield self.sheet
        yield BottomLine()

    def on_mount(self) -> None:
        """Begin with the first of them."""
        self.begin(self.in_hand)
        self.set_focus(self.sheet)
        probe = self.probe
        # Those that differed at the beginning stay in view while they are decided.
        self._ids = [trial.id for trial in differing(probe)] if probe is not None else []
        self.show()

    @property
    def _trial(self) -> Trial | None:
        probe = self.probe
        name = self._ids[self._at] if self._at < len(self._ids) else ""
        return next((one for one in probe.trials if one.id == name), None) if probe else None

    def show(self) -> None:
        """Show the output and its marks."""
        probe, trial = self.probe, self._trial
        if probe is None or trial is None:
            return
        self.head.show(
            partial(
                marks_lines, trial=trial, place=self._at + 1, of=len(self._ids),
                rule=probe.pass_rule,
            )
        )  # fmt: skip
        self.sheet.show(trial.output)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is for deciding."""
        del parameters
        if action in {"reason", "sources", "marker"}:
            return False
        return bool(self._done) if action == "undo" else True

    def action_mark(self, verdict: Verdict) -> None:
        """Set the verdict that counts."""
        trial = self._trial
        if trial is None:
            return
        with self.app.telling():
            self._changes.do(
                partial(
                    mark_trial, probe_id=self._probe_id, trial_id=trial.id,
                    judgement=Judgement(verdict=verdict), marker=trial.marker,
                    now=self.in_hand.now(),
                ),
                called="Decision",
            )  # fmt: skip
            self._done.append(self._at)
            if self._at + 1 < len(self._ids):
                self._at += 1
            else:
                self.app.tell("That was the last one. Esc says what it comes to now.")
        self.show()

    def action_step(self, step: int) -> None:
        """Go to another one."""
        self._at = max(0, min(self._at + step, len(self._ids) - 1))
        self.show()

    def action_undo(self) -> None:
        """Take the last decision back."""
        if self._done:
            self._changes.undo()
            self._at = self._done.pop()
            self.show()

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
        """Go back."""
        self.dismiss(None)
