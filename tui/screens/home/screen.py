"""Home: this week, the library, and what to do next."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.widgets import Input

from lab.habit.earlier import is_begun_rematch
from tui.background import in_background
from tui.bindings import bindings_of
from tui.doors import habit_screen
from tui.exporting import ask_target, with_target
from tui.hiding import unless_hidden
from tui.page import Page
from tui.screens.home.library_head import LibraryHead
from tui.screens.home.library_list import LibraryList
from tui.screens.home.library_view import LibraryView
from tui.screens.home.masthead import Masthead
from tui.screens.home.next_up import NextUp
from tui.screens.home.notes import note_for
from tui.screens.home.previewing import Previewing
from tui.screens.home.reading import (
    is_newer,
    read_example,
    read_first,
    read_library,
    read_trash,
    search_words,
)
from tui.screens.home.shelving import Shelving
from tui.screens.home.week import has_practised
from tui.screens.home.wording import begun, stands_beside
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.exporting import ExportFormat
    from lab.model import Summary
    from tui.commands import Scope
    from tui.editing.whole import WholeEditing
    from tui.screens.home.library_view import Shelf
    from tui.screens.home.reading import Reading

__all__ = ["HomeScreen"]

POLL_SECONDS: Final = 2.0
"""How often to ask whether somebody else saved something."""

INDEX_PAUSE: Final = 0.03
"""Seconds between two slices of the search's index, so that a key never waits."""

SEARCH_AFTER: Final = 0.08
"""Seconds without a key before the words of all teardowns are searched."""

SETTLED_AFTER: Final = 0.3
"""Seconds after the first rows before anything is read that can wait."""

WIDE: Final = 110
VAST: Final = 190
TALL: Final = 22

_TITLES_ON: Final[dict[Shelf, dict[str, str]]] = {
    "trash": {"home.open": "Restore", "home.clear": "Back"},
    "archive": {"home.clear": "Back"},
}


class HomeScreen(Page[None]):
    """The library with its filter and preview, under what this week holds."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("home",)
    PURPOSE = (
        "Home shows how this week and those before it stand, what to do next, and every teardown "
        "in your library. Begin one here, or go on with one. The page of the habit says what the "
        "weeks’ signs mean."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("home")
    CSS_PATH = "home.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide"), (VAST, "-vast")]  # noqa: RUF012 - Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (TALL, "-tall")]  # noqa: RUF012 - Textual declares it

    def __init__(self) -> None:
        super().__init__()
        self.view = LibraryView()
        self.library = LibraryList()
        self.head = LibraryHead(self.library)
        self.masthead = Masthead()
        self.preview = PlainText(id="preview")
        self.previewing = Previewing(self)
        self.next_up = NextUp(self)
        self.shelving = Shelving(self)
        self._whole: WholeEditing | None = None
        self._edition = -1
        self._day: date | None = None
        """The day for which the week was read."""
        self._seen: tuple[str, str] | None = None
        """What was saved last, when the library was read."""
        self._returning = False
        self._bound_for: tuple[bool, Shelf] = (False, "library")
        """What the bottom line was drawn for: whether Esc does something, and the shelf."""

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield self.masthead
        yield self.head
        yield self.library
        yield self.preview
        yield BottomLine()

    def on_mount(self) -> None:
        """Show the library at once where it is already read, else as soon as it is."""
        self.set_focus(self.library)
        early = self.app.early_reading
        if early is not None and early.done() and early.exception() is None:
            self._take(early.result())
        else:
            in_background(self, partial(self._read_first, early), group="reload", exclusive=True)
        self.set_interval(POLL_SECONDS, self._poll)
        self.later("settled", SETTLED_AFTER, self._settle)

    # Reading

    def reload(self) -> None:
        """Read the library again and show it."""
        in_background(self, self._reload, group="reload", exclusive=True)

    async def _read_first(self, early: Future[Reading] | None) -> None:
        with self.app.telling():
            desk = self.app.desk
            if early is None:
                self._take(await desk.run(read_first, desk.workspace))
            else:
                self._take(await asyncio.wrap_future(early))

    async def _reload(self) -> None:
        with self.app.telling():
            desk = self.app.desk
            reading = await desk.run(read_library, desk.workspace)
            self._take(reading)
            await self.next_up.read_again()
        self._read_group()

    def _read_group(self) -> None:
        in_background(self, self.next_up.read_group, group="group", exclusive=True)

    def _take(self, reading: Reading) -> None:
        self._edition, self._day = reading.edition, reading.week.today
        self.view.take(reading.rows)
        self.view.demo = reading.demo
        self.app.hidden = reading.hidden
        self.library.set_time(reading.now, reading.offset)
        self.masthead.show_week(reading.week, begun(reading.rows))
        self.set_class(has_practised(reading.week), "-practised")
        first = self.library.row is None
        self.show_rows()
        draft = self.next_up.take_rows()
        if first and draft is not None:
            self.library.move_to_key(draft.id)
        elif reading.rows and self._returning and _last_save(reading.rows) != self._seen:
            self.library.move_to_key(reading.rows[0].id)
        self._returning = False
        self._seen = _last_save(reading.rows)
        self.next_up.show()

    def _poll(self) -> None:
        if self.app.is_quiet and self.is_current:
            in_background(self, self._look, group="poll", exclusive=True)

    async def _look(self) -> None:
        with self.app.telling():
            desk = self.app.desk
            if await desk.run(is_newer, desk.workspace, self._edition, day=self._day):
                await self._reload()
            while self.app.is_quiet and self.is_current:
                if not await desk.run(desk.workspace.index_more):
                    break
                await asyncio.sleep(INDEX_PAUSE)

    async def _settle(self) -> None:
        """Read what the first frame could do without."""
        desk = self.app.desk
        with self.app.telling():
            is_late = await desk.run(is_newer, desk.workspace, self._edition, day=self._day)
            # A rematch whose product has another name by now hides nothing before it is read.
            if is_late or any(map(is_begun_rematch, self.view.rows)):
                await self._reload()
            if self.view.wants_example:
                self.view.example = await desk.run(read_example, desk.workspace)
                self.show_rows()
            await self.next_up.read()
        self._read_group()

    def on_screen_resume(self) -> None:
        """Show what was written meanwhile, and stand on it."""
        if self._edition >= 0:
            self.previewing.forget()
            self._returning = True
            self.reload()

    # Showing

    def show_rows(self) -> None:
        """Show the rows that the shelf, the filter and the order leave."""
        rows = self.view.shown()
        self.library.marked &= {row.id for row in self.view.on_shelf()}
        self.library.set_note(note_for(self.view, any_rows=bool(rows)))
        self.library.show(rows)
        self._show_count()

    def _show_count(self) -> None:
        marked = sum(row.id in self.library.marked for row in self.library.rows)
        count = self.view.count_words(len(self.library.rows), marked)
        if marked > 1 and self.view.shelf != "trash" and _can_be_compared(marked):
            count += f", {self.next_up.key_of('home.compare')} compares"
        self.head.show(self.view.title(), count)
        shelf = self.view.shelf
        bound_for = (self._has_something_to_clear(), shelf)
        if bound_for != self._bound_for:
            self._bound_for = bound_for
            self.key_titles = _TITLES_ON.get(shelf, {})
            self.refresh_bindings()

    @on(LibraryList.Moved)
    def _on_moved(self) -> None:
        self._show_count()
        self.next_up.show()
        self.previewing.follow()

    # Filter

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let a slash and an n be typed where one types."""
        if action in {"filter", "new_teardown"} and isinstance(self.focused, Input):
            return False
        if action == "clear" and not self._has_something_to_clear():
            return False
        if action == "empty_trash" and self.view.shelf != "trash":
            return False
        return super().check_action(action, parameters)

    def _has_something_to_clear(self) -> bool:
        return self.head.field.visible or self.view.shelf != "library" or bool(self.library.marked)

    def action_filter(self) -> None:
        """Open the filter, or go back into it."""
        field = self.head.field
        field.visible = True
        # At once, so that the next letter goes there, however fast it follows.
        self.set_focus(field)

    @on(Input.Changed, "#filter")
    def _on_typed(self, event: Input.Changed) -> None:
        self.view.typed = event.value
        self.view.hits = {}
        self.show_rows()
        if event.value.strip():
            self.later("search", SEARCH_AFTER, self._search)

    async def _search(self) -> None:
        typed = self.view.typed
        desk = self.app.desk
        with self.app.telling():
            hits = await desk.run(search_words, desk.workspace, typed)
            if typed == self.view.typed and hits:
                self.view.hits = {hit.id: hit for hit in hits}
                self.show_rows()

    @on(Input.Submitted, "#filter")
    def _on_submitted(self) -> None:
        self.action_open_teardown()

    def action_clear(self) -> None:
        """Clear the filter; else leave the archive or the trash."""
        field = self.head.field
        if field.visible:
            field.value = ""
            field.visible = False
            self.library.focus()
        elif self.view.shelf != "library":
            in_background(self, partial(self._show_shelf, "library"))
        elif self.library.marked:
            self.library.marked.clear()
            self.show_rows()

    # Commands

    @on(LibraryList.Chosen)
    def action_open_teardown(self) -> None:
        """Open the teardown under the cursor, or restore it from the trash."""
        row = self.library.row
        if row is None:
            return
        if self.view.shelf == "trash":
            self.shelving.restore([row])
        elif row.fault:
            fault = row.fault.rstrip(".")
            self.app.tell(
                f"{row.path.name} cannot be opened: {fault}. Press v for its earlier versions.",
                severity="warning",
            )
        elif stands_beside(row):
            self.app.open_reading(None)
        else:
            self.app.open_walk(row.id)

    def action_read(self) -> None:
        """Read the teardown under the cursor as one page."""
        row = self.library.row
        if row is not None and not row.fault and self.view.shelf != "trash":
            self.app.open_reading(None if stands_beside(row) else row.id)

    def action_history(self) -> None:
        """Show the versions of the teardown under the cursor."""
        row = self.library.row
        if row is None:
            return
        if stands_beside(row):
            self.app.tell("The example has no versions: it is not yours to change.")
        else:
            self.app.open_history(row.id)

    def action_review(self) -> None:
        """Review the teardown under the cursor."""
        row = self.library.row
        if row is not None and not row.fault and self.view.shelf != "trash":
            self.app.open_review(None if stands_beside(row) else row.id)

    def action_evidence(self) -> None:
        """Show the evidence of the teardown under the cursor."""
        row = self.library.row
        if row is None or row.fault or self.view.shelf == "trash":
            return
        if stands_beside(row):
            self.app.tell("The example has no pages to show: it is not yours to change.")
        else:
            self.app.open_evidence(row.id)

    def action_bench(self) -> None:
        """Show the trial bench of the teardown under the cursor."""
        row = self.library.row
        if row is None or row.fault or self.view.shelf == "trash":
            return
        if stands_beside(row):
            self.app.tell("The example's probes stand on its page: r reads it.")
        else:
            self.app.open_bench(row.id)

    def action_new_teardown(self) -> None:
        """Begin a teardown."""
        self.app.open_new()

    def action_next(self) -> None:
        """Do what stands at the top."""
        self.next_up.do()

    def action_what_else(self) -> None:
        """Choose among everything that could be done next."""
        in_background(self, self.next_up.choose, group="next", exclusive=True)

    def action_group(self) -> None:
        """Show the study group."""
        self.app.open_group()

    def action_habit(self) -> None:
        """Show how the practice goes."""
        self.app.push_screen(habit_screen())

    def action_bring_in(self) -> None:
        """Read in teardowns and notes from files."""
        self.app.open_import()

    def action_mark(self) -> None:
        """Mark the teardown under the cursor."""
        self.library.toggle_mark()

    def action_compare(self) -> None:
        """Lay the marked teardowns side by side; one marked goes with the one under the cursor."""
        from tui.screens.home.comparing import chosen_to_compare

        here = None if self.view.shelf == "trash" else self.library.row
        marked = [row for row in self.library.rows if row.id in self.library.marked]
        chosen = chosen_to_compare(marked, here)
        if isinstance(chosen, str):
            self.app.tell(chosen)
        else:
            self.app.open_comparison(chosen)

    def action_sort(self) -> None:
        """Go to the next order."""
        self.view.next_order()
        self.show_rows()

    def action_show_archive(self) -> None:
        """Show the archive, or go back."""
        in_background(self, partial(self._show_shelf, "archive"))

    def action_show_trash(self) -> None:
        """Show the trash, or go back."""
        in_background(self, partial(self._show_shelf, "trash"))

    async def _show_shelf(self, shelf: Shelf) -> None:
        self.view.shelf = "library" if shelf == self.view.shelf else shelf
        self.library.marked.clear()
        await self.refresh_shelf()

    async def refresh_shelf(self) -> None:
        """Read again what is on the shelf, and show it."""
        if self.view.shelf == "trash":
            desk = self.app.desk
            with self.app.telling():
                self.view.trashed = await desk.run(read_trash, desk.workspace)
        await self._reload()

    def action_archive(self) -> None:
        """Archive the marked teardowns or this one, or bring them back."""
        self.shelving.archive(self._targets(), archived=self.view.shelf != "archive")

    def action_trash(self) -> None:
        """Move the marked teardowns or this one to the trash."""
        if self.view.shelf == "trash":
            self.app.tell("It is in the trash already. D deletes everything here for good.")
        else:
            self.shelving.trash(self._targets())

    def action_empty_trash(self) -> None:
        """Delete what is in the trash for good, after a question."""
        self.shelving.empty_trash()

    def action_undo(self) -> None:
        """Take back the last archiving or trashing."""
        self.shelving.undo()

    def action_export(self, form: ExportFormat = "md") -> None:
        """Write the marked teardowns or this one into the folder used last."""
        rows = self._targets()
        with_target(self.app, form, lambda target: self.shelving.export(rows, target))

    def action_export_to(self) -> None:
        """Ask for the form and the folder, and write the marked teardowns or this one there."""
        rows = self._targets()
        ask_target(self.app, lambda target: self.shelving.export(rows, target))

    def action_edit_whole(self) -> None:
        """Write the whole teardown under the cursor in one's own text editor."""
        row = self.library.row
        if row is None or row.fault or stands_beside(row) or self.view.shelf == "trash":
            self.app.tell("There is nothing here that can be edited.")
            return
        if self._whole is None:
            from tui.editing.whole import WholeEditing

            self._whole = WholeEditing(self.app, when_changed=self.reload)
        edit = partial(self._whole.edit, row.id)
        unless_hidden(
            self.app, [row.id], lambda: in_background(self, edit, group="edit", exclusive=True)
        )

    def _targets(self) -> list[Summary]:
        marked = [row for row in self.library.rows if row.id in self.library.marked]
        here = self.library.row
        return marked or ([here] if here is not None else [])


def _last_save(rows: Sequence[Summary]) -> tuple[str, str] | None:
    """Return what was saved last, and when; *rows* come newest first."""
    return (rows[0].id, rows[0].updated_at) if rows else None


def _can_be_compared(number: int) -> bool:
    from lab.compare.subjects import FEWEST, MOST

    return FEWEST <= number <= MOST
