"""Archiving, trashing and exporting what is marked, each of which can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lab.model import Summary
    from lab.workspace import Workspace
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

    def undo(self) -> None:
        """Take back what was done last."""
        if self._undo is None:
            self._home.app.tell("There is nothing to take back.")
            return
        undo, self._undo = self._undo, None
        self._home.run_worker(self._take_back(undo))

    def export(self, rows: Sequence[Summary]) -> None:
        """Write teardowns as Markdown into the folder that the app was started in."""
        able = [row for row in rows if not (row.fault or row.example)]
        if able:
            self._home.run_worker(self._export(able), group="export")
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
        able = [row for row in rows if not row.example and (damaged_too or not row.fault)]
        if not able:
            self._home.app.tell(
                "The example is not yours to move." if rows else "There is nothing here to move."
            )
            return
        self._home.run_worker(self._do(able, do, take_back, past=past), group="shelving")

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

    async def _take_back(self, undo: Undo) -> None:
        app = self._home.app
        with app.telling():
            for call in reversed(undo.calls):
                await app.desk.run(call)
            app.tell(undo.done)
        await self._home.refresh_shelf()

    async def _export(self, rows: Sequence[Summary]) -> None:
        app = self._home.app
        with app.telling():
            folder = Path.cwd()
            for row in rows:
                path = await app.desk.run(_write, app.desk.workspace, row.id, folder)
            name = path.name if len(rows) == 1 else counted(len(rows), "file")
            app.tell(f"Wrote {name} in {folder}.")


def _what(rows: Sequence[Summary]) -> str:
    if len(rows) == 1:
        return f"“{rows[0].product or rows[0].id}”"
    return counted(len(rows), "teardown")


def _write(workspace: Workspace, teardown_id: str, folder: Path) -> Path:
    return workspace.exports.write_into(teardown_id, folder)
