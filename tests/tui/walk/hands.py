"""Hands on the keyboard of a walk, and eyes on its screen."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import events

from lab.workspace import Workspace
from tests.tui.driving import write
from tui.editing.autosave import SaveState
from tui.editing.work_page import WorkPage
from tui.screens.walk.screen import WalkScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from lab.model import Teardown
    from tui.app import TeardownApp

__all__ = ["SIZES", "Walk"]

SIZES = [(60, 20), (80, 24), (140, 45)]


@dataclass
class Walk:
    """An app that shows a teardown, and the hands on its keyboard."""

    app: TeardownApp
    pilot: Pilot[None]
    workspace: Workspace
    teardown_id: str

    @property
    def screen(self) -> WalkScreen:
        screen = next(s for s in self.app.screen_stack if isinstance(s, WalkScreen))
        assert isinstance(screen, WalkScreen)
        return screen

    @property
    def is_open(self) -> bool:
        return any(isinstance(s, WalkScreen) and s.step for s in self.app.screen_stack)

    @property
    def record(self) -> Teardown:
        """What the app holds."""
        return self.screen.in_hand.record

    @property
    def text(self) -> str:
        return self.screen.editor.text

    @property
    def asked(self) -> tuple[str, str]:
        assert self.screen.step is not None
        return self.screen.step.key

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        await write(self.pilot, text)

    async def paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    async def until(self, condition: Callable[[], Any]) -> None:
        async with asyncio.timeout(20):
            while not condition():
                await asyncio.sleep(0.01)
                await self.pilot.pause()

    async def saved(self) -> None:
        await self.until(lambda: self.screen.in_hand.state is SaveState.SAVED)
        await self.pilot.pause()

    def on_disk(self) -> Teardown:
        """What another program would read now."""
        return self.on_disk_of(self.record.id)

    def on_disk_of(self, teardown_id: str) -> Teardown:
        """What another program would read of a teardown now."""
        return Workspace(self.workspace.places).load(teardown_id)

    def line(self) -> str:
        """The bottom line as it is drawn."""
        page = self.app.screen
        assert isinstance(page, WorkPage)
        bottom = page.bottom_line()
        assert bottom is not None
        return "".join(text for text, _ in bottom.line(0, bottom.size.width))

    def drawn(self) -> str:
        """The whole screen as text."""
        width, height = self.app.size
        lines = self.app.screen._compositor.render_strips()
        assert len(lines) == height
        return "\n".join(strip.text[:width] for strip in lines)

    def said(self) -> list[str]:
        """Everything that the app told."""
        return [message.text for message in self.app.messages]
