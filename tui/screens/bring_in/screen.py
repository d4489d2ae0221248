"""Import: a path, what would happen, and then what did."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.widgets import Input

from lab.errors import UsageError
from lab.figures import counted as counted_words
from lab.importing import OUTCOMES, Options, counted
from lab.importing.typed import paths_in
from tui.background import in_background
from tui.bindings import bindings_of
from tui.glyphs import plain_punctuation
from tui.page import Page
from tui.screens.bring_in.detail import Detail, as_text
from tui.screens.bring_in.path_field import PathField
from tui.screens.bring_in.rows import FileList, rows_of
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.importing import FileReport, Keep
    from lab.importing.run import ImportRun
    from tui.commands import Scope
    from tui.widgets.lines import Piece

__all__ = ["BringInScreen"]

LOOK_AFTER: Final = 0.3
"""Seconds without a key before the path is looked at."""
SHOW_EVERY: Final = 0.15
"""Seconds between two looks of the list while files are read."""
MOST_FOUND: Final = 20_000
"""Files and folders that are looked through; a whole disk is named by mistake."""

_ABOUT: Final = (
    "Exports of teardown come back with whatever was changed in them. Pages from other "
    "programs are sorted by their headings; every word of them is kept."
)
_BEFORE: Final = {
    "created": "new",
    "updated": "to update",
    "unchanged": "unchanged",
    "conflict": "in conflict",
    "refused": "refused",
}
_AFTER: Final = {**_BEFORE, "created": "created", "updated": "updated"}


class BringInScreen(Page[None]):
    """Reads in a file, several, or a folder."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("bring_in",)
    PURPOSE = (
        "Name a file or a folder, look at what would happen, and press Enter. Each file comes in "
        "whole or not at all, and nothing that you wrote is overwritten unseen."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("bring_in")
    CSS_PATH = "bring_in.tcss"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-tall")]  # noqa: RUF012 - Textual declares it

    def __init__(self) -> None:
        super().__init__()
        self.path = PathField(id="path", placeholder="a file or a folder; drop it here, or type")
        self.files = FileList(id="files")
        self.detail = Detail()
        self.head = PlainText(id="bring-head")
        self._run: ImportRun | None = None
        self._is_done = False
        """Whether the import was begun; before, everything is only looked at."""
        self._is_running = False
        self._stop = False
        self._said = ""

    def compose(self) -> ComposeResult:
        """Lay out the line for the path, the files, and the one under the cursor."""
        yield self.head
        yield self.path
        yield self.files
        yield self.detail
        yield BottomLine()

    def on_mount(self) -> None:
        """Take a path."""
        self.add_class("-empty")
        self.path.complete_with(self.app.desk)
        self.set_focus(self.path)
        self._show_head(_ABOUT)

    # Looking

    @on(Input.Changed, "#path")
    def _on_typed(self) -> None:
        self.later("look", LOOK_AFTER, self._look)

    async def _look(self) -> None:
        """Say what would happen; a newer path ends it."""
        if self._is_done:
            return
        paths = self._paths()
        self._run = None
        if not paths:
            self._show_run()
            self._show_head(_ABOUT)
            return
        said = ""
        with self.app.telling():
            try:
                await self._go(paths, Options(dry_run=True))
            except UsageError as error:  # half a path is no mistake yet
                said = str(error)
        if said:
            self._show_run()
            self._show_head(said)

    def _paths(self) -> list[Path]:
        return paths_in(self.path.value, home=Path.home())

    async def _go(self, paths: Sequence[Path], options: Options) -> None:
        """Find the files and go through them, one call at the desk for each."""
        desk = self.app.desk
        imports = desk.workspace.imports
        run = await desk.run(imports.begin, paths, options=options, most=MOST_FOUND)
        self._run = run
        shown_at = monotonic()
        self._show_run()
        while not self._stop and await desk.run(run.step) is not None:
            if monotonic() - shown_at > SHOW_EVERY:
                shown_at = monotonic()
                self._show_run()
        self._show_run()

    # Importing

    def action_go(self) -> None:
        """Import; afterwards, open the file under the cursor."""
        if self._is_running:
            return
        if self._is_done:
            self._open()
        elif self.path.value.strip():
            self.workers.cancel_group(self, "look")
            in_background(self, self._import, group="import", exclusive=True)

    @on(FileList.Chosen)
    @on(Input.Submitted, "#path")
    def _on_chosen(self) -> None:
        self.action_go()

    async def _import(self) -> None:
        self._is_done = self._is_running = True
        self._stop = False
        self.set_class(True, "-done")  # noqa: FBT003 - Textual's own
        with self.app.telling() as told:
            await self._go(self._paths(), Options())
        self._is_running = False
        self._show_state("")
        if told and not (self._run and self._run.reports):
            self._is_done = False
            self.remove_class("-done")
            self.set_focus(self.path)
            return
        self._show_run()
        self.files.move_to(self._first_to_look_at())
        self.set_focus(self.files)
        self.refresh_bindings()

    def _first_to_look_at(self) -> int:
        """Return the row that wants a decision, or was refused; else the first."""
        outcomes = [row.report.outcome if row.report else "" for row in self.files.rows]
        for outcome in ("conflict", "refused"):
            if outcome in outcomes:
                return outcomes.index(outcome)
        return 0

    def _open(self) -> None:
        """Open the teardown under the cursor, or both sides of its conflict."""
        row = self.files.row
        report = row.report if row is not None else None
        if report is None:
            return
        if report.outcome == "conflict" or not report.id or report.outcome == "refused":
            self.set_class(not self.has_class("-whole"), "-whole")
            self.set_focus(self.detail if self.has_class("-whole") else self.files)
        else:
            self.app.open_walk(report.id)

    def action_decide(self, keep: Keep) -> None:
        """End the conflict under the cursor."""
        self._again(keep=keep)

    def action_as_new(self) -> None:
        """Take a refused file as a teardown of its own."""
        self._again(as_new=True)

    def _again(self, *, keep: Keep | None = None, as_new: bool = False) -> None:
        row = self.files.row
        if row is not None and row.report is not None and self._run is not None:
            in_background(
                self, partial(self._settle, row.number, keep, as_new=as_new), group="settle"
            )

    async def _settle(self, number: int, keep: Keep | None, *, as_new: bool) -> None:
        run = self._run
        if run is None:
            return
        with self.app.telling():
            report = await self.app.desk.run(run.again, number, keep=keep, as_new=as_new)
            self.remove_class("-whole")
            self._show_run()
            self.set_focus(self.files)
            words = report.reason or report.outcome
            self.app.tell(f"{words[:1].upper()}{words[1:].rstrip('.')}.")

    # Showing

    def _show_run(self) -> None:
        run = self._run
        reports: list[FileReport] = list(run.reports) if run is not None else []
        rows = rows_of(run, is_done=self._is_done) if run is not None else []
        self.set_class(not rows, "-empty")
        self.files.show(rows)
        self._show_detail()
        if run is not None:
            self._show_head(self._words(run))
        going_on = run is not None and len(reports) < run.total and not self._stop
        way_out = ", Esc stops" if self._is_running else ""
        self._show_state(f"{len(reports):,} of {run.total:,}{way_out}" if run and going_on else "")

    def _words(self, run: ImportRun) -> str:
        names = _AFTER if self._is_done else _BEFORE
        numbers = counted(run.reports)
        parts = [f"{numbers[name]:,} {names[name]}" for name in OUTCOMES if numbers[name]]
        if run.skipped:
            parts.append(f"{len(run.skipped):,} passed over")
        text = ", ".join(parts) or "There is nothing here that can be read in"
        if len(run.reports) < run.total:
            left = counted_words(run.total - len(run.reports), "file")
            return f"{text}. Stopped before {left}." if self._stop else f"{text} …"
        if self._is_done and run.reports:
            return f"{text}. Enter opens the one under the cursor."
        if not run.reports:
            return f"{text}."
        return f"{text}. Nothing is written yet: Enter imports."

    def _show_head(self, words: str) -> None:
        self._said = words
        pieces: list[Piece] = [
            ("Import", "accent bold"),
            (f"\n{plain_punctuation(words)}", "muted"),
        ]
        self.head.show(pieces)

    def _show_state(self, words: str) -> None:
        bottom = self.bottom_line()
        if bottom is not None:
            bottom.show_state(words)

    @on(FileList.Moved)
    def _show_detail(self) -> None:
        self.detail.show(self.files.row, is_done=self._is_done)
        self.refresh_bindings()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a decision only where there is one to make."""
        row = self.files.row
        report = row.report if row is not None and self._is_done else None
        way_out = report.way_out if report is not None and not self._is_running else ""
        if action == "decide":
            return way_out == "keep"
        if action == "as_new":
            return way_out == "as_new"
        if action == "copy":
            return bool(self.files.rows) and self.focused is not self.path
        return super().check_action(action, parameters)

    def action_down(self) -> None:
        """Go from the path to the files."""
        if self.focused is self.path and self.files.rows:
            self.set_focus(self.files)

    def action_copy(self) -> None:
        """Copy the whole report."""
        self.app.copy(as_text(list(self.files.rows), self._said))

    def action_back(self) -> None:
        """Stop after the file that is being read; else go back."""
        if self._is_running:
            self._stop = True
        elif self.has_class("-whole"):
            self.remove_class("-whole")
            self.set_focus(self.files)
        else:
            self.dismiss()

    async def on_leaving(self) -> None:
        """Read in no further file."""
        self._stop = True
