"""What is done half a second after the start, when it holds nobody up."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Final

from tui.presenter import problems_with_settings

if TYPE_CHECKING:
    from tui.app import TeardownApp

__all__ = [
    "SETTLED_AFTER",
    "collect_garbage_again",
    "report_copies",
    "report_rescued",
    "report_settings",
]

SETTLED_AFTER: Final = 0.5
"""Seconds after the start before anything is done that can wait."""


def collect_garbage_again() -> None:
    """Undo what the start did: collect garbage, but never look at what the start has made.

    Looking through all of it takes 50 ms, in the middle of somebody's typing.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


async def report_settings(app: TeardownApp) -> None:
    """Say what is wrong with the settings and the keys."""
    with app.telling():
        problems = await app.desk.run(problems_with_settings, app.desk.workspace)
        # Somebody may have left meanwhile.
        for _, problem in problems if app.screen_stack else ():
            app.tell(problem, severity="warning")


async def report_copies(app: TeardownApp) -> None:
    """Say how many copies from syncing wait, and how to look at them."""
    with app.telling():
        workspace = app.desk.workspace
        # As Home has read them: nobody waits for the whole list a second time.
        rows = await app.desk.run(workspace.library.last_known)
        number = len(await app.desk.run(workspace.copies.all, rows))
        # Somebody may have left meanwhile.
        if number and app.screen_stack:
            copies = "There is a copy" if number == 1 else f"There are {number} copies"
            app.tell(
                f"{copies} from syncing: Commands, “Merge copies from syncing”, shows both sides.",
                severity="warning",
            )


async def report_rescued(app: TeardownApp) -> None:
    """Say in which teardowns there is text that the library once refused."""
    from tui.editing.rescue import rescued_names

    with app.telling():
        names = await app.desk.run(rescued_names, app.desk.workspace)
        if names:
            named = " and ".join(f"“{name}”" for name in names)
            app.tell(f"There is rescued text in {named}: open it to look.", severity="warning")
