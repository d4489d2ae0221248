"""The outputs of one probe, grouped by what they mean."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Container

from lab.figures import counted
from lab.trials.blind import outputs_of
from lab.trials.meaning import (
    group_sizes,
    group_trials,
    meaning_lines,
    rename_group,
    together,
)
from tui.bench.output_view import LineSheet, OutputSheet
from tui.bench.probe_page import ProbePage
from tui.bindings import bindings_of
from tui.doors import Spot, figures_screen
from tui.forms.fields import TextAsked
from tui.forms.form import FormScreen
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line
from tui.keys import key_label
from tui.screens.groups.pair import PairScreen
from tui.screens.groups.rows import MOST_DIGITS, GroupRow, GroupRows, free_name
from tui.widgets.bottom_line import BottomLine
from tui.widgets.prose import block

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.model import Probe, Teardown, Trial
    from tui.bench.changes import BenchChanges
    from tui.commands import Scope
    from tui.editing.in_hand import TeardownInHand
    from tui.forms.form import Filled
    from tui.screens.groups.pair import Decided
    from tui.widgets.prose import Line

__all__ = ["GroupsScreen"]

WIDE: Final = 100


class GroupsScreen(ProbePage[Spot | None]):
    """Ends with the question to go to, ``None`` to go back."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("groups", "list")
    PURPOSE: ClassVar[str] = (
        "One output after another, without its run or wording: which of the groups says the same "
        "thing? Other words are no other answer. Outputs with the very same words come one after "
        "the other and go together."
    )
    CSS_PATH = "groups.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("groups")
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
        self._names: list[str] = []
        """The groups in the order in which they came, so that their digits stay."""
        self._at = ""
        """The output that is shown; empty once all have a group."""
        self._done: list[str] = []
        self.head = LineSheet(id="groups-head", purpose="How many outputs wait for a group.")
        self.rows = GroupRows()
        self.sheet = OutputSheet()

    def compose(self) -> ComposeResult:
        """Lay out the groups and the output to be placed."""
        yield self.head
        with Container(id="groups-body"):
            yield self.rows
            yield self.sheet
        yield BottomLine()

    def on_mount(self) -> None:
        """Begin with the two most different outputs, or go on where it was left."""
        self.begin(self.in_hand)
        self.set_focus(self.rows)
        self._go_to_loose()
        outputs = self._outputs
        if not self._names and len({trial.output.strip() for trial in outputs}) > 1:
            self.call_after_refresh(self._begin_with_two)

    # What there is

    @property
    def _outputs(self) -> list[Trial]:
        probe = self.probe
        return together(outputs_of(probe, marker="")) if probe is not None else []

    @property
    def trial(self) -> Trial | None:
        """The output that is shown."""
        return next((trial for trial in self._outputs if trial.id == self._at), None)

    def _loose(self) -> list[Trial]:
        return [trial for trial in self._outputs if not trial.group.strip()]

    # Showing

    def show(self) -> None:
        """Show the groups and the output that is looked at."""
        probe, trial = self.probe, self.trial
        if probe is None:
            return
        sizes = group_sizes(probe.trials)
        self._names = [name for name in self._names if name in sizes]
        self._names += [name for name in sizes if name not in self._names]
        here = trial.group.strip() if trial is not None else ""
        self.rows.show(
            [
                GroupRow(number, name, sizes[name], is_here=name == here)
                for number, name in enumerate(self._names, start=1)
            ]
        )
        self.rows.set_note(_how(self._names, self.app.keys["groups.add"][0]) if trial else [])
        self.head.show(partial(self._head, probe, trial))
        if trial is not None:
            self.sheet.show(trial.output)
        else:
            said = meaning_lines(probe)
            self.sheet.say(" ".join(said), partial(self._ending, said))
        self.refresh_bindings()

    def _head(self, probe: Probe, trial: Trial | None, width: int) -> list[Line]:
        outputs, loose = self._outputs, len(self._loose())
        line: Line = [("Groups", "accent bold")]
        if trial is not None:
            place = [one.id for one in outputs].index(trial.id) + 1
            line += [
                (f"  {place} of {len(outputs)}", "bold"),
                (f"   {loose} to go" if loose else "   all have a group", "muted"),
            ]
            alike = sum(one.output.strip() == trial.output.strip() for one in outputs)
            if alike > 1:
                line.append((f"   {alike} say exactly this", "muted"))
        asked = one_line(probe.prompt[:400])
        return [line, [("Asked  ", "accent"), (fit(asked, width - 7, more=glyphs().more), "muted")]]

    def _ending(self, said: list[str], width: int) -> list[Line]:
        if not self._outputs:
            return block("There is no output to group yet.", "muted", width)
        lines: list[Line] = [[("All have a group", "accent bold")], []]
        for number, line in enumerate(said):
            lines += block(plain_punctuation(line), "" if number else "bold", width)
        lines += [[], [("What is next", "accent bold")]]
        for name, words in (
            ("groups.rename", "names the group under the cursor"),
            ("groups.copy", "copies what it says above"),
            ("groups.figures", "shows every figure"),
            ("groups.previous", "goes back through the outputs"),
        ):
            lines.append(
                [(f"{key_label(self.app.keys[name][0]):>5}  ", "accent bold"), (words, "")]
            )
        return lines

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self.head.redraw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with what is there."""
        trial = self.trial
        if action == "put":
            number = parameters[0] if parameters else 0
            return trial is not None and isinstance(number, int) and number <= len(self._names)
        offered = {
            "add": trial is not None,
            "put_here": trial is not None and bool(self._names),
            "out": trial is not None and bool(trial.group.strip()),
            "rename": bool(self._names),
            "pair": len(self._outputs) > 1,
            "undo": bool(self._done),
        }
        return offered.get(action, True)

    # Placing

    def action_put(self, number: int) -> None:
        """Put the output into a group of the list."""
        if number <= len(self._names):
            self._put(self._names[number - 1])

    def action_put_here(self) -> None:
        """Put the output into the group under the cursor."""
        if self.rows.row is not None:
            self._put(self.rows.row.name)

    def action_add(self) -> None:
        """Put the output into a group of its own."""
        self._put(free_name(self._names))

    def action_out(self) -> None:
        """Take the output out of its group."""
        trial = self.trial
        if trial is not None:
            self._group([trial.id], "")
            self.show()

    def _put(self, name: str) -> None:
        trial = self.trial
        if trial is None:
            return
        ids = self._with_same_words(trial)
        self._group(ids, name)
        if len(ids) > 1:
            others = counted(len(ids) - 1, "other")
            self.app.tell(f"In “{one_line(name)}” with {others} that say exactly the same.")
        self._go_to_loose()

    def _with_same_words(self, trial: Trial) -> list[str]:
        """Return an output and those without a group that say it to the letter."""
        text = trial.output.strip()
        alike = [one.id for one in self._loose() if one.output.strip() == text]
        return [trial.id, *(name for name in alike if name != trial.id)]

    def _group(self, ids: Collection[str], name: str) -> None:
        change = partial(
            group_trials, probe_id=self._probe_id, ids=ids, group=name, now=self.in_hand.now()
        )
        self._do(change, called="Group")

    def _do(self, change: Callable[[Teardown], object], *, called: str) -> None:
        with self.app.telling():
            self._changes.do(change, called=called)
            self._done.append(self._at)

    def _go_to_loose(self) -> None:
        """Go to the next output without a group; to the end where there is none."""
        outputs = self._outputs
        ids = [trial.id for trial in outputs]
        here = ids.index(self._at) if self._at in ids else 0
        ahead = [*outputs[here:], *outputs[:here]]
        loose = next((trial for trial in ahead if not trial.group.strip()), None)
        self._at = loose.id if loose is not None else ""
        self.show()

    def action_step(self, step: int) -> None:
        """Go to the output before or after."""
        ids = [trial.id for trial in self._outputs]
        if not ids:
            return
        place = ids.index(self._at) + step if self._at in ids else (0 if step > 0 else len(ids) - 1)
        if 0 <= place < len(ids):
            self._at = ids[place]
        elif not self._loose():
            self._at = ""
        self.show()

    def action_rename(self) -> None:
        """Name the group under the cursor."""
        row = self.rows.row
        if row is None:
            return

        def done(filled: Filled | None) -> None:
            name = filled.values["name"].strip() if filled is not None and filled.kept else ""
            if not name or name == row.name:
                return
            change = partial(
                rename_group, probe_id=self._probe_id, name=row.name, to=name,
                now=self.in_hand.now(),
            )  # fmt: skip
            self._do(change, called="Name")
            self._names = [*dict.fromkeys(name if n == row.name else n for n in self._names)]
            self.show()
            self.rows.move_to_key(name)

        asked = TextAsked(
            "name", "It says", "The answer in a few words, such as “4 May”", row.name,
            suggestions=tuple(name for name in self._names if name != row.name),
        )  # fmt: skip
        self.app.push_screen(FormScreen("What do the outputs of this group say?", [asked]), done)

    def action_undo(self) -> None:
        """Take back what was done last here."""
        if self._done:
            called = self._changes.undo()
            self._at = self._done.pop()
            self.show()
            self.app.tell(f"{called or 'That'} taken back.")

    # Two side by side

    def _begin_with_two(self) -> None:
        self.app.push_screen(PairScreen(self._outputs), self._after_pair)

    def action_pair(self) -> None:
        """See this output beside another one."""
        self.app.push_screen(PairScreen(self._outputs, left=self._at), self._after_pair)

    def _after_pair(self, decided: Decided | None) -> None:
        if decided is None:
            return
        found = {trial.id: trial for trial in self._outputs}
        left, right = found.get(decided.left), found.get(decided.right)
        if left is not None and right is not None:
            self._do(partial(self._decide, left, right, decided.same), called="Group")
            self._go_to_loose()

    def _decide(self, left: Trial, right: Trial, same: bool, record: Teardown) -> None:  # noqa: FBT001 - its name is beside it in Decided
        """Put two into one group, or each without one into its own."""
        names = [*self._names]
        for trial, other in ((left, right), (right, left)):
            ids = self._with_same_words(trial)
            name = trial.group.strip()
            if same:
                name = left.group.strip() or right.group.strip() or free_name(self._names)
            elif not name or (trial is right and name == other.group.strip()):
                name = free_name(names)
                names.append(name)
                # In the order in which they were made, whatever that of the runs is.
                self._names.append(name)
            group_trials(record, self._probe_id, ids, group=name, now=self.in_hand.now())

    # Elsewhere, and reading

    def action_figures(self) -> None:
        """See every figure."""
        self.app.push_screen(figures_screen(self.in_hand, self._probe_id), self._go_on)

    def _go_on(self, spot: Spot | None) -> None:
        if spot is not None:
            self.dismiss(spot)

    def action_copy(self) -> None:
        """Copy the output, or what the groups say."""
        self.app.copy(self.sheet.text)

    def action_scroll(self, pages: int) -> None:
        """Read a screenful on in the output."""
        self.sheet.action_page(pages)

    def action_line(self, lines: int) -> None:
        """Read a line on, or back."""
        if lines > 0:
            self.sheet.action_down()
        else:
            self.sheet.action_up()

    def action_down(self) -> None:
        """Go to the next group."""
        self.rows.action_down()

    def action_up(self) -> None:
        """Go to the group before."""
        self.rows.action_up()

    def action_back(self) -> None:
        """Go back; the groups are kept."""
        self.dismiss(None)


def _how(names: list[str], key: str) -> list[Line]:
    """Return, to stand below the groups, how an output is put into one."""
    begins: Line = [(key_label(key), "accent bold"), (" begins one with this output.", "muted")]
    if not names:
        return [[("No group yet.", "bold")], begins]
    digits = "1" if len(names) == 1 else f"1 to {min(len(names), MOST_DIGITS)}"
    return [[], [(digits, "accent bold"), (" puts it into that group; ", "muted"), *begins]]
