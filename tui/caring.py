"""Care of the library from the app: backing it up, and merging what a syncing tool kept twice."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lab.errors import TeardownError
from lab.figures import size_in_words
from tui.background import in_background

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lab.moving import BackedUp
    from lab.syncing import Copy, Judgement
    from tui.app import TeardownApp
    from tui.forms.form import Filled

__all__ = ["ask_for_backup", "merge_copies"]

_BETWEEN: Final = 0.5
"""Seconds from one word about the progress to the next."""


# Copies from syncing


async def merge_copies(app: TeardownApp) -> None:
    """Put together what can be, and show side by side what a person has to decide."""
    from lab.syncing import Verdict
    from tui.leaving import save_everything

    if not await save_everything(app, app.screen_stack):
        return
    copies = app.desk.workspace.copies
    merged, left = 0, 0
    with app.telling() as told:
        for copy in await app.desk.run(copies.all):
            found = await app.desk.run(copies.settle, copy)
            if found.verdict is Verdict.CLASHES and await _decided(app, copy, found):
                merged += 1
            elif found.verdict in {Verdict.CLASHES, Verdict.UNREADABLE}:
                left += 1
            else:
                merged += 1
    if not told:
        app.call_later(app.tell, _said(merged, left))


async def _decided(app: TeardownApp, copy: Copy, found: Judgement) -> bool:
    """Show both sides; return whether somebody chose."""
    from tui.doors import conflict_screen
    from tui.editing.pair import open_pair

    pair = await open_pair(app.desk, copy, found)
    try:
        await app.push_screen_wait(conflict_screen(pair))
        return await pair.end()
    finally:
        pair.stop()


def _said(merged: int, left: int) -> str:
    if not merged and not left:
        return "There are no copies from syncing."
    done = "1 copy is merged." if merged == 1 else f"{merged} copies are merged."
    wait = "1 copy waits" if left == 1 else f"{left} copies wait"
    rest = f"{wait} beside the library: Commands, “Look after the library”." if left else ""
    return f"{done if merged else ''} {rest}".strip()


# Backing up


def ask_for_backup(app: TeardownApp) -> None:
    """Ask where the backup goes, and write it there."""
    from tui.forms.fields import TextAsked
    from tui.forms.form import FormScreen

    def take(filled: Filled | None) -> None:
        if filled is not None and filled.kept:
            in_background(
                app, partial(_back_up, app, _place(filled.values)), group="backup", exclusive=True
            )

    app.push_screen(
        FormScreen(
            "Back up the library",
            [TextAsked("file", "Into the file", "", str(_offered(app)))],
            check=lambda values: _fault(app, values),
            verb="Back up",
        ),
        take,
    )


def _offered(app: TeardownApp) -> Path:
    """Return a place that is nearly always right: by day, and free."""
    now = app.desk.workspace.clock.now()
    home = Path.home()
    folder = next((f for f in (home / "Documents", home) if f.is_dir()), Path.cwd())
    path = folder / f"teardown-{now:%Y-%m-%d}.zip"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"teardown-{now:%Y-%m-%d}-{number}.zip"
    return path


def _place(values: Mapping[str, str]) -> Path:
    return Path(values["file"].strip()).expanduser().absolute()


def _fault(app: TeardownApp, values: Mapping[str, str]) -> tuple[str, str] | None:
    from lab.moving import backup_place

    workspace = app.desk.workspace
    if not values["file"].strip() or "\0" in values["file"]:
        return "file", "Name a file."
    try:
        path = backup_place(_place(values), workspace.places.library, workspace.clock.now())
        is_taken, has_folder = path.exists(), path.parent.is_dir()
    except (TeardownError, RuntimeError) as error:
        return "file", str(error)
    except OSError as error:  # a name that is too long, or a folder above that is closed
        return "file", f"That file cannot be written: {error.strerror or error}."
    if is_taken:
        return "file", f"There is a file {path} already."
    if not has_folder:
        return "file", f"There is no folder {path.parent}."
    return None


async def _back_up(app: TeardownApp, path: Path) -> None:
    """Write the backup beside everything else: saving goes on meanwhile."""
    progress = _Progress()
    timer = app.set_interval(_BETWEEN, lambda: app.tell(progress.words) if progress.words else None)
    try:
        with app.telling() as told:
            done = await asyncio.to_thread(_write, app, path, progress)
    finally:
        progress.is_stopped = True
        timer.stop()
    if not told:
        app.tell(_written(done), severity="warning" if done.left_out else "information")


def _write(app: TeardownApp, path: Path, progress: _Progress) -> BackedUp:
    from lab.workspace import Workspace

    mine = app.desk.workspace
    # A library is for one thread; this one has its own, on the same files.
    workspace = Workspace(mine.places, clock=mine.clock, environ=mine.environ, create=False)
    try:
        return workspace.care.backup(path, progress=progress)
    finally:
        workspace.close()


class _Progress:
    """What the backup is at; told on its thread, read on the app's."""

    def __init__(self) -> None:
        self.words = ""
        self.is_stopped = False

    def __call__(self, doing: str, count: int) -> None:
        if self.is_stopped:
            raise InterruptedError
        self.words = f"{doing}: {count:,} files so far."


def _written(done: BackedUp) -> str:
    number = "1 teardown is" if done.teardowns == 1 else f"{done.teardowns:,} teardowns are"
    size = size_in_words(done.size)
    said = f"{number} in {done.path} ({size}), with all versions; it was read back."
    if done.left_out:
        said += f" Not in it: {done.left_out[0]}."
    return said
