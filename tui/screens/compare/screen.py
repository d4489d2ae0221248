"""Two to eight teardowns side by side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on

from lab.compare.saying import opening, title
from lab.errors import TeardownError
from tui.background import in_background
from tui.bindings import bindings_of
from tui.choosing.choices import Choice
from tui.choosing.chooser import PickScreen
from tui.exporting import ask_target, with_target
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line, width_of
from tui.page import Page
from tui.screens.compare.deciding import (
    found_with,
    join_choices,
    joining,
    split_choices,
    splitting,
)
from tui.screens.compare.drawing import draw
from tui.screens.compare.going import go_to
from tui.screens.compare.layout import Layout, how_many_fit, next_pair
from tui.screens.compare.sheet import ComparedSheet, StickyHead
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.compare import Comparison
    from lab.compare.decisions import Decision
    from lab.compare.findings import Found
    from lab.compare.likeness import ClaimAt
    from lab.exporting import ExportFormat
    from lab.workspace import Workspace
    from tui.commands import Scope
    from tui.comparing import Source
    from tui.exporting import Target
    from tui.screens.compare.entries import Drawn, Where

__all__ = ["CompareScreen"]

_NAME: Final = 14
"""Cells of a name in the bottom line."""
_KEPT: Final = 12
"""Drawings that stay at hand while columns change."""
_PAIR: Final = 2
_MARGINS: Final = 4


_SHORT: Final = {
    "compare.next": "Difference",
    "compare.right": "Columns",
    "compare.next_part": "Part",
}
"""What the bottom line calls keys, where there is little room."""


class CompareScreen(Page[None]):
    """Scores, findings, trials and predictions of several teardowns, and what to talk about."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("compare", "list")
    PURPOSE = (
        "What several people saw, and how differently they judged it; or several products, or "
        "one product over time. On top is what to talk about. A letter stands for each teardown; "
        "the left and right arrow keys change who stands in the columns. Which findings are one "
        "is proposed from their words: m joins, x takes apart."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("compare")
    CSS_PATH = "compare.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high")]  # noqa: RUF012 - Textual declares it

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source
        self._comparison: Comparison | None = None
        self._shown: tuple[str, ...] = ()
        self._chosen: tuple[str, ...] = ()
        """Who was put into the columns by hand."""
        self._drawings: dict[tuple[tuple[str, ...], int], Drawn] = {}
        self._arranged: Layout | None = None
        self._back: list[Callable[[Workspace], object]] = []
        self._titles: tuple[str, str] = ("", "")
        self.sheet = ComparedSheet()
        self.sticky = StickyHead()

    def compose(self) -> ComposeResult:
        """Lay out the head, what stays above the lines, and the lines."""
        yield PlainText([("Compare", "accent bold")], id="compare-head")
        yield self.sticky
        yield self.sheet
        yield BottomLine()

    def on_mount(self) -> None:
        """Read the teardowns."""
        self.set_focus(self.sheet)
        in_background(self, self._read, group="read", exclusive=True)

    # Reading and drawing, off the event loop

    async def _read(self) -> None:
        desk = self.app.desk
        try:
            self._comparison = await desk.run(self._source.read, desk.workspace)
        except TeardownError as error:
            self.dismiss(None)
            self.app.tell(str(error), severity="error")
            return
        self._drawings.clear()
        self._show_head(self._comparison)
        first = not self.sheet.drawn.spans
        await self._draw()
        before = self.app.compared_at.get(self._source.key)
        if first and before is not None:
            self._chosen = before[1]
            await self._draw()
            self.sheet.move_to_key(before[0])

    def _show_head(self, comparison: Comparison) -> None:
        room = self.size.width - _MARGINS
        self.query_one("#compare-head", PlainText).show(
            [
                ("Compare", "accent bold"),
                ("  ", ""),
                (plain_punctuation(one_line(title(comparison))), "bold"),
                (f"\n{fit(one_line(opening(comparison)), room, more=glyphs().more)}", "muted"),
            ]
        )

    @on(ComparedSheet.Resized)
    def _on_resized(self) -> None:
        if self._comparison is not None:
            self._show_head(self._comparison)
            in_background(self, self._draw, group="draw", exclusive=True)

    async def _draw(self) -> None:
        comparison, width = self._comparison, self.sheet.room
        if comparison is None or width <= 0:
            return
        everyone = tuple(one.id for one in comparison.subjects)
        number = how_many_fit(width, len(everyone))
        wanted = dict.fromkeys((*self._chosen, *everyone))
        self._shown = tuple(name for name in wanted if name in everyone)[:number]
        layout = Layout(comparison, self._shown, width)
        wish = (self._shown, width)
        drawn = self._drawings.get(wish)
        if drawn is None:
            drawn = await self.app.desk.run(draw, layout)
            if comparison is not self._comparison or width != self.sheet.room:
                return
            self._drawings[wish] = drawn
            while len(self._drawings) > _KEPT:
                self._drawings.pop(next(iter(self._drawings)))
        self._arranged = layout
        self.sheet.show(drawn)

    @on(ComparedSheet.Moved)
    def _on_moved(self) -> None:
        layout, entry = self._arranged, self.sheet.entry
        if layout is None:
            return
        self.sticky.show(self.sheet.drawn.heading_above(self.sheet.top), layout)
        titles = ("Go there", "") if entry is not None and entry.leads else ("", "")
        if entry is not None and not entry.leads:
            names = [f"In {self._short_name(layout, each)}" for each in entry.spots[:_PAIR]]
            titles = (names[0] if names else "", names[1] if len(names) > 1 else "")
        if titles != self._titles:
            self._titles = titles
            open_title, other_title = titles
            self.key_titles = {
                **_SHORT,
                **({"compare.open": open_title} if open_title else {}),
                **({"compare.other": other_title} if other_title else {}),
            }
            self.refresh_bindings()

    def _short_name(self, layout: Layout, where: Where) -> str:
        """Return whose teardown it is, in the room that the bottom line has."""
        name = layout.name(where.teardown)
        is_person = layout.comparison.kind == "people" and width_of(name) <= _NAME
        return plain_punctuation(f"{name}’s") if is_person else layout.letters[where.teardown]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is."""
        del parameters
        comparison, entry = self._comparison, self.sheet.entry
        if action == "back":
            return True
        if comparison is None or entry is None:
            return False
        able = {
            "open": bool(entry.leads or entry.spots),
            "other": not entry.leads and len(entry.spots) > 1,
            "anyone": bool(entry.spots),
            "column": len(comparison.subjects) > len(self._shown),
            "undo": bool(self._back),
        }
        return able.get(action, True)

    # Going

    def action_down(self) -> None:
        """Go to the next entry."""
        self.sheet.action_down()

    def action_up(self) -> None:
        """Go to the entry before."""
        self.sheet.action_up()

    def action_scroll(self, pages: int) -> None:
        """Read a screenful on, or back."""
        self.sheet.action_page(pages)

    def action_difference(self, step: int) -> None:
        """Go to the next difference, or the one before."""
        self.app.tell(self.sheet.go_to_difference(step))

    def action_part(self, step: int) -> None:
        """Go to the next part, or the one before."""
        self.sheet.go_to_part(step)

    def action_column(self, column: int) -> None:
        """Let the next one who is not shown stand in the left column, or in the right one."""
        comparison = self._comparison
        if comparison is None or len(comparison.subjects) <= len(self._shown):
            self.app.tell("Everybody is shown already.")
            return
        everyone = [one.id for one in comparison.subjects]
        place = column % len(self._shown)
        self._chosen = next_pair(self._shown, everyone, column=place)
        in_background(self, self._draw, group="draw", exclusive=True)

    @on(ComparedSheet.Chosen)
    def action_open(self) -> None:
        """Go to what a point of the agenda is about; else to the place in the left teardown."""
        entry = self.sheet.entry
        if entry is None:
            return
        if entry.leads:
            self.sheet.move_to_key(entry.leads)
        elif entry.spots:
            self._open(entry.spots[0])

    def action_other(self) -> None:
        """Go to the place in the other teardown."""
        entry = self.sheet.entry
        if entry is not None and len(entry.spots) > 1:
            self._open(entry.spots[1])

    def action_anyone(self) -> None:
        """Choose in whose teardown to go to the place."""
        entry, layout = self.sheet.entry, self._arranged
        if entry is None or layout is None:
            return
        choices = [
            Choice(f"{n}", layout.name(each.teardown), layout.letters[each.teardown], "",
                   partial(self._open, each))
            for n, each in enumerate(entry.spots)
        ]  # fmt: skip
        self.app.push_screen(PickScreen("whose teardown", choices, at="0"))

    def _open(self, where: Where) -> None:
        in_background(self, partial(self._open_walk, where), group="go", exclusive=True)

    async def _open_walk(self, where: Where) -> None:
        self._keep_place()
        if self._comparison is not None:
            await go_to(self.app, self._source, self._comparison, where)

    def _keep_place(self) -> None:
        entry = self.sheet.entry
        if entry is not None:
            self.app.compared_at[self._source.key] = (entry.key, self._shown)

    def again(self) -> Callable[[], CompareScreen]:
        """Return what makes this screen anew, at the same place."""
        return partial(CompareScreen, self._source)

    def action_back(self) -> None:
        """Go back; the place is kept."""
        self._keep_place()
        self.dismiss(None)

    # Deciding

    @property
    def _found(self) -> Found | None:
        entry, comparison = self.sheet.entry, self._comparison
        if entry is None or comparison is None or not entry.claims:
            return None
        return found_with(comparison, entry.claims)

    def action_join(self) -> None:
        """Choose the finding that says the same as the one under the cursor."""
        found, comparison = self._found, self._comparison
        if found is None or comparison is None:
            self.app.tell("Go to a finding first; m then joins it with another one.")
            return
        choices = join_choices(comparison, found, partial(self._join, found))
        if not choices:
            self.app.tell("There is no other finding to join it with.")
            return
        self.app.push_screen(
            PickScreen("the finding that says the same", choices, at=choices[0].id)
        )

    def _join(self, found: Found, other: Found) -> None:
        make = partial(joining, found, other)
        self._decide(make, "Joined: they count as one finding. u takes it back.")

    def action_split(self) -> None:
        """Take the finding under the cursor apart."""
        found, comparison = self._found, self._comparison
        if found is None or comparison is None or len(found.said) < _PAIR:
            self.app.tell("Go to a finding that several have; x then takes one of them out.")
        elif len(found.said) == _PAIR:
            self._split(found, found.said[1].at)
        else:
            choices = split_choices(comparison, found, partial(self._split, found))
            self.app.push_screen(PickScreen("which one is another", choices, at=choices[0].id))

    def _split(self, found: Found, claim: ClaimAt) -> None:
        make = partial(splitting, found, claim)
        self._decide(make, "Taken apart: it no longer counts as the same. u takes it back.")

    def _decide(self, make: Callable[..., Sequence[Decision]], said: str) -> None:
        in_background(self, partial(self._keep, make, said), group="decide")

    async def _keep(self, make: Callable[..., Sequence[Decision]], said: str) -> None:
        desk = self.app.desk
        workspace = desk.workspace
        with self.app.telling():
            decisions = make(by=str(workspace.settings["author"]), now=workspace.clock.now())
            self._back.append(await desk.run(self._source.decide, workspace, decisions))
            await self._read()
            self.app.tell(said)

    def action_undo(self) -> None:
        """Take back the last joining or splitting."""
        if not self._back:
            self.app.tell("There is nothing to take back.")
            return
        in_background(self, partial(self._take_back, self._back.pop()), group="decide")

    async def _take_back(self, back: Callable[[Workspace], object]) -> None:
        desk = self.app.desk
        with self.app.telling():
            await desk.run(back, desk.workspace)
            await self._read()
            self.app.tell("Taken back.")

    # Taking it elsewhere

    def action_copy(self) -> None:
        """Copy the entry under the cursor as text."""
        self.app.copy(self.sheet.text)

    def action_export(self, form: ExportFormat = "md") -> None:
        """Write the comparison into the folder used last."""
        with_target(self.app, form, self._write)

    def action_export_to(self) -> None:
        """Ask for the form and the folder, and write the comparison there."""
        ask_target(self.app, self._write, pages=False)

    def _write(self, target: Target) -> None:
        in_background(self, partial(self._export, target), group="export")

    async def _export(self, target: Target) -> None:
        comparison, desk = self._comparison, self.app.desk
        if comparison is None:
            return
        with self.app.telling():
            write = partial(
                desk.workspace.comparisons.write_into, comparison, target.folder, form=target.form
            )
            self.app.tell(f"Wrote {await desk.run(write)}.")
