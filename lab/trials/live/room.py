"""Live runs for a front end: what is wished for, made, and written run by run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.trials.live.request import jobs
from lab.trials.live.wishes import live_outlook, request_of
from lab.trials.writing import add_trial, find_probe

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.models.asking import Model
    from lab.trials.live.request import LiveRequest
    from lab.trials.live.running import LiveReport, Progress, Surroundings
    from lab.trials.live.wishes import LiveOutlook, LiveWish
    from lab.trials.writing import TrialDraft
    from lab.workspace import Workspace
    from store.records import Probe, Trial

__all__ = ["LiveRuns"]


class LiveRuns:
    """Makes runs and writes each as soon as it is there."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def request(self, teardown_id: str, probe_id: str, wish: LiveWish) -> tuple[Probe, LiveRequest]:
        """Return the probe and what is asked; ``UsageError`` where that cannot be."""
        record = self._workspace.load(teardown_id)
        probe = find_probe(record, probe_id)
        place = self._workspace
        return probe, request_of(
            wish, record, probe, settings=place.settings, environ=place.environ
        )

    def outlook(self, probe: Probe, request: LiveRequest) -> LiveOutlook:
        """Return what it will do, and what that may cost."""
        return live_outlook(probe, request)

    def model(self, request: LiveRequest) -> Model:
        """Return what answers; raise ``ModelError``. Anthropic's library takes a second."""
        from lab.models.opening import open_model

        place = self._workspace
        return open_model(
            request.service, settings=place.settings, environ=place.environ, clock=place.clock
        )

    async def run(
        self,
        teardown_id: str,
        probe: Probe,
        request: LiveRequest,
        *,
        on_trial: Callable[[Trial], None],
        tell: Callable[[Progress], None],
        around: Surroundings | None = None,
    ) -> LiveReport:
        """Make the missing runs; a cancel keeps what came. Raise ``ModelError``, ``StoreError``."""
        from lab.trials.live.running import LiveRun
        from lab.trials.live.surroundings import RealSurroundings

        place = self._workspace

        async def record(draft: TrialDraft, marker: str) -> None:
            now = place.clock.now()
            _, trial = place.change(
                teardown_id,
                lambda record: add_trial(record, probe.id, draft, now=now, marker=marker),
            )
            on_trial(trial)

        model = self.model(request)
        try:
            return await LiveRun(
                jobs(probe, request),
                request,
                model,
                around=around or RealSurroundings(place.clock, place.environ),
                record=record,
                tell=tell,
            ).go()
        finally:
            await model.close()
