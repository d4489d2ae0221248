"""The room for trials: probes are designed, run, marked, measured and compared here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lab.trials.bringing_in import Plan
    from lab.trials.difference import BenchDifference
    from lab.trials.figures import BenchFigures
    from lab.trials.files import TrialFile
    from lab.trials.files.reading import Format
    from lab.trials.markers import MarkerAgreement
    from lab.trials.writing import Judgement, ProbeDraft, TrialDraft
    from lab.workspace import Workspace
    from store.records import Probe, Teardown, Trial
    from teardown_templates.library_records import ProbeBudget, ProbeKind

__all__ = ["Bench"]


class Bench:
    """The trial bench. Whatever it writes is in the history, and can be brought back."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    # What the method offers

    def kinds(self) -> tuple[ProbeKind, ...]:
        """Return the kinds of probe that a person can run by hand, each with its usual rule."""
        from teardown_templates.libraries import probes

        return probes()

    def budgets(self) -> tuple[ProbeBudget, ...]:
        """Return how much is run: quick, standard, deep."""
        from teardown_templates.libraries import probe_budgets

        return probe_budgets()

    def outlook(self, runs: int) -> str:
        """Return what so many runs can show and what they cannot, before the first one."""
        from lab.trials.budget import outlook_words

        return outlook_words(runs)

    # Designing and running

    def add_probe(self, teardown_id: str, draft: ProbeDraft) -> Probe:
        """Add a probe; ``UsageError`` without a prompt or a pass rule."""
        from lab.trials.writing import add_probe

        now = self._workspace.clock.now()
        return self._workspace.change(
            teardown_id, lambda record: add_probe(record, draft, now=now)
        )[1]

    def set_pass_rule(self, teardown_id: str, probe_id: str, pass_rule: str) -> Probe:
        """Give a probe a pass rule, such as one that came from a file without any."""
        from lab.trials.writing import change_probe

        return self._workspace.change(
            teardown_id, lambda record: change_probe(record, probe_id, pass_rule=pass_rule.strip())
        )[1]

    def take_out_probe(self, teardown_id: str, probe_id: str) -> Probe:
        """Take a probe out with all its trials."""
        from lab.trials.writing import take_out_probe

        return self._workspace.change(teardown_id, lambda record: take_out_probe(record, probe_id))[
            1
        ]

    def add_trial(self, teardown_id: str, probe_id: str, draft: TrialDraft) -> Trial:
        """Record one output; a verdict that comes with it is the author's own."""
        from lab.trials.writing import add_trial

        now, marker = self._workspace.clock.now(), self._marker()
        return self._workspace.change(
            teardown_id,
            lambda record: add_trial(record, probe_id, draft, now=now, marker=marker),
        )[1]

    def take_out_trial(self, teardown_id: str, probe_id: str, trial_id: str) -> Trial:
        """Take an output out."""
        from lab.trials.writing import take_out_trial

        return self._workspace.change(
            teardown_id, lambda record: take_out_trial(record, probe_id, trial_id)
        )[1]

    # Marking

    def in_blind_order(self, probe: Probe) -> list[Trial]:
        """Return a probe's trials in an order that tells nothing, the same each time."""
        from lab.trials.blind import shuffled

        return shuffled(probe.trials, seed=probe.id)

    def mark(
        self,
        teardown_id: str,
        probe_id: str,
        trial_id: str,
        judgement: Judgement,
        *,
        marker: str | None = None,
    ) -> Trial:
        """Mark an output, as *marker* or as the author that the settings name.

        The first to mark an output gives its verdict; whoever comes after stands beside it.
        """
        from lab.trials.writing import mark_trial

        who = self._marker() if marker is None else marker.strip()
        now = self._workspace.clock.now()
        return self._workspace.change(
            teardown_id,
            lambda record: mark_trial(record, probe_id, trial_id, judgement, marker=who, now=now),
        )[1]

    def agreement(self, probe: Probe) -> MarkerAgreement | None:
        """Return how far those who marked a probe's outputs agree; ``None`` for one marker."""
        from lab.trials.markers import marker_agreement

        return marker_agreement(probe.trials)

    # From and to files

    def read(self, name: str, data: bytes, *, form: Format = "auto") -> TrialFile:
        """Return the trials in a file, of which nothing is kept yet."""
        from lab.trials.files import read_trials

        return read_trials(name, data, form=form)

    def plan(self, teardown_id: str, file: TrialFile, *, pass_rule: str = "") -> Plan:
        """Return what bringing a file in would do: which trials go where, which are known."""
        from lab.trials.bringing_in import plan

        return plan(self._workspace.load(teardown_id), file, pass_rule=pass_rule)

    def bring_in(self, teardown_id: str, file: TrialFile, *, pass_rule: str = "") -> Plan:
        """Bring a file's trials in; the same file twice adds nothing and writes nothing."""
        from lab.trials.bringing_in import bring_in

        planned = self.plan(teardown_id, file, pass_rule=pass_rule)
        if not planned.new:
            return planned
        now = self._workspace.clock.now()
        return self._workspace.change(
            teardown_id, lambda record: bring_in(record, file, now=now, pass_rule=pass_rule)
        )[1]

    def write(self, path: Path, text: str, *, force: bool = False) -> None:
        """Write a file for others; one that is there is replaced only with *force*.

        Raise ``ExportExists``, ``ExportUnwritable``, and ``UsageError`` inside the library.
        """
        from lab.exporting import check_outside
        from store.exchange.files import write_export

        check_outside(path, self._workspace.places.library)
        write_export(path, text, overwrite=force)

    # Measuring

    def figures(self, probes: Sequence[Probe]) -> BenchFigures:
        """Return what may be said about these probes."""
        from lab.trials.figures import bench_figures

        return bench_figures(probes)

    def difference(self, before: Teardown, after: Teardown) -> BenchDifference:
        """Return what became of the probes of one teardown in another."""
        from lab.trials.difference import bench_difference

        return bench_difference(before, after)

    def _marker(self) -> str:
        return str(self._workspace.settings["author"])
