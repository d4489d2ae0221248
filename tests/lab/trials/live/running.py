"""Live runs against a server on this machine, in a time that passes only where one waits."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from lab.models.asking import Limits
from lab.models.opening import open_model
from lab.models.service import Service
from lab.trials.live.request import LiveRequest, jobs
from lab.trials.live.running import LiveRun
from lab.trials.ruling import Ruling, rule_on
from lab.trials.writing import add_trial
from store.records import Probe, Teardown
from tests.conftest import FrozenClock
from tests.lab.making import make_record
from tests.lab.models.asking import settings

if TYPE_CHECKING:
    from lab.models.service import ServiceKind
    from lab.trials.live.running import LiveReport, Progress
    from lab.trials.writing import TrialDraft

PROBE = Probe(id="b1", prompt="Which day?", pass_rule="Names it.", wordings=["When is it due?"])


@dataclass
class Around:
    """Time that passes only where somebody waits."""

    clock: FrozenClock = field(default_factory=FrozenClock)
    waits: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))
        self.clock.move(seconds=seconds)
        await asyncio.sleep(0)

    def chance(self) -> float:
        return 1.0

    async def rule(self, request: LiveRequest, output: str) -> Ruling:
        (ruling,) = rule_on(request.rules, [output], environ={})
        return ruling


class Bench:
    """One probe, and the runs that it gets."""

    def __init__(self, kind: ServiceKind, url: str, **values: Any) -> None:
        service = Service(kind, model="claude-sonnet-5-5", base_url=url)
        self.request = LiveRequest(service, **{"runs": 3, "at_once": 1, **values})
        self.record: Teardown = make_record(probes=[PROBE])
        self.around = Around()
        self.quiet = 5.0
        """Seconds of silence that are a stall; a busy computer may be silent for a while."""
        self.steps: list[Progress] = []
        self.came = asyncio.Event()

    @property
    def probe(self) -> Probe:
        return self.record.probes[0]

    @property
    def outputs(self) -> list[str]:
        return [trial.output for trial in self.probe.trials]

    async def run(self, **values: Any) -> LiveReport:
        """Make the missing runs."""
        self.request = replace(self.request, **values)

        async def record(draft: TrialDraft, marker: str) -> None:
            add_trial(self.record, "b1", draft, now=self.around.clock.now(), marker=marker)
            self.came.set()

        model = open_model(
            self.request.service,
            settings=settings(),
            environ={"ANTHROPIC_API_KEY": "k", "OPENAI_API_KEY": "k"},
            clock=self.around.clock,
            limits=Limits(quiet=self.quiet, seconds=9.0),
        )
        try:
            return await LiveRun(
                jobs(self.probe, self.request),
                self.request,
                model,
                around=self.around,
                record=record,
                tell=self.steps.append,
            ).go()
        finally:
            await model.close()
