"""The app as a person drives it: real keys, and what is on the screen as text."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.keys import _character_to_key

from lab.drafting import NewTeardown
from lab.working import open_teardown
from lab.workspace import Workspace
from tui.app import TeardownApp
from tui.desk import Desk
from tui.editing.in_hand import TeardownInHand

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Mapping

    from textual.pilot import Pilot

    from lab.model import Teardown
    from lab.places import Places
    from tests.conftest import FrozenClock

__all__ = ["SIZES", "Driver", "begin", "busy", "driving", "running", "take_in_hand", "write"]

SIZES: Final = [(60, 20), (80, 24), (140, 45)]
PATIENCE: Final = 10.0
A_QUICK_HAND: Final = 0.015
"""Seconds from key to key: the app takes whatever comes faster for a paste."""


async def write(pilot: Pilot[None], text: str) -> None:
    """Type as a quick hand does, without a look at what each key does; wait for the last."""
    for character in text:
        key = "enter" if character == "\n" else _character_to_key(character)
        pilot.app.post_message(events.Key(key, character))
        await asyncio.sleep(A_QUICK_HAND)
    await pilot.pause()


@dataclass
class Driver:
    """Hands on the keyboard, eyes on the screen."""

    app: TeardownApp
    pilot: Pilot[None]

    @property
    def workspace(self) -> Workspace:
        return self.app.desk.workspace

    @property
    def screen(self) -> str:
        """Everything that is to be seen."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def bottom(self) -> str:
        return self.screen.splitlines()[-1]

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        """Type a line."""
        await write(self.pilot, text)

    async def until(self, holds: Callable[[], bool], what: str = "") -> None:
        """Wait until something holds."""
        for _ in range(int(PATIENCE / 0.02)):
            await self.pilot.pause()
            if holds():
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"never seen: {what}\n{self.screen}")

    async def sees(self, *texts: str) -> None:
        """Wait until all of this is on the screen."""

        def seen() -> bool:
            screen = self.screen
            return all(text in screen for text in texts)

        await self.until(seen, ", ".join(texts))

    async def sees_wrapped(self, *texts: str) -> None:
        """Wait until all of this is on the screen, whose lines may break anywhere in it.

        Where a line that names a folder breaks depends on where the tests run.
        """

        def seen() -> bool:
            screen = "".join(self.screen.split())
            return all("".join(text.split()) in screen for text in texts)

        await self.until(seen, ", ".join(texts))

    async def sees_no(self, text: str) -> None:
        """Wait until this is no longer on the screen."""
        await self.until(lambda: text not in self.screen, f"no “{text}”")


@asynccontextmanager
async def driving(
    places: Places,
    clock: FrozenClock,
    *,
    size: tuple[int, int] = (80, 24),
    start: str | None = None,
    environ: Mapping[str, str] | None = None,
) -> AsyncIterator[Driver]:
    """Run the app on these folders."""
    desk = Desk(Workspace(places, clock=clock, environ=environ or {}))
    app = TeardownApp(desk, start=start)
    try:
        async with app.run_test(size=size) as pilot:
            driver = Driver(app, pilot)
            await driver.until(lambda: app.screen.is_mounted and bool(driver.screen.strip()))
            yield driver
    finally:
        desk.close()
        desk.workspace.close()


@contextmanager
def busy(desk: Desk) -> Iterator[Callable[[], int]]:
    """Keep the desk from everything that is asked of it; gives how many calls wait there."""
    over = Event()
    desk.begin(over.wait)
    try:
        yield desk._thread._work_queue.qsize
    finally:
        over.set()


def running(places: Places, clock: FrozenClock, theme: str) -> Iterator[TeardownApp]:
    """Give a fixture the app on these folders, for a picture of it."""
    desk = Desk(Workspace(places, clock=clock, environ={"TEARDOWN_THEME": theme}))
    yield TeardownApp(desk)
    desk.close()
    desk.workspace.close()


async def take_in_hand(app: TeardownApp, teardown_id: str) -> TeardownInHand:
    """Open a teardown to work on."""
    desk = app.desk
    return TeardownInHand(desk, await desk.run(open_teardown, desk.workspace, teardown_id))


def begin(
    places: Places,
    clock: FrozenClock,
    product: str,
    *,
    finished: bool = False,
    days_ago: float = 0,
    text: str = "",
    **more: Any,
) -> Teardown:
    """Write a teardown into the library, some days ago."""
    now = clock.instant
    clock.instant = now - timedelta(days=days_ago)
    workspace = Workspace(places, clock=clock, environ={})
    try:
        record = workspace.create(NewTeardown(product, **more))
        if text:
            section = record.questions[0]
            record.work(section.id).answers[section.prompts[0].id] = text
            record = workspace.save(record)
        return workspace.finish(record) if finished else record
    finally:
        workspace.close()
        clock.instant = now
