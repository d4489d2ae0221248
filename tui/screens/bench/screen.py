"""The probes of a teardown: what is asked, what counts as a pass, how it stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on

from lab.errors import TeardownError
from lab.figures import counted
from lab.working import open_teardown
from tui.background import in_background, is_leaving
from tui.bench.changes import BenchChanges
from tui.bench.pasted_keys import PastedKeys
from tui.bindings import bindings_of
from tui.doors import (
    Spot,
    figures_screen,
    groups_screen,
    live_screen,
    marking_screen,
    probe_changes_screen,
    trials_screen,
)
from tui.editing.in_hand import News, TeardownInHand
from tui.editing.work_page import LOOK_SECONDS, WorkPage
from tui.keys import key_label
from tui.screens.bench.designing import Designing
from tui.screens.bench.detail import Detail
from tui.screens.bench.head import head_of, how_to_begin
from tui.screens.bench.rows import ProbeRows
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.screen import Screen

    from lab.model import Probe
    from lab.trials.bringing_in import Plan
    from tui.commands import Scope
    from tui.forms.form import Filled
    from tui.screens.bench.bringing_in import Found

    Door = Callable[[TeardownInHand, Probe], Screen[Spot | None]]

__all__ = ["BenchScreen"]

WIDE: Final = 110
_NEEDS_A_PROBE: Final = frozenset(
    {"open", "edit", "delete", "copy", "copy_prompt", "live", "export_outputs", "then"}
)
_NEEDS_OUTPUTS: Final = frozenset({"mark", "groups", "figures"})


class BenchScreen(WorkPage[Spot | None]):
    """Ends with the question to go to, ``None`` to go back."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("bench", "list")
    PURPOSE: ClassVar[str] = (
        "How much does the product vary? A probe is a prompt with its pass rule. Run it several "
        "times in fresh sessions, paste each output, mark them blind, and read the sentence."
    )
    CSS_PATH = "bench.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("bench")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012 - Textual declares it

    def __init__(
        self,
        in_hand: TeardownInHand | None = None,
        *,
        teardown_id: str = "",
        section: str = "",
        probe: str = "",
    ) -> None:
        """Show what is worked on, else that teardown of the library; the cursor on *probe*.

        *section* is the one that it was opened from.
        """
        super().__init__(in_hand)
        self._teardown_id = teardown_id or (in_hand.record.id if in_hand is not None else "")
        self._is_ours = in_hand is None
        """Whether the teardown was opened here, so that it is also let go here."""
        self._section = section
        self._begin_at = probe
        self._changes: BenchChanges | None = None
        self._designing: Designing | None = None
        self._pasted_keys = PastedKeys()
        self.rows = ProbeRows()
        self.detail = Detail()

    def compose(self) -> ComposeResult:
        """Lay out the head, the list and what is known of one probe."""
        yield PlainText([("Trial bench", "accent bold")], id="bench-head")
        yield self.rows
        yield self.detail
        yield BottomLine()

    # Opening

    def on_mount(self) -> None:
        """Read the teardown if that is still to be done, then show its probes."""
        self.set_focus(self.rows)
        if self._in_hand is not None:
            self._follow(self._in_hand)
        else:
            in_background(self, self._open, group="open")

    async def _open(self) -> None:
        desk = self.app.desk
        try:
            opened = await desk.run(open_teardown, desk.workspace, self._teardown_id)
        except TeardownError as error:
            self.dismiss(None)
            self.app.tell(str(error), severity="error")
            return
        self._follow(TeardownInHand(desk, opened))
        self.set_interval(LOOK_SECONDS, self._look)

    def _follow(self, in_hand: TeardownInHand) -> None:
        self._changes = BenchChanges(in_hand)
        self._designing = Designing(self.app, in_hand, self._changes, show=self.show_at)
        self.begin(in_hand)
        self.show(at=self._begin_at)

    async def _look(self) -> None:
        with self.app.telling():
            await self.in_hand.look()

    def on_unmount(self) -> None:
        """Let go of the teardown."""
        super().on_unmount()
        if self._is_ours and self._in_hand is not None:
            self._in_hand.stop()

    # Showing

    def show(self, *, at: str = "") -> None:
        """Show the probes as they stand now, the cursor on the one with that id."""
        if self._in_hand is None:
            return
        record = self.in_hand.record
        self.detail.is_brief = self.has_class("-narrow")
        self._teach()
        self.rows.show([*record.probes])
        if at:
            self.rows.move_to_key(at)
        self.query_one("#bench-head", PlainText).show(head_of(record))
        self.set_class(not record.probes, "-empty")

    def show_at(self, probe_id: str) -> None:
        """Show the probes, the cursor on the one with that id, where there is one."""
        if not is_leaving(self):
            self.show(at=probe_id)

    def _teach(self) -> None:
        """Say how it goes, where there is no probe yet."""
        if self.in_hand.record.probes:
            self.rows.set_note([])
            return
        names = ("bench.add", "bench.import")
        begin, files = (key_label((self.app.keys[name] or ("ctrl+p",))[0]) for name in names)
        width = (self.rows.size.width or self.app.size.width) - 6
        self.rows.set_note(how_to_begin(begin, files=files, width=width))

    @on(ProbeRows.Moved)
    def _on_moved(self) -> None:
        self.detail.show(self.rows.row)
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self.detail.is_brief = self.has_class("-narrow")
        self.detail.redraw()
        if self._in_hand is not None:
            self.call_after_refresh(self._teach)

    def on_news(self, news: News) -> None:
        """Show what is new."""
        super().on_news(news)
        if news is News.REPLACED:
            self.show()

    def on_screen_resume(self) -> None:
        """Show what was changed on the screens above."""
        super().on_screen_resume()
        self.show()

    # What the cursor is on

    @property
    def probe(self) -> Probe | None:
        """The probe under the cursor."""
        return self.rows.row

    @property
    def changes(self) -> BenchChanges:
        """What changes the probes."""
        if self._changes is None:
            raise RuntimeError("the teardown is not open yet")
        return self._changes

    @property
    def designing(self) -> Designing:
        """What designs probes."""
        if self._designing is None:
            raise RuntimeError("the teardown is not open yet")
        return self._designing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the probe under the cursor."""
        del parameters
        if self._in_hand is None or self._designing is None:
            return action == "back"
        if action in _NEEDS_OUTPUTS:
            return self.probe is not None and bool(self.probe.trials)
        return action not in _NEEDS_A_PROBE or self.probe is not None

    # The screens of a probe

    @on(ProbeRows.Chosen)
    def action_open(self) -> None:
        """Record outputs; where there is no pass rule, that comes first."""
        if self._can_open():
            self._go(lambda hand, probe: trials_screen(hand, probe.id, changes=self.changes))

    def action_mark(self) -> None:
        """Mark the outputs blind."""
        if self._can_open():
            self._go(lambda hand, probe: marking_screen(hand, probe.id, changes=self.changes))

    def action_groups(self) -> None:
        """Put the outputs that mean the same together."""
        self._go(lambda hand, probe: groups_screen(hand, probe.id, changes=self.changes))

    def action_figures(self) -> None:
        """Show every figure."""
        self._go(lambda hand, probe: figures_screen(hand, probe.id))

    def action_live(self) -> None:
        """Let runs be made by themselves."""
        if self._can_open():
            self._go(lambda hand, probe: live_screen(hand, probe.id, changes=self.changes))

    def action_then(self) -> None:
        """Compare with another teardown."""
        self._go(lambda hand, _: probe_changes_screen(hand))

    def _can_open(self) -> bool:
        """Return whether the pass rule stands; else ask for it."""
        probe = self.probe
        if probe is None or probe.pass_rule.strip():
            return probe is not None
        self.designing.edit(probe, begin_at="pass_rule")
        return False

    def _go(self, door: Door) -> None:
        if self.probe is not None:
            self.app.push_screen(door(self.in_hand, self.probe), self._go_on)

    def _go_on(self, spot: Spot | None) -> None:
        """Go to a question in the walk, opening it where it is not open yet."""
        if spot is None:
            return
        if self._is_ours:
            in_background(self, partial(self._open_walk, spot), group="go")
        else:
            self.dismiss(spot)

    async def _open_walk(self, spot: Spot) -> None:
        from lab.memory import Place

        desk, name = self.app.desk, self.in_hand.record.id
        section, prompt = spot
        await desk.run(desk.workspace.last_places.remember, name, Place(section, prompt))
        self.app.open_walk(name)

    # Designing

    def action_add(self) -> None:
        """Design a probe."""
        self.designing.add()

    def action_edit(self) -> None:
        """Change the probe under the cursor."""
        if self.probe is not None:
            self.designing.edit(self.probe)

    def action_delete(self) -> None:
        """Take the probe out."""
        if self.probe is not None:
            self.designing.delete(self.probe)

    def action_undo(self) -> None:
        """Take back the last change."""
        self.designing.undo()

    # Files

    def action_bring_in(self) -> None:
        """Ask for a file with outputs."""
        self._ask_for_file()

    def on_paste(self, event: events.Paste) -> None:
        """Take the path of a file that is dropped on the list."""
        from tui.screens.bench.bringing_in import path_in

        event.stop()
        if self._in_hand is None or not event.text.strip():
            return
        if path_in(event.text) is not None:
            self._ask_for_file(event.text.strip())
        else:
            self.app.tell("Enter opens the probe; there a paste is recorded as an output.")

    def on_key(self, event: events.Key) -> None:
        """Let no letter of a paste that comes as keys be a command."""
        if self._pasted_keys.takes(event):
            event.stop()
            self.app.tell("A paste came as keys. To record it: Enter, then a, then paste.")

    def _ask_for_file(self, pasted: str = "") -> None:
        from tui.screens.bench.bringing_in import FileForm, path_in

        def take(filled: Filled | None) -> None:
            path = path_in(filled.values["path"]) if filled is not None and filled.kept else None
            if path is not None:
                in_background(self, partial(self._look_into, path), group="file", exclusive=True)

        self.app.push_screen(FileForm(pasted), take)

    async def _look_into(self, path: Path) -> None:
        from tui.screens.bench.bringing_in import PreviewScreen, found_in

        with self.app.telling():
            found = await found_in(path, self.in_hand.record, now=self.in_hand.now())
            self.app.push_screen(PreviewScreen(found), partial(self._take_in, found))

    def _take_in(self, found: Found, wanted: bool | None) -> None:  # noqa: FBT001 - Textual calls it so
        if not wanted:
            return
        now = self.in_hand.now()
        with self.app.telling():
            plan = self.changes.do(
                lambda record: found.take(record, now=now), called="Outputs brought in"
            )
            # Meanwhile another program may have taken in the same.
            self.show(at=next((bound.probe for bound in plan.bounds if bound.new), ""))
            self.app.tell(_taken_words(plan))

    def action_export_outputs(self) -> None:
        """Write outputs for other programs."""
        from tui.screens.bench.exporting import export_probes

        export_probes(self.app, self.in_hand, self.probe)

    # Copying

    def action_copy(self) -> None:
        """Copy the sentence, and what limits it."""
        if self.probe is not None:
            self.app.copy(" ".join(self.detail.sentences(self.probe)))

    def action_copy_prompt(self) -> None:
        """Copy the prompt."""
        if self.probe is not None:
            self.app.copy(self.probe.prompt)

    # The list

    def action_down(self) -> None:
        """Go to the next probe."""
        self.rows.action_down()

    def action_up(self) -> None:
        """Go to the probe before."""
        self.rows.action_up()

    def action_back(self) -> None:
        """Go back to where one came from."""
        if self._is_ours and self._in_hand is not None:
            in_background(self, self._save_and_leave, group="go")
        else:
            self.dismiss(None)

    async def _save_and_leave(self) -> None:
        with self.app.telling() as told:
            await self.on_leaving()
        if not told:
            self.dismiss(None)


def _taken_words(plan: Plan) -> str:
    if not plan.new:
        return "All of them are here by now, so nothing was taken in."
    new = counted(plan.new, "output")
    probes = counted(sum(bound.new > 0 for bound in plan.bounds), "probe")
    known = f"; {plan.known} were here already" if plan.known else ""
    return f"Took in {new} for {probes}{known}. u takes that back."
