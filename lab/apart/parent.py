"""A child of ours that does something, without holding up whoever asks for it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from lab.models.errors import ModelError
from lab.processes import child_environment, end_child

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Callable, Mapping

__all__ = ["ChildProgram"]

PATIENCE: Final = 10.0
"""Seconds for the child to say what it has, once it was told to stop."""

GOING: Final = 1.0
"""Seconds for a child that nobody listens to any more."""

_LONGEST_LINE: Final = 50_000_000

Result = TypeVar("Result")


class ChildProgram:
    """One child, from its start to its end."""

    def __init__(self, module: str, wanted: bytes, *, environ: Mapping[str, str]) -> None:
        """Make one; *module* is what is run, *wanted* the line that says what for."""
        self._module = module
        self._wanted = wanted
        self._environ = environ
        self._stop = asyncio.Event()

    def stop(self) -> None:
        """Wish for the end: what is there is kept, what is under way is given up."""
        self._stop.set()

    async def run(self, hear: Callable[[dict[str, Any]], Result | None], *, doing: str) -> Result:
        """Give each message to *hear* until it returns something, and return that.

        *doing* says what the child does, as in “The program that makes the runs”. Raise what
        *hear* raises, and ``ModelError`` where the child ends before. A cancel ends it at once.
        """
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", self._module),
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
            return await self._heard(child, hear, doing=doing)
        finally:
            stopping.cancel()
            await asyncio.gather(stopping, return_exceptions=True)
            await _end(child)

    async def _heard(
        self, child: Process, hear: Callable[[dict[str, Any]], Result | None], *, doing: str
    ) -> Result:
        to_child = cast("asyncio.StreamWriter", child.stdin)
        from_child = cast("asyncio.StreamReader", child.stdout)
        with contextlib.suppress(ConnectionError):  # it ended already, and its status says so
            to_child.write(self._wanted)
            await to_child.drain()
        while said := await from_child.readline():
            result = hear(json.loads(said))
            if result is not None:
                return result
        raise ModelError(
            f"The program that {doing} ended by itself",
            f"its status is {await child.wait()}",
            todo="What came is kept. Try again; if it happens each time, please tell us.",
        )

    async def _pass_on_the_stop(self, child: Process) -> None:
        await self._stop.wait()
        cast("asyncio.StreamWriter", child.stdin).close()
        await asyncio.sleep(PATIENCE)
        end_child(child)


async def _end(child: Process) -> None:
    """Let a child go by itself, so that programs which it started go with it; else end it."""
    cast("asyncio.StreamWriter", child.stdin).close()
    try:
        await asyncio.wait_for(child.communicate(), GOING)
    except TimeoutError:
        end_child(child)
        await child.communicate()
