"""The lines of a comparison with a cursor, and what stands above them while they are scrolled."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tui.glyphs import glyphs
from tui.screens.compare.entries import Drawn, Heading
from tui.widgets.lines import LineWidget
from tui.widgets.prose import two_sided
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style
    from textual import events

    from tui.screens.compare.entries import Entry, Span
    from tui.screens.compare.layout import Layout
    from tui.widgets.lines import Piece
    from tui.widgets.prose import Line

__all__ = ["GUTTER", "ComparedSheet", "StickyHead"]

GUTTER: Final = 2
"""Cells before every line, for the cursor."""
_PART_LINES: Final = 2


class StickyHead(LineWidget):
    """Two lines that stay: which part and section one reads, and who stands in which column."""

    DEFAULT_CSS = "StickyHead { height: 2; background: $surface; }"

    def __init__(self) -> None:
        super().__init__(id="compare-sticky")
        self.heading = Heading("")
        self.layout_of: Layout | None = None

    def show(self, heading: Heading, layout: Layout) -> None:
        """Show another heading; nothing is drawn where it is the same."""
        if heading != self.heading or layout is not self.layout_of:
            self.heading, self.layout_of = heading, layout
            self.refresh()

    def line(self, y: int, width: int) -> Iterable[Piece]:
        """Draw part and section, then the columns."""
        layout = self.layout_of
        yield " " * GUTTER, ""
        if layout is None:
            return
        if y == 0:
            title = [(self.heading.part, "accent bold"), (f"  {self.heading.section}", "bold")]
            shown, everyone = len(layout.shown), len(layout.comparison.subjects)
            some = self.heading.columns and shown < everyone
            right = [(f" {shown} of {everyone} shown", "muted")] if some else []
            yield from two_sided(title, right, width - 2 * GUTTER, more=glyphs().more)
        else:
            yield from layout.titles() if self.heading.columns else layout.legend()


class ComparedSheet(Sheet):
    """Lines that were drawn elsewhere, and a cursor that goes from entry to entry.

    Moving the cursor draws what is visible again and computes nothing.
    """

    PURPOSE: ClassVar[str] = (
        "Two to eight teardowns side by side. The arrows go from one entry to the next, n and N "
        "from one difference to the next, Tab to the next part."
    )

    class Moved(Message):
        """The cursor is on another entry, or other lines are at the top."""

    class Resized(Message):
        """There is another width to draw for."""

    class Chosen(Message):
        """A double click on an entry."""

    def __init__(self) -> None:
        super().__init__(id="compared")
        self.drawn = Drawn(0)
        self.waiting = "Reading the teardowns"
        self._cursor = 0

    def show(self, drawn: Drawn) -> None:
        """Show other lines, the cursor on the same entry where it is still there."""
        here = self.entry
        above = 0
        if here is not None:
            above = self.drawn.spans[self._cursor].top - self.scroll_offset.y
        self.drawn = drawn
        place = drawn.place_of(here.key) if here is not None else None
        self._cursor = min(self._cursor, max(0, len(drawn.spans) - 1)) if place is None else place
        self.redraw()
        if place is not None:
            self._show_from(drawn.spans[place].top - above)
        self._keep_in_view()
        self.post_message(self.Moved())

    def draw(self, width: int) -> list[Line]:
        """Return the lines as they were drawn."""
        del width
        drawn = self.drawn
        if not drawn.lines:
            return [[("  ", ""), (self.waiting, "muted")]]
        # So that the last part, too, can be brought to the top.
        last = len(drawn.lines) - drawn.parts[-1]
        return [*drawn.lines, *([] for _ in range(self.size.height - last))]

    @property
    def room(self) -> int:
        """The cells that there are for a line."""
        return max(0, self.scrollable_content_region.width - GUTTER - 1)

    @property
    def top(self) -> int:
        """The first line that is seen."""
        return self.scroll_offset.y

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        spans = self.drawn.spans
        return spans[self._cursor].entry if self._cursor < len(spans) else None

    @property
    def text(self) -> str:
        """The entry under the cursor as text."""
        return self.drawn.text_of(self._cursor) if self.entry is not None else ""

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw a line behind the sign of the cursor."""
        number = y + self.top
        base = self.rich_style + self.behind(number)
        is_here = self._is_here(number)
        sign = glyphs().cursor.ljust(GUTTER) if is_here else " " * GUTTER
        width = self.scrollable_content_region.width
        if y == 0 and self.drawn.is_part(number):
            return Strip.blank(width, base)  # it stands above already
        line = super().render_line(y)
        return Strip([Segment(sign, base + self.ink("accent")), *line]).adjust_cell_length(
            width, base
        )

    def behind(self, number: int) -> Style:
        """Colour the entry under the cursor."""
        return self.ink("on-cursor" if self._is_here(number) and self.has_focus else "")

    def _is_here(self, number: int) -> bool:
        spans = self.drawn.spans
        if self._cursor >= len(spans):
            return False
        return spans[self._cursor].top <= number < spans[self._cursor].bottom

    # Going

    def move_to(self, number: int) -> None:
        """Put the cursor on an entry, the nearest there is."""
        spans = self.drawn.spans
        number = max(0, min(number, len(spans) - 1))
        before, top = self._cursor, self.top
        self._cursor = number
        self._keep_in_view()
        if self.top == top and before < len(spans):
            self._refresh_lines(spans[before])
            self._refresh_lines(spans[number])
        else:
            self.refresh()
        self.post_message(self.Moved())

    def _refresh_lines(self, span: Span) -> None:
        """Draw an entry's lines again, and no others."""
        first, last = max(span.top, self.top), min(span.bottom, self.top + self.size.height)
        if first < last:
            self.refresh(Region(0, first - self.top, self.size.width, last - first))

    def move_to_key(self, key: str) -> bool:
        """Put the cursor on the entry with that key; return whether it is here."""
        place = self.drawn.place_of(key)
        if place is not None:
            self._jump_to(place)
        return place is not None

    def _jump_to(self, number: int) -> None:
        """Put the cursor on an entry and show it at the top, with what follows it."""
        span = self.drawn.spans[number]
        if not (number == self._cursor and span.top >= self.top):
            self._show_from(span.top - 1)
        self.move_to(number)

    def go_to_difference(self, step: int) -> str:
        """Go to the next difference, or the one before; say in words which one that is."""
        stops = [n for n, span in enumerate(self.drawn.spans) if span.entry.differs]
        ahead = [n for n in stops if (n > self._cursor if step > 0 else n < self._cursor)]
        if not stops:
            return "Nothing differs."
        if not ahead:
            return "That was the last difference." if step > 0 else "That was the first difference."
        at = ahead[0] if step > 0 else ahead[-1]
        self._jump_to(at)
        return f"Difference {stops.index(at) + 1} of {len(stops)}"

    def go_to_part(self, step: int) -> None:
        """Go to the first entry of the next part, or of this one, or of the one before."""
        spans, parts = self.drawn.spans, self.drawn.parts
        if not spans or not parts:
            return
        here = bisect_right(parts, spans[self._cursor].top) - 1
        tops = [span.top for span in spans]
        place = (here + step) % len(parts)
        first = bisect_right(tops, parts[place])
        self._show_from(parts[place] + 1 if parts[place] else 0)
        if first < len(spans):
            self._cursor = first
        self.refresh()
        self.post_message(self.Moved())

    def _show_from(self, line: int) -> None:
        self.scroll_to(y=max(0, line), animate=False, force=True, immediate=True)

    def _keep_in_view(self) -> None:
        height = self.scrollable_content_region.height
        if not height or self._cursor >= len(self.drawn.spans):
            return
        span = self.drawn.spans[self._cursor]
        # The heading of a part is worth seeing with its first entry.
        head = span.top - _PART_LINES
        top = head + 1 if self.drawn.is_part(head) else 0 if span.top < _PART_LINES else span.top
        if top < self.top or span.bottom - top > height:
            self._show_from(top)
        elif span.bottom > self.top + height:
            self._show_from(span.bottom - height)

    def action_down(self) -> None:
        """Go to the next entry; first to the end of one that is longer than the screen."""
        self._step(1)

    def action_up(self) -> None:
        """Go to the entry before; first to the beginning of this one."""
        self._step(-1)

    def _step(self, step: int) -> None:
        spans = self.drawn.spans
        if not spans:
            return
        span, height = spans[self._cursor], self.scrollable_content_region.height
        if span.top >= self.top + height or span.bottom <= self.top:
            self._follow()  # the wheel went somewhere else
            return
        beyond = span.bottom > self.top + height if step > 0 else span.top < self.top
        if beyond:
            self._show_from(self.top + step)
            return
        is_last = self._cursor + step in {-1, len(spans)}
        if is_last:
            self._show_from(self.top + step)
            return
        self.move_to(self._cursor + step)

    def action_page(self, pages: int) -> None:
        """Go a screenful down or up; the cursor comes along."""
        super().action_page(pages)
        self._follow()

    def action_first(self) -> None:
        """Go to the top."""
        self._show_from(0)
        self.move_to(0)

    def action_last(self) -> None:
        """Go to the end."""
        self.move_to(len(self.drawn.spans) - 1)
        self._show_from(len(self.drawn.lines))

    def _follow(self) -> None:
        """Put the cursor on the first entry that begins in view, if it is out of it."""
        spans, height = self.drawn.spans, self.scrollable_content_region.height
        if not spans:
            return
        here = spans[self._cursor]
        if here.top < self.top + height and here.bottom > self.top:
            return
        first = bisect_right([span.bottom for span in spans], self.top)
        self._cursor = min(first, len(spans) - 1)
        self.refresh()
        self.post_message(self.Moved())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Let what stands above the lines follow them."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Ask for lines of the new width."""
        super().on_resize()
        self.post_message(self.Resized())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click there chooses."""
        line = event.y + self.top
        for number, span in enumerate(self.drawn.spans):
            if span.top <= line < span.bottom:
                if number == self._cursor and event.chain > 1:
                    self.post_message(self.Chosen())
                self._cursor = number
                self.refresh()
                self.post_message(self.Moved())

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the cursor less."""
        self.refresh()
