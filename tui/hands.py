"""What the hands at the keyboard do: when they rested last, and what they typed ahead."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from textual import events

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from tui.app import TeardownApp

__all__ = ["Hands"]


TURNS: Final = 16
"""Turns of the event loop in which a key reaches the field that it is for."""


class Hands:
    """Keeps what is typed before a screen is there to take it."""

    def __init__(self, app: TeardownApp) -> None:
        self._app = app
        self._last = monotonic()
        self._ahead: list[events.Key | events.Paste] = []
        self._there: Screen[Any] | None = None
        self.catch: Callable[[events.Key], None] | None = None
        """Takes every key while it is set, before any command sees it."""

    @property
    def seconds_quiet(self) -> float:
        """The seconds since somebody last typed or clicked."""
        return monotonic() - self._last

    def note(self, event: events.Event) -> None:
        """Note when somebody types or clicks."""
        if isinstance(event, events.Key | events.MouseDown):
            self._last = monotonic()

    def hold(self, event: events.Event) -> bool:
        """Keep a key for the screen that is still being built; return whether it was kept."""
        if self.catch is not None and isinstance(event, events.Key):
            self._last = monotonic()
            self.catch(event)
            return True
        if isinstance(event, events.Key | events.Paste) and not self._is_there(self._app.screen):
            self._ahead.append(event)
            return True
        return False

    def _is_there(self, screen: Screen[Any]) -> bool:
        return screen.is_mounted or screen is self._there

    async def release(self, screen: Screen[Any]) -> None:
        """Hand on what was typed ahead, in its order: this screen is there now.

        It arrives before the first frame is drawn, and so stands in it.
        """
        self._there = screen
        ahead, self._ahead = self._ahead, []
        for event in ahead:
            self._app.post_message(event)
        for _ in range(TURNS if ahead else 0):
            await asyncio.sleep(0)
