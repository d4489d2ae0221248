"""Runs made by a child, without holding up whoever asks for them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from lab.models.errors import ModelError
from lab.processes import child_environment
from lab.trials.live.apart.messages import draft_of, error_of, report_of
from lab.trials.live.running import Progress

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Mapping

    from lab.trials.live.apart.messages import Asked
    from lab.trials.live.running import LiveReport
    from lab.trials.writing import TrialDraft

__all__ = ["Listener", "RunsApart"]

PATIENCE: Final = 10.0
"""Seconds for the child to say what it has, once it was told to stop."""

GOING: Final = 1.0
"""Seconds for a child that nobody listens to any more."""

_LONGEST_LINE: Final = 50_000_000


class Listener(Protocol):
    """Hears what the child says."""

    def on_trial(self, draft: TrialDraft, marker: str) -> None:
        """Keep a run that is there."""
        ...

    def on_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        ...

    def on_note(self, words: str) -> None:
        """Show something worth knowing, such as that a model will be gone."""
        ...


class RunsApart:
    """One child and its runs."""

    def __init__(self, asked: Asked, *, environ: Mapping[str, str]) -> None:
        self._asked = asked
        self._environ = environ
        self._stop = asyncio.Event()

    def stop(self) -> None:
        """Wish for the end: what is there is kept, what is under way is given up."""
        self._stop.set()

    async def run(self, listener: Listener) -> LiveReport:
        """Make the runs; raise ``ModelError``. A cancel ends the child at once."""
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "lab.trials.live.apart"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(self._environ, with_keys=True),
            limit=_LONGEST_LINE,
            # Ctrl+C is for us to hear; we end the child ourselves.
            start_new_session=True,
        )
        stopping = asyncio.ensure_future(self._pass_on_the_stop(child))
        try:
            return await self._heard(child, listener)
        finally:
            stopping.cancel()
            await asyncio.gather(stopping, return_exceptions=True)
            await _end(child)

    async def _heard(self, child: Process, listener: Listener) -> LiveReport:
        to_child = cast("asyncio.StreamWriter", child.stdin)
        from_child = cast("asyncio.StreamReader", child.stdout)
        with contextlib.suppress(ConnectionError):  # it ended already, and its status says so
            to_child.write(self._asked.line())
            await to_child.drain()
        while said := await from_child.readline():
            message: dict[str, Any] = json.loads(said)
            if "trial" in message:
                listener.on_trial(draft_of(message["trial"]), message["marker"])
            elif "progress" in message:
                listener.on_progress(Progress(**message["progress"]))
            elif "note" in message:
                listener.on_note(message["note"])
            elif "error" in message:
                raise error_of(message["error"])
            else:
                return report_of(message["report"])
        raise ModelError(
            "The program that makes the runs ended by itself",
            f"its status is {await child.wait()}",
            todo="What came is kept. Try again; if it happens each time, please tell us.",
        )

    async def _pass_on_the_stop(self, child: Process) -> None:
        await self._stop.wait()
        cast("asyncio.StreamWriter", child.stdin).close()
        await asyncio.sleep(PATIENCE)
        _kill(child)


async def _end(child: Process) -> None:
    """Let a child go by itself, so that programs which it started go with it; else end it."""
    cast("asyncio.StreamWriter", child.stdin).close()
    try:
        await asyncio.wait_for(child.communicate(), GOING)
    except TimeoutError:
        _kill(child)
        await child.communicate()


def _kill(child: Process) -> None:
    """End the child, if it has not ended."""
    if child.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        if sys.platform == "win32":
            child.kill()
        else:
            os.kill(child.pid, signal.SIGKILL)
