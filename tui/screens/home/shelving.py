"""Archiving, trashing and exporting what is marked, each of which can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from lab.figures import counted
from tui.background import in_background
from tui.exporting import words_of
from tui.screens.home.wording import stands_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lab.model import Summary
    from lab.workspace import Workspace
    from tui.exporting import Target
    from tui.screens.home.screen import HomeScreen

__all__ = ["Shelving"]


@dataclass(frozen=True, slots=True)
class Undo:
    """How to take back what was done last."""

    done: str
    """What to say when it has been taken back."""
    calls: Sequence[Callable[[], object]]


class Shelving:
    """Does to several teardowns what Home's keys ask for, and can undo the last of it."""

    def __init__(self, home: HomeScreen) -> None:
        self._home = home
        self._undo: Undo | None = None

    def archive(self, rows: Sequence[Summary], *, archived: bool) -> None:
        """Put teardowns out of sight, or back."""
        self._start(
            rows,
            do=lambda workspace, row: workspace.archive(row.id, archived=archived),
            take_back=lambda workspace, row: workspace.archive(row.id, archived=not archived),
            past="Archived" if archived else "Back in the library:",
        )

    def trash(self, rows: Sequence[Summary]) -> None:
        """Move teardowns to the trash."""
        self._start(
            rows,
            do=lambda workspace, row: workspace.past.trash(row.id),
            take_back=lambda workspace, row: workspace.past.restore(row.id),
            past="Moved to the trash:",
            damaged_too=True,
        )

    def restore(self, rows: Sequence[Summary]) -> None:
        """Bring teardowns back from the trash."""
        self._start(
            rows,
            do=lambda workspace, row: workspace.past.restore(row.id),
            take_back=lambda workspace, row: workspace.past.trash(row.id),
            past="Restored",
            damaged_too=True,
        )

    def empty_trash(self) -> None:
        """Delete for good what is in the trash, once somebody has said yes."""
        in_background(self._home, self._ask_and_empty, group="shelving")

    def undo(self) -> None:
        """Take back what was done last."""
        if self._undo is None:
            self._home.app.tell("There is nothing to take back.")
            return
        undo, self._undo = self._undo, None
        in_background(self._home, partial(self._take_back, undo))

    def export(self, rows: Sequence[Summary], target: Target) -> None:
        """Write teardowns into a folder."""
        able = [row for row in rows if not (row.fault or stands_beside(row))]
        if able:
            in_background(self._home, partial(self._export, able, target), group="export")
        else:
            self._home.app.tell("There is nothing here that can be exported.")

    # Inside

    def _start(
        self,
        rows: Sequence[Summary],
        *,
        do: Callable[[Workspace, Summary], object],
        take_back: Callable[[Workspace, Summary], object],
        past: str,
        damaged_too: bool = False,
    ) -> None:
        able = [row for row in rows if not stands_beside(row) and (damaged_too or not row.fault)]
        if not able:
            self._home.app.tell(
                "The example is not yours to move." if rows else "There is nothing here to move."
            )
            return
        in_background(
            self._home, partial(self._do, able, do, take_back, past=past), group="shelving"
        )

    async def _do(
        self,
        rows: Sequence[Summary],
        do: Callable[[Workspace, Summary], object],
        take_back: Callable[[Workspace, Summary], object],
        *,
        past: str,
    ) -> None:
        desk = self._home.app.desk
        workspace = desk.workspace
        undone: list[Callable[[], object]] = []
        with self._home.app.telling():
            try:
                for row in rows:
                    await desk.run(do, workspace, row)
                    undone.append(lambda row=row: take_back(workspace, row))  # type: ignore[misc]  # mypy has no type for a lambda's default
            finally:
                if undone:
                    what = _what(rows[: len(undone)])
                    self._undo = Undo(f"Taken back: {what}.", undone)
                    self._home.app.tell(f"{past} {what}. Press u to take it back.")
                self._home.library.marked.clear()
                await self._home.refresh_shelf()

    async def _ask_and_empty(self) -> None:
        from tui.forms.question import QuestionScreen

        app = self._home.app
        past = app.desk.workspace.past
        with app.telling():
            number = len(await app.desk.run(past.trashed))
            if not number:
                app.tell("The trash is empty.")
                return
            them = "it" if number == 1 else "them"
            question = QuestionScreen(
                f"Delete {counted(number, 'teardown')} for good?",
                f"Everything in the trash goes, with all versions. Nothing brings {them} back.",
                yes="Delete for good",
                no=f"Keep {them}",
            )
            if not await app.push_screen_wait(question):
                app.tell("Nothing was deleted.")
                return
            deleted = await app.desk.run(past.empty_trash)
            self._undo = None
            app.tell(f"{counted(deleted, 'teardown')} deleted for good.")
        await self._home.refresh_shelf()

    async def _take_back(self, undo: Undo) -> None:
        app = self._home.app
        with app.telling():
            for call in reversed(undo.calls):
                await app.desk.run(call)
            app.tell(undo.done)
        await self._home.refresh_shelf()

    async def _export(self, rows: Sequence[Summary], target: Target) -> None:
        app = self._home.app
        with app.telling():
            exports = app.desk.workspace.exports
            for row in rows:
                write = partial(exports.write_into, row.id, target.folder, form=target.form)
                written = await app.desk.run(partial(write, with_pages=target.with_pages))
            if len(rows) == 1:
                app.tell(words_of(written))
                return
            companion = await app.desk.run(exports.write_companion, target.folder, target.form)
            beside = f", and {companion.name}" if companion is not None else ""
            app.tell(f"Wrote {counted(len(rows), 'file')}{beside} in {target.folder}.")


def _what(rows: Sequence[Summary]) -> str:
    if len(rows) == 1:
        return f"“{rows[0].product or rows[0].id}”"
    return counted(len(rows), "teardown")
