"""The page itself: drawn line by line, scrolled by itself, read sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from tui.bindings import bindings_of
from tui.glyphs import glyphs
from tui.harmless import harmless
from tui.screens.page.rows import place_at, span_of
from tui.screens.page.selection import Selection
from tui.screens.page.view import View
from tui.theme import NO_COLOUR_THEME
from tui.widgets.lines import LineWidget

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events
    from textual.binding import BindingType

    from lab.evidence.page_parts import Page
    from tui.screens.page.rows import Row, Run
    from tui.widgets.lines import Ink, Piece

__all__ = ["MarkedQuote", "PageSheet"]

GUTTER: Final = 3
"""Cells at the left: what is selected, and what is quoted."""
WHEEL: Final = 3
"""Lines for one notch of the mouse wheel."""
WORD, PARAGRAPH = 2, 3
"""Clicks that select one."""

Step = Literal[1, -1]


@dataclass(frozen=True, slots=True)
class MarkedQuote:
    """Where a quote stands in the page, and the sign that is drawn beside it."""

    start: int
    end: int
    quote: str
    sign: str
    ink: Ink


class PageSheet(LineWidget, can_focus=True):
    """A page, with the sentence under the cursor, its quotes and what was found marked."""

    ALLOW_SELECT = False  # Textual's own would select what is drawn, not what stands in the page
    PURPOSE: ClassVar[str] = (
        "A captured page. j and k go from sentence to sentence, J and K select more of them; the "
        "mouse selects exactly. Enter quotes what is selected."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("list")
    DEFAULT_CSS = "PageSheet { background: $background; width: 1fr; height: 1fr; }"

    class Moved(Message):
        """Something else is selected."""

    def __init__(self) -> None:
        super().__init__(id="page")
        self.view: View | None = None
        self.selection = Selection((0, 0), (0, 0))
        self.quotes: Sequence[MarkedQuote] = ()
        self.hits: Sequence[tuple[int, int]] = ()
        self._pressed: int | None = None
        self._dragged = False
        self._on_bar = False

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self.view.page if self.view is not None else None

    def show(self, page: Page, *, place: int = 0) -> None:
        """Show a page, the cursor at a place."""
        top = self.view.top_place() if self.view is not None else 0
        self.view = View(page)
        self._fit()
        if self.selection.is_grown and self.selection.end <= len(page.text):
            self.view.go(top)
        else:
            self.selection = Selection.of_sentence(page, place)
            if top and place:
                self.view.go(top)
        self.view.reveal(self.selection.start, self.selection.end)
        self._changed()

    def select(self, selection: Selection, *, jump: bool = False) -> None:
        """Select something and show it; a *jump* leaves something of what is before in sight."""
        self.selection = selection
        if self.view is not None:
            moving = selection.moving if not jump else (selection.start, selection.end)
            self.view.reveal(*moving, jump=jump)
        self._changed()

    def mark(self, quotes: Sequence[MarkedQuote]) -> None:
        """Mark where quotes stand."""
        self.quotes = quotes
        self.refresh()

    def show_hits(self, hits: Sequence[tuple[int, int]]) -> None:
        """Mark what was found."""
        self.hits = hits
        self.refresh()

    def percent(self) -> int:
        """Return how much of the page lies above the end of the screen."""
        view = self.view
        if view is None or not view.page.text:
            return 100
        return round(100 * view.end_place() / len(view.page.text))

    def _changed(self) -> None:
        self.refresh()
        self.post_message(self.Moved())

    def _fit(self) -> None:
        if self.view is not None and self.size.width > GUTTER + 1:
            self.view.fit(self.size.width - GUTTER - 2, self.size.height)

    def on_resize(self) -> None:
        """Lay the page out for the new width; what was at the top stays there."""
        self._fit()
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw the row that scrolling has brought to this line."""
        width = self.size.width
        base = self.rich_style
        row = self._row(y)
        segments = [
            Segment(harmless(text), base + self.ink(ink)) for text, ink in self._pieces(row) if text
        ]
        strip = Strip(segments).adjust_cell_length(width - 1, base)
        return Strip([*strip, self._bar(y)], width)

    def _row(self, y: int) -> Row:
        rows = self.view.rows if self.view is not None else ()
        return rows[y] if y < len(rows) else ()

    def _pieces(self, row: Row) -> Iterator[Piece]:
        span = span_of(row)
        if span is None:
            yield " " * GUTTER, ""
        else:
            yield from self._gutter(row)
        for run in row:
            if run.place < 0 or span is None:
                yield run.text, run.ink
            else:
                yield from self._marked(run)

    def _gutter(self, row: Row) -> Iterator[Piece]:
        runs = [run for run in row if run.place >= 0]

        def is_here(start: int, end: int) -> bool:
            return any(start < run.end and run.place < end for run in runs)

        selected = is_here(self.selection.start, self.selection.end)
        yield glyphs().cursor if selected else " ", "accent"
        quote = next((each for each in self.quotes if is_here(each.start, each.end)), None)
        yield (f"{quote.sign} ", quote.ink) if quote is not None else ("  ", "")

    def _marked(self, run: Run) -> Iterator[Piece]:
        """Cut a run where something that is marked begins or ends."""
        marks = [
            (start, end, ink)
            for start, end, ink in self._marks()
            if start < run.end and run.place < end
        ]
        edges = {run.place, run.end}
        for start, end, _ in marks:
            edges |= {place for place in (start, end) if run.place < place < run.end}
        places = sorted(edges)
        for first, last in pairwise(places):
            inks = [ink for start, end, ink in marks if start <= first and last <= end]
            text = run.text[first - run.place : last - run.place]
            yield text, " ".join([run.ink, *inks])

    def _marks(self) -> Iterator[tuple[int, int, Ink]]:
        """Yield what is marked on the screen; the later goes over the earlier."""
        view = self.view
        if view is None:
            return
        plain = self.app.theme == NO_COLOUR_THEME
        for quote in self.quotes:
            yield quote.start, quote.end, "underline" if plain else "on-quote"
        selected: Ink = "reverse" if plain and self.selection.is_grown else "on-cursor"
        yield self.selection.start, self.selection.end, selected
        first, last = view.top_place(), view.end_place()
        for start, end in self.hits:
            if start < last and first < end:
                yield start, end, "bold underline"

    def _bar(self, y: int) -> Segment:
        view = self.view
        if view is None or view.fits_whole:
            return Segment(" ", self.rich_style)
        first, last = view.bar()
        ink = "on-faint" if first <= y < last else ""
        return Segment(" ", self.rich_style + self.ink(ink))

    # Keys

    def action_down(self) -> None:
        """Go to the next sentence."""
        self.step(1)

    def action_up(self) -> None:
        """Go to the sentence before."""
        self.step(-1)

    def step(self, step: Step) -> None:
        """Go to the next sentence, or to the one before."""
        if self.page is not None:
            self.select(self.selection.moved(self.page, step))

    def action_page(self, pages: int) -> None:
        """Go a screenful down, or up where negative."""
        if self.view is not None:
            self.view.scroll(pages * max(1, self.size.height - 2))
            place = self.view.top_place() if pages > 0 else self.view.end_place() - 1
            if self.view.is_at_end and pages > 0:
                place = max(place, self.view.end_place() - 1)
            self.selection = Selection.of_sentence(self.view.page, max(0, place))
            self._changed()

    def action_first(self) -> None:
        """Go to the beginning."""
        if self.page is not None:
            self.select(Selection.of_sentence(self.page, 0))

    def action_last(self) -> None:
        """Go to the end."""
        if self.page is not None:
            self.select(Selection.of_sentence(self.page, len(self.page.text)))

    # Mouse

    def _scroll(self, rows: int) -> None:
        if self.view is not None:
            self.view.scroll(rows)
            self._changed()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll; what is selected stays."""
        event.stop()
        self._scroll(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll; what is selected stays."""
        event.stop()
        self._scroll(-WHEEL)

    def place_under(self, x: int, y: int) -> int | None:
        """Return the place in the page under the mouse, the nearest on that line."""
        row = self._row(max(0, min(y, self.size.height - 1)))
        return place_at(row, max(0, x - GUTTER))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to select, or take hold of the scroll bar."""
        if event.x == self.size.width - 1:
            self._on_bar = True
            self._go_to_share(event.y)
        else:
            self._pressed = self.place_under(event.x, event.y)
            self._dragged = False
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to here, or drag the scroll bar."""
        if self._on_bar:
            self._go_to_share(event.y)
            return
        if self._pressed is None or self.view is None:
            return
        if event.y < 0 or event.y >= self.size.height:
            self.view.scroll(1 if event.y > 0 else -1)
        place = self.place_under(event.x, event.y)
        if place is not None and place != self._pressed:
            self._dragged = True
            ahead = place >= self._pressed
            self.selection = Selection.between(self._pressed, place + 1 if ahead else place)
            self._changed()

    def on_mouse_up(self) -> None:
        """End it."""
        self._on_bar = False
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Go to the sentence there; two clicks select the word, three the paragraph."""
        page = self.page
        if page is None or event.x == self.size.width - 1:
            return
        if self._dragged:
            self._dragged = False
            return
        place = self.place_under(event.x, event.y)
        if place is None:
            return
        place = min(place, max(0, len(page.text) - 1))
        if event.chain == WORD:
            self.selection = Selection.of_word(page, place)
        elif event.chain >= PARAGRAPH:
            self.selection = Selection.of_part(page, place)
        else:
            self.selection = Selection.of_sentence(page, place)
        self._changed()

    def _go_to_share(self, y: int) -> None:
        if self.view is not None:
            share = y / max(1, self.size.height - 1)
            self.view.go(int(share * len(self.view.page.text)))
            self._changed()

    def on_focus(self) -> None:
        """Show that keys go here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self.refresh()
