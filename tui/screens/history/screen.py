"""History: what was saved when, what changed, and the way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on

from lab.figures import counted
from tui.background import in_background
from tui.bindings import bindings_of
from tui.harmless import one_line
from tui.page import Page
from tui.screens.history.comparing import compare, headlines
from tui.screens.history.versions import VersionList
from tui.widgets.bottom_line import BottomLine
from tui.widgets.comparison import ComparisonSheet
from tui.widgets.plain import PlainText
from tui.wording import EXAMPLE_MARK

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.history import Story
    from lab.model import Teardown
    from lab.workspace import Workspace
    from tui.commands import Scope
    from tui.editing.in_hand import TeardownInHand
    from tui.widgets.comparison import Comparison

__all__ = ["HistoryScreen"]

COMPARE_AFTER: Final = 0.06
"""Seconds that the cursor rests before a version is compared."""

KEPT: Final = 24
"""Comparisons that stay at hand."""

WIDE: Final = 100

_Wish = tuple[str, bool, int]
"""A version, whether it is compared with the newest, and the width."""


class HistoryScreen(Page[None]):
    """The versions at the left, at the right what one says differently."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("history", "list")
    PURPOSE = (
        "Every save of this teardown, the newest first, with what it changed. Enter brings the "
        "version under the cursor back; nothing is lost by that, and u takes it back."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("history")
    CSS_PATH = "history.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it

    def __init__(self, teardown_id: str, *, in_hand: TeardownInHand | None = None) -> None:
        """*in_hand* is the teardown where it is open in a walk below."""
        super().__init__()
        self._teardown_id = teardown_id
        self._in_hand = in_hand
        self._story: Story | None = None
        self._product = ""
        self._example = False
        self._offset = 0
        self._against_newest = False
        self._comparisons: dict[_Wish, Comparison] = {}
        self._undo = ""
        self.versions = VersionList()
        self.sheet = ComparisonSheet()

    def compose(self) -> ComposeResult:
        """Lay out the head, the versions and what one changed."""
        yield PlainText(id="history-head")
        yield self.versions
        yield self.sheet
        yield BottomLine()

    def on_mount(self) -> None:
        """Read the versions."""
        self.versions.focus()
        in_background(self, self._read, group="read")

    async def _read(self, *, at: str = "") -> None:
        desk = self.app.desk
        with self.app.telling():
            if self._in_hand is not None:
                await self._in_hand.flush()
            story, newest = await desk.run(_open, desk.workspace, self._teardown_id)
            self._story = story
            if newest is not None:
                self._product, self._example = newest.product.name, newest.example
            clock = desk.workspace.clock
            now = clock.now()
            self._offset = clock.local_zone(now)[1]
            self._comparisons.clear()
            self.versions.set_time(now, self._offset)
            self.versions.show_entries(story.entries)
            if at:
                self.versions.move_to_key(at)
            self._show_head()

    def _show_head(self) -> None:
        story = self._story
        if story is None:
            return
        number = sum(entry.is_line for entry in story.entries)
        words = counted(number, "version")
        aside = len(story.entries) - number
        words += f", {aside} kept aside" if aside else ""
        if story.where == "trash":
            words += ". It is in the trash"
        elif story.where == "gone":
            words += ". Its file is gone; Enter on a version brings it back"
        words += ". Compared with how it is now" if self._against_newest else ""
        self.query_one("#history-head", PlainText).show(
            [
                ("History", "accent bold"),
                ("  ", ""),
                *([EXAMPLE_MARK] if self._example else []),
                (one_line(self._product) or self._teardown_id, "bold"),
                (f"\n{words}.", "muted"),
            ]
        )

    # What the rows and the page show

    @on(VersionList.Unknown)
    def _on_unknown(self) -> None:
        in_background(self, self._learn, group="learn", exclusive=True)

    async def _learn(self) -> None:
        story = self._story
        while story is not None and story is self._story:
            unknown = self.versions.unknown()[:4]
            if not unknown:
                break
            found = await self.app.desk.run(headlines, story, unknown)
            if story is self._story:
                self.versions.learn(found)

    @on(VersionList.Moved)
    @on(ComparisonSheet.Resized)
    def _on_moved(self) -> None:
        wish = self._wish()
        if wish is not None and wish in self._comparisons:
            self.sheet.show(self._comparisons[wish])
        else:
            self.later("compare", COMPARE_AFTER, self._compare)

    def _wish(self) -> _Wish | None:
        row = self.versions.row
        width = self.sheet.scrollable_content_region.width
        return (row.name, self._against_newest, width) if row is not None and width > 0 else None

    async def _compare(self) -> None:
        story, row, wish = self._story, self.versions.row, self._wish()
        if story is None or row is None or wish is None:
            return
        found = await self.app.desk.run(
            compare,
            story,
            row,
            against_newest=self._against_newest,
            width=wish[2],
            offset=self._offset,
        )
        if story is not self._story:
            return
        self._comparisons[wish] = found
        while len(self._comparisons) > KEPT:
            self._comparisons.pop(next(iter(self._comparisons)))
        if wish == self._wish():
            self.sheet.show(found)

    # Keys

    def action_down(self) -> None:
        """Go to the next older version."""
        self.versions.action_down()

    def action_up(self) -> None:
        """Go to the next newer version."""
        self.versions.action_up()

    def action_difference(self, step: int) -> None:
        """Go to the next changed place, or the one before."""
        self.app.tell(self.sheet.go(step))

    def action_scroll(self, pages: int) -> None:
        """Scroll what changed by a screenful."""
        self.sheet.action_page(pages)

    def action_against(self) -> None:
        """Compare with the newest instead of the version before, or the other way round."""
        self._against_newest = not self._against_newest
        self._show_head()
        self._on_moved()

    def action_read(self) -> None:
        """Read the version under the cursor as one page."""
        row = self.versions.row
        if row is not None:
            if row.fault:
                self.app.tell("That version cannot be read.", severity="warning")
            else:
                self.app.open_reading(self._teardown_id, version=row.name)

    def action_copy(self) -> None:
        """Copy what changed."""
        self.app.copy(self.sheet.comparison.text)

    @on(VersionList.Chosen)
    def action_restore(self) -> None:
        """Make the version under the cursor the newest."""
        story, row = self._story, self.versions.row
        if story is None or row is None:
            return
        if story.where == "trash":
            self.app.tell("It is in the trash. Take it out there with Enter, then come back.")
        elif row.fault:
            self.app.tell("That version cannot be read. Another one can.", severity="warning")
        elif row.kind == "newest":
            self.app.tell("This is the newest version already.")
        else:
            name = f"{row.name}.json"
            in_background(
                self, partial(self._restore, name, f"Version {row.label} is back"), group="restore"
            )

    def action_undo(self) -> None:
        """Bring back what was the newest before the last restoring."""
        if not self._undo:
            self.app.tell("There is nothing to take back.")
            return
        name = self._undo
        label = name.removesuffix(".json")
        in_background(
            self, partial(self._restore, name, f"Taken back: version {label}"), group="restore"
        )

    async def _restore(self, name: str, done: str) -> None:
        desk, in_hand, story = self.app.desk, self._in_hand, self._story
        with self.app.telling():
            if in_hand is not None and not await in_hand.flush():
                self.app.tell(
                    "Your last words are not saved yet. Go back, and try again once it says Saved.",
                    severity="warning",
                )
                return
            newest = story.entries[0] if story is not None else None
            record = await desk.run(desk.workspace.past.bring_back, self._teardown_id, name)
            if in_hand is not None:
                await in_hand.look()
            has_undo = newest is not None and newest.kind == "newest" and not newest.fault
            self._undo = f"{newest.rev}.json" if newest is not None and has_undo else ""
            await self._read(at="newest")
            end = " Press u to take that back." if has_undo else ""
            self.app.tell(f"{done}, as version {record.rev}. Nothing was lost.{end}")

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()


def _open(workspace: Workspace, teardown_id: str) -> tuple[Story, Teardown | None]:
    """Return a teardown's versions, and the newest that can be read."""
    from lab.errors import StoreError

    story = workspace.past.story(teardown_id)
    for entry in story.entries:
        if not entry.fault:
            try:
                return story, story.record(entry)
            except StoreError:
                continue
    return story, None
