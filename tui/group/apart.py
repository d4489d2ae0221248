"""Work on a group that takes long, on a thread of its own with a workspace of its own."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from lab.errors import TeardownError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from lab.workspace import Workspace
    from tui.app import TeardownApp

    Result = TypeVar("Result")

__all__ = ["apart"]


async def apart(app: TeardownApp, work: Callable[[Workspace], Result]) -> Result:
    """Run *work* beside everything else: git and saving go on at the same time."""
    return await asyncio.to_thread(_run, app.desk.workspace, work)


def _run(mine: Workspace, work: Callable[[Workspace], Result]) -> Result:
    from lab.workspace import Workspace

    # A library is for one thread; this one has its own, on the same files.
    workspace = Workspace(mine.places, clock=mine.clock, environ=mine.environ, create=False)
    try:
        return work(workspace)
    except OSError as error:
        raise TeardownError(
            "The group’s folder cannot be used", (error.strerror or "the disk refused").lower()
        ) from error
    finally:
        workspace.close()
