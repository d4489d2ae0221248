"""Designing probes from the bench: asking, warning where outputs are touched, taking out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lab.errors import UsageError
from lab.figures import counted
from lab.trials.redesign import redesign, stakes_of
from lab.trials.writing import add_probe, find_probe, take_out_probe
from tui.bench.designing import DesignForm, draft_of
from tui.choosing.choices import Choice
from tui.choosing.chooser import PickScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.model import Probe
    from lab.trials.redesign import Stakes
    from lab.trials.writing import ProbeDraft
    from tui.app import TeardownApp
    from tui.bench.changes import BenchChanges
    from tui.editing.in_hand import TeardownInHand
    from tui.forms.form import Filled

__all__ = ["Designing"]


class Designing:
    """Asks for a probe, changes it, and has it shown."""

    def __init__(
        self,
        app: TeardownApp,
        in_hand: TeardownInHand,
        changes: BenchChanges,
        *,
        show: Callable[[str], None],
    ) -> None:
        """Change through *changes*; *show* shows the list anew, the cursor on a probe's id."""
        self._app = app
        self._in_hand = in_hand
        self._changes = changes
        self._show = show

    def add(self) -> None:
        """Design a new probe."""

        def done(filled: Filled | None) -> None:
            if filled is None:
                return
            if not filled.kept:
                self._app.tell("The half-filled probe is kept: a goes on with it.")
                return
            draft, now = draft_of(filled.values), self._in_hand.now()
            with self._app.telling():
                probe = self._changes.do(
                    lambda record: add_probe(record, draft, now=now), called="Probe added"
                )
                # A probe that was taken out may have had its id, and a half-filled change.
                self._in_hand.keep_form(_form_name(probe), None)
                self._show(probe.id)

        self._app.push_screen(self._form(None), done)

    def edit(self, probe: Probe, *, begin_at: str = "") -> None:
        """Change a probe; where outputs are touched, say so before."""

        def done(filled: Filled | None) -> None:
            if filled is None:
                return
            if not filled.kept:
                self._app.tell("The half-filled change is kept: open it again to go on.")
                return
            # Another program may have changed it while the form was open.
            if all(each.id != probe.id for each in self._in_hand.record.probes):
                self._app.tell("This probe was taken out meanwhile, somewhere else.")
                return
            now = find_probe(self._in_hand.record, probe.id)
            draft = draft_of(filled.values)
            stakes = stakes_of(now, draft)
            if stakes.asked or stakes.marked:
                # Until it is decided, what was filled in stays for the next time.
                self._in_hand.keep_form(_form_name(now), filled.values)
                self._warn(now.id, draft, stakes)
            else:
                self._put(now.id, draft, mark_again=False)

        self._app.push_screen(self._form(probe, begin_at=begin_at), done)

    def _form(self, probe: Probe | None, *, begin_at: str = "") -> DesignForm:
        name = _form_name(probe)
        return DesignForm(
            probe,
            half_filled=self._in_hand.half_filled.get(name),
            keep=lambda values: self._in_hand.keep_form(name, values),
            begin_at=begin_at,
        )

    # Where outputs are there already

    def _warn(self, probe_id: str, draft: ProbeDraft, stakes: Stakes) -> None:
        offers = [
            Choice(
                "mend",
                _mend_words(stakes),
                "",
                "",
                partial(self._put, probe_id, draft, mark_again=False),
            )
        ]
        if stakes.marked:
            marks = counted(stakes.marked, "mark")
            again = Choice(
                "again",
                f"It is another rule: take the {marks} away and mark again",
                "",
                "",
                partial(self._put, probe_id, draft, mark_again=True),
            )
            offers.append(again)
        offers.append(
            Choice("leave", "Leave the probe as it is", "", "", partial(self._show, probe_id))
        )
        self._app.push_screen(PickScreen(_warning(stakes), offers, at="leave"))

    def _put(self, probe_id: str, draft: ProbeDraft, *, mark_again: bool) -> None:
        now = self._in_hand.now()
        self._in_hand.keep_form(f"probe:{probe_id}", None)
        try:
            self._changes.do(
                lambda record: redesign(record, probe_id, draft, now=now, mark_again=mark_again),
                called="Probe changed",
            )
        except UsageError as error:
            self._app.tell_error(error)
        self._show(probe_id)

    # Taking out

    def delete(self, probe: Probe) -> None:
        """Take a probe out with its outputs."""
        self._changes.do(lambda record: take_out_probe(record, probe.id), called="Probe taken out")
        self._show("")
        outputs = counted(len(probe.trials), "output")
        with_them = f" with its {outputs}" if probe.trials else ""
        self._app.tell(f"The probe is taken out{with_them}. Press u to bring it back.")

    def undo(self) -> None:
        """Take back the last change."""
        before = {id(probe) for probe in self._in_hand.record.probes}
        called = self._changes.undo()
        if called is None:
            self._app.tell("There is nothing to take back.")
        else:
            other = [probe.id for probe in self._in_hand.record.probes if id(probe) not in before]
            self._show(other[0] if other else "")
            self._app.tell(f"Taken back: {called[:1].lower()}{called[1:]}.")


def _form_name(probe: Probe | None) -> str:
    return f"probe:{probe.id if probe is not None else 'new'}"


def _warning(stakes: Stakes) -> str:
    """Return what a change touches, in the line above the choices."""
    if stakes.marked and not stakes.asked:
        return f"{counted(stakes.marked, 'output')} marked by the old rule"
    return f"{counted(stakes.asked, 'output')} came from the old words"


def _mend_words(stakes: Stakes) -> str:
    if stakes.marked and not stakes.asked:
        return "The rule means the same, only better said: keep the marks"
    if stakes.marked:
        return "I only mend what I wrote down: keep outputs and marks"
    return "These are the words that I sent: mend what I wrote down"
