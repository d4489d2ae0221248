"""Runs that are being made: each goes into the record as it comes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lab.errors import TeardownError
from lab.figures import counted
from lab.models.errors import ModelError
from lab.models.prices import money
from lab.trials.live.apart.client import RunsApart
from lab.trials.live.apart.messages import Asked
from lab.trials.live.request import jobs
from lab.trials.writing import add_trial

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.model import Probe
    from lab.trials.live.request import LiveRequest
    from lab.trials.live.running import LiveReport, Progress
    from lab.trials.writing import TrialDraft
    from tui.bench.changes import BenchChanges
    from tui.editing.in_hand import TeardownInHand
    from tui.widgets.lines import Piece

__all__ = ["Making"]


class Making:
    """One going of runs, and what is to be said about it."""

    def __init__(
        self,
        in_hand: TeardownInHand,
        changes: BenchChanges,
        *,
        show: Callable[[], None],
    ) -> None:
        """*show* draws anew; it is called for each run and each bit of progress."""
        self._in_hand = in_hand
        self._changes = changes
        self._show = show
        self._probe_id = ""
        self._runs: RunsApart | None = None
        self._progress: Progress | None = None
        self._is_stopping = False
        self._note = ""
        self._said: list[Piece] = []

    @property
    def is_going(self) -> bool:
        """Whether runs are being made."""
        return self._runs is not None

    @property
    def words(self) -> list[Piece]:
        """What is to be said now; nothing before the first going."""
        if not self.is_going:
            return self._said
        note: list[Piece] = [(f"  {self._note}", "warning")] if self._note else []
        if self._is_stopping:
            return [("Stopping; what came is kept…", "accent"), *note]
        if self._progress is None:
            return [("Getting ready…", "accent"), *note]
        if self._progress.waiting:
            return [(f"{self._progress.waiting}…", "warning"), *note]
        return [(_under_way(self._progress), "accent"), *note]

    async def go(self, probe: Probe, request: LiveRequest) -> None:
        """Make what is missing; it ends with a sentence, whatever happens."""
        workspace = self._in_hand.desk.workspace
        self._probe_id = probe.id
        self._progress, self._is_stopping, self._note = None, False, ""
        asked = Asked(jobs(probe, request), request, workspace.settings)
        self._runs = RunsApart(asked, environ=workspace.environ)
        self._show()
        try:
            self._said = _after(await self._runs.run(self), request)
        except ModelError as error:
            self._said = [(str(error), "warning")]
        finally:
            self._runs = None
            self._show()

    def stop(self) -> None:
        """Start nothing more, and keep what came."""
        if self._runs is not None and not self._is_stopping:
            self._is_stopping = True
            self._runs.stop()
            self._show()

    # What the child says

    def on_trial(self, draft: TrialDraft, marker: str) -> None:
        """Put a run into the record."""
        now = self._in_hand.now()
        try:
            self._changes.do(
                partial(add_trial, probe_id=self._probe_id, draft=draft, now=now, marker=marker),
                called="Run added",
            )
        except TeardownError as error:
            # The probe was taken out, or lost its rule, somewhere else.
            self._note = str(error)
            self.stop()
        self._show()

    def on_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        self._progress = progress
        self._show()

    def on_note(self, words: str) -> None:
        """Show what is worth knowing."""
        self._note = words
        self._show()


def _under_way(progress: Progress) -> str:
    parts = [f"Asking… {progress.recorded} of {progress.wanted}"]
    if progress.errors:
        parts.append(counted(progress.errors, "error"))
    if progress.spent:
        parts.append(money(progress.spent))
    return ", ".join(parts)


def _after(report: LiveReport, request: LiveRequest) -> list[Piece]:
    parts = [f"{counted(report.recorded, 'output')} recorded"]
    if report.errors:
        parts.append(counted(report.errors, "error"))
    if request.prices.are_set:
        parts.append(f"{money(report.spent)} spent")
    text = f"{', '.join(parts)}."
    if report.cut:
        text += f" {counted(report.cut, 'output')} ended at {request.max_tokens} tokens."
    if report.missing:
        text += f" {report.missing} to go."
    if report.stopped is not None:
        return [(f"{text} ", ""), (str(report.stopped), "warning")]
    return [(text, "good")]
