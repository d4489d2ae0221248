"""The child that makes runs: ``python -m lab.trials.live.apart``."""

from __future__ import annotations

import asyncio
import os
from dataclasses import asdict
from typing import TYPE_CHECKING

from lab.apart.child import serve, until_the_input_ends
from lab.clock import SystemClock
from lab.models.errors import ModelError
from lab.models.opening import open_model
from lab.trials.live.apart.messages import Asked, draft_said, error_said, report_said

if TYPE_CHECKING:
    from lab.apart.child import Voice
    from lab.models.asking import Model
    from lab.trials.live.running import LiveReport
    from lab.trials.writing import TrialDraft

__all__ = ["main"]


def main() -> None:
    """Do what one line asks for, and end."""
    serve(lambda wanted, voice: _Child(Asked.of(wanted), voice).serve())


class _Child:
    def __init__(self, asked: Asked, voice: Voice) -> None:
        self._asked = asked
        self._say = voice.say
        self._clock = SystemClock()

    def serve(self) -> None:
        try:
            model = self._open()
        except ModelError as error:
            self._say(error=error_said(error))
            return
        self._say(report=report_said(asyncio.run(self._run(model))))

    def _open(self) -> Model:
        asked = self._asked
        service = asked.request.service
        model = open_model(
            service,
            settings=asked.settings,
            environ=os.environ,
            clock=self._clock,
            limits=asked.limits,
        )
        if service.kind == "anthropic":
            from lab.models.end_of_life import end_of_life, end_of_life_words

            ends, today = end_of_life(service.model), self._clock.now().date()
            if words := end_of_life_words(service.model, ends, today=today):
                self._say(note=words)
        return model

    async def _run(self, model: Model) -> LiveReport:
        from lab.trials.live.running import LiveRun
        from lab.trials.live.surroundings import RealSurroundings

        async def record(draft: TrialDraft, marker: str) -> None:
            self._say(trial=draft_said(draft), marker=marker)

        run = LiveRun(
            self._asked.jobs,
            self._asked.request,
            model,
            around=RealSurroundings(self._clock, os.environ),
            record=record,
            tell=lambda progress: self._say(progress=asdict(progress)),
        )
        try:
            return await until_the_input_ends(run.go())
        finally:
            await model.close()


if __name__ == "__main__":
    main()
