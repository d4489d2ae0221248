"""Recording outputs, correcting them, taking them out, and taking all that back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from lab.characters import whole
from lab.errors import LabError
from lab.figures import counted
from lab.trials.correcting import correct_output, correct_trial
from lab.trials.wordings import number_of, same_words
from lab.trials.writing import TrialDraft, add_trial, take_out_trial
from tui.bench.stopwatch import seconds_words
from tui.editing.characters import one_newline
from tui.screens.trials.forms import seconds_of
from tui.screens.trials.settings import differing, settings_in_force
from tui.screens.trials.turn import after, turn_of, wording_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lab.model import Probe, Trial
    from tui.app import TeardownApp
    from tui.bench.changes import BenchChanges
    from tui.bench.stopwatch import Stopwatch
    from tui.editing.in_hand import TeardownInHand

__all__ = ["LARGEST_OUTPUT", "NotRecorded", "Recording"]

LARGEST_OUTPUT: Final = 8 * 1024 * 1024
"""Bytes of one output, as on the command line. A book has one."""

_SLACK: Final = 200
"""Characters of white space that a copied prompt may have around it."""

_JUDGED: Final = frozenset({"pass", "fail", "unclear"})


class NotRecorded(LabError):
    """What was pasted is no output."""


class Recording:
    """Changes the outputs of one probe, and says what came of it."""

    def __init__(
        self,
        app: TeardownApp,
        in_hand: TeardownInHand,
        probe_id: str,
        *,
        changes: BenchChanges,
        watch: Stopwatch,
    ) -> None:
        self._app = app
        self._in_hand = in_hand
        self._probe_id = probe_id
        self._changes = changes
        self._watch = watch
        self._differs: list[str] = []
        self._told: set[int] = set()
        """The wordings of which it was said that their runs differ in their settings."""
        self.chosen: int | None = None
        """The wording that a person chose to run next."""

    @property
    def probe(self) -> Probe | None:
        """The probe as it is now; ``None`` once somebody took it out."""
        probes = self._in_hand.record.probes
        return next((probe for probe in probes if probe.id == self._probe_id), None)

    # Recording

    def take(self, pasted: str) -> Trial | None:
        """Record what was pasted as an output, at once; say what is odd about it."""
        probe = self.probe
        if probe is None:
            return None
        with self._app.telling():
            output = checked(pasted, probe)
            last = next((one for one in reversed(probe.trials) if one.output.strip()), None)
            trial = self._add(probe, TrialDraft(output, seconds=self._watch.seconds))
            is_repeat = last is not None and last.output.strip() == output.strip()
            self._say(probe, trial, again=probe.trials.index(last) + 1 if last and is_repeat else 0)
            return trial
        return None

    def take_error(self, note: str) -> Trial | None:
        """Record that there was no answer to judge."""
        probe = self.probe
        if probe is None:
            return None
        with self._app.telling():
            draft = TrialDraft("", verdict="error", note=note, seconds=self._watch.seconds)
            trial = self._add(probe, draft)
            self._app.tell(
                "Recorded as an error: neither a pass nor a failure, and the run is still to come."
            )
            return trial
        return None

    def _add(self, probe: Probe, draft: TrialDraft) -> Trial:
        turn = turn_of(probe, self.chosen)
        settings = settings_in_force(self._in_hand, probe)
        self._note_difference(probe, turn.wording, settings)
        full = TrialDraft(
            draft.output,
            verdict=draft.verdict,
            seconds=draft.seconds,
            note=draft.note,
            wording=_said(probe, turn.wording),
            settings=settings,
        )
        trial = self._changes.do(
            partial(
                add_trial,
                probe_id=self._probe_id,
                draft=full,
                now=self._in_hand.now(),
                marker=str(self._app.desk.workspace.settings["author"]),
            ),
            called="Error recorded" if draft.verdict == "error" else "Output recorded",
        )
        self._watch.take()
        if self.probe is not None:
            self.chosen = after(self.probe, self.chosen)
        # What was pasted is nowhere else: it does not wait for a pause.
        self._in_hand.hurry()
        return trial

    def _note_difference(self, probe: Probe, wording: int, settings: Mapping[str, Any]) -> None:
        self._differs = []
        if wording not in self._told:
            self._differs = differing(probe, wording, settings)
            if self._differs:
                self._told.add(wording)

    def _say(self, before: Probe, trial: Trial, *, again: int) -> None:
        number = len(before.trials) + 1
        took = f", {seconds_words(trial.seconds)}" if trial.seconds is not None else ""
        words = counted(len(trial.output.split()), "word")
        said = [f"Output {number} recorded: {words}{took}."]
        if again:
            said.append(
                f"Word for word the same as output {again}. Pasted twice? u takes it out; a real "
                "repeat stays."
            )
        elif self._differs:
            verb = "differs" if len(self._differs) == 1 else "differ"
            said.append(
                f"Its {' and '.join(self._differs)} {verb} from earlier runs of these words: they "
                "are then not repeats of the same thing."
            )
        elif self.probe is not None:
            said.append(self._what_next(self.probe, trial))
        odd = bool(again or self._differs)
        self._app.tell(" ".join(said), severity="warning" if odd else "information")

    def _what_next(self, probe: Probe, trial: Trial) -> str:
        turn = turn_of(probe, self.chosen)
        if turn.is_all_there:
            return f"All {turn.of} are there: m marks them."
        if turn.wording != trial.wording:
            return f"Next: {wording_name(turn.wording)}; c copies it."
        return f"{turn.planned - turn.run + 1} more of these words."

    # Correcting

    def correct(self, trial: Trial, values: Mapping[str, str]) -> None:
        """Take over what the form says about an output."""
        with self._app.telling():
            wording = int(values.get("wording") or trial.wording)
            seconds = seconds_of(values["seconds"])
            note = values.get("note")
            same = (wording, seconds) == (trial.wording, trial.seconds)
            if same and note in {None, trial.note}:
                return
            self._changes.do(
                partial(
                    correct_trial,
                    probe_id=self._probe_id,
                    trial_id=trial.id,
                    wording=wording,
                    seconds=seconds,
                    note=note,
                ),
                called="Correction",
            )

    def rewrite(self, trial: Trial, text: str) -> bool:
        """Give an output other words; return whether it has them."""
        if text == trial.output:
            return True
        with self._app.telling():
            self._changes.do(
                partial(correct_output, probe_id=self._probe_id, trial_id=trial.id, output=text),
                called="Correction",
            )
            if trial.verdict in _JUDGED:
                self._app.tell("Its mark was for the other words: it waits to be marked again.")
            return True
        return False

    def take_out(self, trial: Trial, number: int) -> None:
        """Take an output out."""
        with self._app.telling():
            self._changes.do(
                partial(take_out_trial, probe_id=self._probe_id, trial_id=trial.id),
                called="Taking an output out",
            )
            self._app.tell(f"Output {number} is taken out. u brings it back.")

    def undo(self) -> None:
        """Take back what was done last."""
        called = self._changes.undo()
        if called is None:
            self._app.tell("There is nothing to take back.")
        else:
            self._app.tell(f"Taken back: {called[:1].lower()}{called[1:]}.")


def checked(pasted: str, probe: Probe) -> str:
    """Return what was pasted as it is recorded; raise ``NotRecorded`` for what is no output."""
    if len(pasted.encode("utf-8", "surrogatepass")) > LARGEST_OUTPUT:
        raise NotRecorded(
            "What was pasted is too large",
            f"{LARGEST_OUTPUT // 1024 // 1024} MB is the most for one output",
            todo="Nothing was recorded; copy the answer alone.",
        )
    output = one_newline(whole(pasted)).removesuffix("\n")
    if not output.strip():
        raise NotRecorded(
            "There was no text in it",
            todo="Copy the answer again. If the product answered nothing, x notes that.",
        )
    for words in (probe.prompt, *probe.wordings):
        # What is much longer says more than the prompt, however it is written.
        is_near = len(output) <= 2 * len(words) + _SLACK
        if words.strip() and is_near and same_words(words.strip(), output):
            raise NotRecorded(
                "That is the prompt itself, not an answer",
                "nothing was recorded",
                todo="Copy the product’s answer, then paste again.",
            )
    return output


def _said(probe: Probe, number: int) -> str:
    """Return what names a wording, also where two of them differ in nothing but their case."""
    words = (probe.prompt, *probe.wordings)[number]
    named = (said for said in (words, str(number)) if number_of(probe, said) == number)
    return next(named, words) if number else ""
