"""Leaving the app: on purpose, on a signal, after a fault. What was typed is saved first."""

from __future__ import annotations

import asyncio
import contextlib
import os
from threading import Timer
from typing import TYPE_CHECKING, Any, Final

from textual.worker import WorkerFailed

from tui.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.screen import Screen

    from tui.app import TeardownApp

__all__ = ["cause_of", "leave", "save_after_crash", "save_everything"]

PATIENCE: Final = 3.0
"""Seconds that closing may take after everything is saved; a dead terminal can block it."""

LONGEST_SAVE: Final = 10.0
"""Seconds that saving may take after a fault of the program."""


async def leave(app: TeardownApp, status: int) -> None:
    """Save and leave. Somebody who quits stays where saving fails; a signal is obeyed."""
    saved = await save_everything(app, app.screen_stack)
    if status:
        last_resort = Timer(PATIENCE, os._exit, (status,))
        last_resort.daemon = True
        last_resort.start()
    if (saved or status) and "captures" in app.__dict__:
        await app.captures.stop()
    if (saved or status) and "sharing" in app.__dict__:
        await app.sharing.end()
    if saved or status:
        app.exit(return_code=status)


async def save_everything(app: TeardownApp, screens: Iterable[Screen[Any]]) -> bool:
    """Let every page bring its text to disk, the topmost first; return whether all could."""
    for screen in reversed(list(screens)):
        if isinstance(screen, Page):
            with app.telling() as told:
                await screen.on_leaving()
            if told:
                return False
    return True


def save_after_crash(app: TeardownApp) -> asyncio.Task[None] | None:
    """Begin to save what every page holds, although the app is falling over."""
    if "sharing" in app.__dict__:
        app.sharing.break_off()  # else the program would wait for its thread
    pages = [screen for screen in app.screen_stack if isinstance(screen, Page)]
    if not pages:
        return None

    async def save() -> None:
        for page in reversed(pages):
            # The fault may be in this very page; the others still deserve to be saved.
            with contextlib.suppress(Exception):
                await asyncio.wait_for(page.on_leaving(), LONGEST_SAVE)

    return asyncio.get_running_loop().create_task(save())


def cause_of(error: BaseException) -> BaseException:
    """Return what went wrong, without Textual's wrapping around it."""
    return error.error if isinstance(error, WorkerFailed) else error
