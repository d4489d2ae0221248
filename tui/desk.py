"""One serial queue to the workspace, off the event loop.

Every call that touches the disk goes through here, in the order in which it was asked for,
on one thread, and is never cancelled half-way.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from lab.workspace import Workspace

__all__ = ["Desk"]

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Desk:
    """Runs the workspace's calls one after the other."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")

    def begin(
        self, call: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Future[Result]:
        """Put a call in the queue, also before there is an event loop."""
        return self._thread.submit(call, *args, **kwargs)

    async def run(
        self, call: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        """Run a call in its turn and return what it returns, or raise what it raises.

        The call runs to its end even when the one who waits for it is cancelled.
        """
        future = self.begin(call, *args, **kwargs)
        return await asyncio.shield(asyncio.wrap_future(future))

    def close(self) -> None:
        """Wait for what was asked for, then stop."""
        self._thread.shutdown(wait=True)
