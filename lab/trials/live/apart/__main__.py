"""The child that makes runs: ``python -m lab.trials.live.apart``."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lab.clock import SystemClock
from lab.models.errors import ModelError
from lab.trials.live.apart.messages import Asked, draft_said, error_said, line, report_said

if TYPE_CHECKING:
    from typing import BinaryIO

    from lab.models.asking import Model
    from lab.trials.live.running import LiveReport
    from lab.trials.writing import TrialDraft

__all__ = ["main"]


def main() -> None:
    """Do what one line asks for, and end."""
    asked = Asked.of(sys.stdin.buffer.readline())
    # A library that prints must not speak in our name.
    with os.fdopen(os.dup(1), "wb") as out, Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        try:
            _Child(asked, out).serve()
        except BrokenPipeError:
            os._exit(1)  # nobody listens any more
        os._exit(0)


class _Child:
    def __init__(self, asked: Asked, out: BinaryIO) -> None:
        self._asked = asked
        self._out = out
        self._clock = SystemClock()

    def serve(self) -> None:
        try:
            model = self._open()
        except ModelError as error:
            self._say(error=error_said(error))
            return
        self._say(report=report_said(asyncio.run(self._run(model))))

    def _open(self) -> Model:
        from lab.models.opening import open_model

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
        going = asyncio.ensure_future(run.go())
        loop = asyncio.get_running_loop()
        threading.Thread(
            target=_wait_for_the_end, args=(loop, going), name="hear a stop", daemon=True
        ).start()
        try:
            return await going
        finally:
            await model.close()

    def _say(self, **parts: Any) -> None:
        self._out.write(line(**parts))
        self._out.flush()


def _wait_for_the_end(loop: asyncio.AbstractEventLoop, going: asyncio.Future[LiveReport]) -> None:
    """Stop the runs once the input closes: somebody wishes it, or is gone."""
    while os.read(0, 1024):
        pass
    loop.call_soon_threadsafe(going.cancel)


if __name__ == "__main__":
    main()
