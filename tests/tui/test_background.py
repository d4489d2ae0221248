from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import WorkerFailed

from tui.background import every, in_background

if TYPE_CHECKING:
    from textual.app import ComposeResult


async def test_work_that_is_replaced_before_its_first_step_leaves_nothing_unawaited() -> None:
    done: list[str] = []

    async def older() -> None:
        done.append("older")

    async def newer() -> None:
        done.append("newer")

    app: App[None] = App()
    async with app.run_test() as pilot:
        in_background(app, older, group="read", exclusive=True)
        in_background(app, newer, group="read", exclusive=True)
        await pilot.pause()
    gc.collect()  # a coroutine that was never awaited would warn here, and a warning is an error
    assert done == ["newer"]


class Heading(Static):
    """The first that goes."""

    def __init__(self) -> None:
        super().__init__(id="heading")
        self.is_gone = asyncio.Event()

    async def _message_loop_exit(self) -> None:
        await super()._message_loop_exit()
        self.is_gone.set()


class Slow(Static):
    """Goes later than its neighbours."""

    async def on_unmount(self) -> None:
        assert isinstance(self.screen, Leaving)
        await self.screen.heading.is_gone.wait()
        self.screen.is_bare.set()
        await self.screen.has_looked.wait()


class Leaving(Screen[None]):
    """A screen whose work comes to its end while its widgets are already taken away."""

    def __init__(self) -> None:
        super().__init__()
        self.is_bare = asyncio.Event()
        self.has_looked = asyncio.Event()
        self.heading = Heading()

    def compose(self) -> ComposeResult:
        yield self.heading
        yield Slow(id="slow")

    def on_mount(self) -> None:
        in_background(self, self.read)

    async def read(self) -> None:
        await self.is_bare.wait()
        try:
            self.query_one("#heading")
        finally:
            self.has_looked.set()


async def test_work_that_comes_to_its_end_while_its_screen_goes_away_ends_quietly() -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        screen = Leaving()
        await app.push_screen(screen)
        await app.pop_screen()
        await pilot.pause()
        assert screen.has_looked.is_set()


async def test_work_that_misses_a_widget_of_a_screen_that_stays_is_a_fault() -> None:
    async def misses() -> None:
        app.query_one("#nothing")

    async def run() -> None:
        async with app.run_test() as pilot:
            in_background(app, misses)
            await pilot.pause()

    app: App[None] = App()
    with pytest.raises(WorkerFailed) as raised:
        await run()
    assert isinstance(raised.value.error, NoMatches)


async def test_what_is_done_again_and_again_holds_nobody_up_and_is_never_done_twice_at_once() -> (
    None
):
    over, again = asyncio.Event(), asyncio.Event()
    begun: list[int] = []

    async def look() -> None:
        begun.append(len(begun))
        if len(begun) == 3:
            again.set()
        await over.wait()

    app: App[None] = App()
    async with app.run_test() as pilot:
        every(app, 0.01, look, group="look")
        for _ in range(5):
            await asyncio.sleep(0.02)
            await pilot.pause()  # the app takes messages all the while
        assert begun == [0]
        over.set()
        await again.wait()
