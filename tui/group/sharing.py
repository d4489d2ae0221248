"""Exchange with a group's repository, while the app is used. It belongs to the app, not a screen.

Git may wait for a network; it waits on a thread of its own, says what it is at, and can be broken
off at any point: the next sync puts right what was half done.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from lab.errors import TeardownError
from lab.group.halting import Halt, Halted
from tui.background import in_background
from tui.group.apart import apart
from tui.group.words import in_the_app, tell_group_error

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeVar

    from lab.group.sync import Synced
    from lab.workspace import Workspace
    from tui.app import TeardownApp

    Result = TypeVar("Result")

__all__ = ["Sharing"]


class Sharing:
    """What goes on with a repository: one thing at a time."""

    def __init__(self, app: TeardownApp) -> None:
        self._app = app
        self._halt: Halt | None = None
        self._done = asyncio.Event()
        self.doing = ""
        """What goes on, in a few words; empty where nothing does."""
        self.is_offline = False
        """Whether the last sync found no network."""
        self.listeners: list[Callable[[], None]] = []
        """Called whenever something about it changed."""

    @property
    def is_going_on(self) -> bool:
        """Whether something goes on."""
        return self._halt is not None

    def sync(self, folder: Path) -> None:
        """Send one's own files and fetch the others', unless that goes on already."""
        if not self.is_going_on:
            self._begin("Looking at your files")
            in_background(self._app, partial(self._sync, folder), group="sharing")

    def stop(self) -> None:
        """Break off what goes on, and say so."""
        if self._halt is not None:
            self.break_off()
            self._tell("Stopping")

    def break_off(self) -> None:
        """Break off what goes on, also while the app is falling over."""
        if self._halt is not None:
            self._halt.stop()

    async def end(self) -> None:
        """Break off what goes on, and wait until nothing of it runs."""
        if self._halt is not None:
            self.stop()
            await self._done.wait()

    async def run(
        self, doing: str, work: Callable[[Workspace, Halt], Result]
    ) -> Result | Exception | None:
        """Do something else with a repository; return an error too, ``None`` where it was stopped.

        Only where nothing goes on.
        """
        halt = self._begin(doing)
        try:
            return await apart(self._app, lambda workspace: work(workspace, halt))
        except Halted:
            self._app.tell("Stopped. Nothing is lost.")
            return None
        except TeardownError as error:
            return error
        finally:
            self._end()

    def _begin(self, doing: str) -> Halt:
        self._halt = halt = Halt()
        self._done.clear()
        self._tell(doing)
        return halt

    def _end(self) -> None:
        self._halt, self.doing = None, ""
        self._done.set()
        self._tell("")

    def _tell(self, doing: str) -> None:
        self.doing = doing
        for listener in [*self.listeners]:
            listener()

    async def _sync(self, folder: Path) -> None:
        from lab.group.saying import sync_words

        halt = self._halt or Halt()
        loop = asyncio.get_running_loop()

        def tell(doing: str) -> None:
            if not halt.is_stopped:
                loop.call_soon_threadsafe(self._tell, doing)

        def work(workspace: Workspace) -> Synced:
            return workspace.groups.open(folder, halt=halt).sync(tell=tell)

        try:
            done = await apart(self._app, work)
        except Halted:
            self._app.tell("Stopped. Nothing is lost; the next sync goes on from here.")
        except TeardownError as error:
            tell_group_error(self._app, error)
        else:
            self.is_offline = done.outcome == "offline"
            words = in_the_app(" ".join(sync_words(done)))
            self._app.tell(words, severity="warning" if self.is_offline else "information")
        finally:
            self._end()
