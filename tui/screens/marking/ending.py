"""What the marks of a probe showed, once every output has one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from tui.bench.output_view import MEASURE
from tui.bench.probe_page import ProbePage
from tui.bench.standing import Sayings
from tui.bindings import bindings_of
from tui.doors import Spot, figures_screen, groups_screen
from tui.keys import key_label
from tui.screens.marking.differ import DifferScreen
from tui.screens.marking.drawing import differing, ending_lines
from tui.widgets.bottom_line import BottomLine
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.model import Probe
    from tui.bench.changes import BenchChanges
    from tui.commands import Scope
    from tui.editing.in_hand import TeardownInHand
    from tui.widgets.prose import Line

__all__ = ["Ending", "MarkedScreen"]

Ending = Literal["look", "again", "undo"] | Spot | None
"""What somebody wants after the end: to look again, to mark again, to take the last mark back."""

_CSS = Path(__file__).with_name("marking.tcss")


class MarkedSheet(Sheet):
    """The sentence, its bar, how far markers agree, and what comes next."""

    PURPOSE: ClassVar[str] = (
        "What the marks showed, in a sentence to paste. The bar is the interval in which the true "
        "rate may well lie, the dot what you saw."
    )

    def __init__(self) -> None:
        super().__init__(id="marked")
        self.probe: Probe | None = None
        self.said: list[str] = []
        self.keys: list[tuple[str, str]] = []

    def draw(self, width: int) -> list[Line]:
        """Draw it."""
        if self.probe is None:
            return []
        lines = ending_lines(self.probe, self.said, min(width - 1, MEASURE))
        lines += [[], [("What is next", "accent bold")]]
        return [
            *lines,
            *([(f"{key:>5}  ", "accent bold"), (words, "")] for key, words in self.keys),
        ]


class MarkedScreen(ProbePage[Ending]):
    """Ends with what somebody wants to do after it."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("marked", "list")
    PURPOSE: ClassVar[str] = (
        "Every output is marked: this is what may be said. A second person can mark the same "
        "outputs, blind to these marks; then it says how far both agree."
    )
    CSS_PATH = _CSS
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("marked")

    def __init__(
        self,
        in_hand: TeardownInHand,
        probe_id: str,
        *,
        changes: BenchChanges,
        can_undo: bool,
    ) -> None:
        super().__init__(in_hand, probe_id, changes=changes)
        self._can_undo = can_undo
        self._sayings = Sayings()
        self.sheet = MarkedSheet()

    def compose(self) -> ComposeResult:
        """Lay out what is said."""
        yield self.sheet
        yield BottomLine()

    def on_mount(self) -> None:
        """Say it."""
        self.begin(self.in_hand)
        self.set_focus(self.sheet)
        self.show()

    def show(self) -> None:
        """Say what the marks show as they are now."""
        probe = self.probe
        if probe is None:
            return
        sheet = self.sheet
        sheet.probe, sheet.said = probe, self._sayings.of(probe)
        sheet.keys = [(key_label(self.app.keys[name][0]), words) for name, words in _next(probe)]
        sheet.redraw()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is."""
        del parameters
        probe = self.probe
        if action == "differ":
            return probe is not None and bool(differing(probe))
        return self._can_undo if action == "undo" else True

    def action_copy(self) -> None:
        """Copy the sentence."""
        self.app.copy(" ".join(self.sheet.said))

    def action_groups(self) -> None:
        """Put outputs that mean the same together."""
        screen = groups_screen(self.in_hand, self._probe_id, changes=self._changes)
        self.app.push_screen(screen, self._go_on)

    def action_figures(self) -> None:
        """See every figure."""
        self.app.push_screen(figures_screen(self.in_hand, self._probe_id), self._go_on)

    def _go_on(self, spot: Spot | None) -> None:
        if spot is not None:
            self.dismiss(spot)

    def action_differ(self) -> None:
        """Look at the outputs on which markers differ."""
        self.app.push_screen(DifferScreen(self.in_hand, self._probe_id, changes=self._changes))

    def action_again(self) -> None:
        """Let somebody mark them again, blind."""
        self.dismiss("again")

    def action_look(self) -> None:
        """Look at the outputs again, to change one's mind."""
        self.dismiss("look")

    def action_undo(self) -> None:
        """Take the last mark back."""
        self.dismiss("undo")

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss(None)

    def action_down(self) -> None:
        """Read on."""
        self.sheet.action_down()

    def action_up(self) -> None:
        """Read further up."""
        self.sheet.action_up()


def _next(probe: Probe) -> list[tuple[str, str]]:
    """Return the commands worth knowing here, and what each does."""
    offers = [("marked.copy", "copies what it says above, to paste it")]
    answers = [trial for trial in probe.trials if trial.verdict != "error"]
    if len(answers) > 1:
        loose = sum(not trial.group.strip() for trial in answers)
        words = "puts outputs that mean the same together" if loose else "shows the groups again"
        offers.append(("marked.groups", words))
    offers.append(("marked.figures", "shows every figure, and why some are missing"))
    if differing(probe):
        offers.append(("marked.differ", "shows where the markers differ, to decide together"))
    offers.append(("marked.again", "lets a second person mark them, blind to these marks"))
    offers.append(("marked.look", "goes back through the outputs, to change your mind"))
    return offers
