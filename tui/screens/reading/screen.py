"""Reading: a teardown as one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.background import in_background
from tui.bindings import bindings_of
from tui.page import Page
from tui.screens.reading.text import lines_of
from tui.widgets.bottom_line import BottomLine
from tui.widgets.prose import block
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.model import Teardown
    from tui.commands import Scope
    from tui.widgets.prose import Line

__all__ = ["ReadingScreen"]


class TeardownSheet(Sheet):
    """The page itself."""

    PURPOSE = "A whole teardown to be read: the arrows, PgUp and PgDn scroll it."

    def __init__(self) -> None:
        super().__init__(id="page")
        self.record: Teardown | None = None
        self.banner = ""
        """What stands above the page."""
        self.tops: dict[str, int] = {}
        """The line of each section, question and claim, by its id."""

    def draw(self, width: int) -> list[Line]:
        """Return the lines of the teardown."""
        if self.record is None:
            return []
        head = [*block(self.banner, "accent bold", width), []] if self.banner else []
        self.tops = {}
        lines = lines_of(self.record, width, tops=self.tops)
        self.tops = {name: top + len(head) for name, top in self.tops.items()}
        return [*head, *lines]


class ReadingScreen(Page[None]):
    """One teardown, from its first section to its last, to be read."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("reading",)
    PURPOSE = "A whole teardown on one page, to be read. Nothing is changed here."
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("reading")
    DEFAULT_CSS = "ReadingScreen Sheet { padding: 1 2 0 2; }"

    def __init__(
        self,
        teardown_id: str | None,
        *,
        version: str = "",
        record: Teardown | None = None,
        at: str = "",
    ) -> None:
        """Read that teardown, or a version of it; ``None`` is the worked example.

        A *record* is read instead, which need not be in the library. *at* is the place to begin
        at, such as ``frame``, ``frame/who`` or the id of a claim.
        """
        super().__init__()
        self._place = at
        self._record = record
        self._teardown_id = teardown_id
        self._version = version
        self.sheet = TeardownSheet()

    def compose(self) -> ComposeResult:
        """Lay out the page and the bottom line."""
        yield self.sheet
        yield BottomLine()

    def on_mount(self) -> None:
        """Begin to read."""
        self.sheet.focus()
        in_background(self, self._read)

    async def _read(self) -> None:
        desk = self.app.desk
        with self.app.telling():
            if self._record is not None:
                self.sheet.record = self._record
            elif self._teardown_id is None:
                self.sheet.record = await desk.run(desk.workspace.example)
            elif self._version:
                read = desk.workspace.past.version
                self.sheet.record = await desk.run(read, self._teardown_id, self._version)
                self.sheet.banner = f"VERSION {self.sheet.record.rev}, as it was saved then."
            else:
                self.sheet.record = await desk.run(desk.workspace.load, self._teardown_id)
            self.sheet.redraw()
        if self._place:
            self.call_after_refresh(self._go_to_place)

    def _go_to_place(self) -> None:
        top = self.sheet.tops.get(self._place)
        if top is not None:
            self.sheet.scroll_to(y=top, animate=False)

    def action_copy(self) -> None:
        """Copy the page as text."""
        if self.sheet.record is not None:
            lines = self.sheet.draw(self.sheet.size.width)
            self.app.copy("\n".join("".join(text for text, _ in line) for line in lines))

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()
