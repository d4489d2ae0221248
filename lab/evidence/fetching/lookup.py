"""Looking a host's name up, without holding up anybody who no longer waits for it."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Awaitable, Callable

__all__ = ["LookUp", "look_up"]

LookUp = Callable[[str, int], Awaitable[list[str]]]
"""From a host's name and port to its addresses; raises ``OSError``."""


async def look_up(host: str, port: int) -> list[str]:
    """Return a host's addresses as the system gives them, the preferred one first.

    The system's own call cannot be interrupted. It runs in a thread that nobody waits for, so
    that neither a cancel nor the program's end hangs on a name server that says nothing.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(addresses: list[str], error: OSError | None) -> None:
        if answer.done():
            return
        if error is None:
            answer.set_result(addresses)
        else:
            answer.set_exception(error)

    def ask() -> None:
        addresses: list[str] = []
        trouble: OSError | None = socket.gaierror(socket.EAI_FAIL, "the look-up broke off")
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
            trouble = None
        except OSError as error:
            trouble = error
        except UnicodeError:
            trouble = socket.gaierror(socket.EAI_NONAME, "no host has such a name")
        finally:
            with contextlib.suppress(RuntimeError):  # nobody waits any more
                loop.call_soon_threadsafe(settle, addresses, trouble)

    threading.Thread(target=ask, name="look up a host", daemon=True).start()
    return await answer
