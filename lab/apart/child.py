"""What a child of ours is made of: one line in, messages out, and an end when nobody listens."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import BinaryIO

__all__ = ["Voice", "line", "serve", "until_the_input_ends"]

Result = TypeVar("Result")


def line(**message: Any) -> bytes:
    """Return a message as one line."""
    return json.dumps(message).encode() + b"\n"


class Voice:
    """Says messages to whoever started us."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def say(self, **parts: Any) -> None:
        """Say one message, at once."""
        self._out.write(line(**parts))
        self._out.flush()


def serve(work: Callable[[bytes, Voice], None]) -> None:
    """Give *work* the line that says what is wanted, and end the process after it."""
    wanted = sys.stdin.buffer.readline()
    # A library that prints must not speak in our name.
    with os.fdopen(os.dup(1), "wb") as out, Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        try:
            work(wanted, Voice(out))
        except BrokenPipeError:
            os._exit(1)  # nobody listens any more
        os._exit(0)


async def until_the_input_ends(work: Awaitable[Result]) -> Result:
    """Await *work*, and cancel it once the input closes: somebody wishes it, or is gone."""
    going = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()

    def wait() -> None:
        while os.read(0, 1024):
            pass
        loop.call_soon_threadsafe(going.cancel)

    threading.Thread(target=wait, name="hear a stop", daemon=True).start()
    return await going
