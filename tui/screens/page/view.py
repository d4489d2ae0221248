"""Which rows of a page are on the screen. It knows the place at its top, and nothing of the rest.

So a page of any length is there at once, and another width changes nothing but the rows that
one sees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.page.layout import Layout
from tui.screens.page.rows import span_of

if TYPE_CHECKING:
    from lab.evidence.page_parts import Page
    from tui.screens.page.rows import Row

__all__ = ["View"]

Spot = tuple[int, int]
"""A part's number, and one of its rows."""


class View:
    """A page, and the part of it that is seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._layout = Layout(page, 80)
        self._height = 24
        self._top: Spot = (0, 0)
        self._shown: list[Row] | None = None

    def fit(self, width: int, height: int) -> None:
        """Take another size; the place at the top stays there."""
        if width == self._layout.width and height == self._height:
            return
        place = self.top_place()
        self._height = max(1, height)
        before = self._layout
        self._layout = Layout(self.page, width)
        if self._layout.width == before.width:
            self._layout = before
        self.go(place)

    # What is seen

    @property
    def rows(self) -> list[Row]:
        """The rows on the screen."""
        if self._shown is None:
            shown: list[Row] = []
            number, row = self._top
            while number < len(self.page) and len(shown) < self._height:
                rows = self._layout.rows(number)
                shown += rows[row : row + self._height - len(shown)]
                number, row = number + 1, 0
            self._shown = shown
        return self._shown

    @property
    def is_at_end(self) -> bool:
        """Whether the last row is seen."""
        return self.end_place() >= len(self.page.text.rstrip())

    @property
    def fits_whole(self) -> bool:
        """Whether all of it is seen at once."""
        return self._top == (0, 0) and self.is_at_end

    def top_place(self) -> int:
        """Return the place in the text at the top."""
        for row in self.rows:
            span = span_of(row)
            if span is not None:
                return span[0]
        return self.page.bounds(self._top[0])[0]

    def end_place(self) -> int:
        """Return where the text on the screen ends."""
        ends = [span[1] for span in map(span_of, self.rows) if span is not None]
        return max(ends, default=self.page.bounds(self._top[0])[0])

    def bar(self) -> tuple[int, int]:
        """Return the lines of the screen on which the scroll bar stands."""
        whole = max(1, len(self.page.text))
        start, end = self.top_place(), self.end_place()
        length = max(1, round(self._height * (end - start) / whole))
        if self.is_at_end:
            return self._height - length, self._height
        first = int(start * self._height / whole)
        if self._top != (0, 0):
            first = max(1, first)
        first = min(first, self._height - length - 1)
        return first, first + length

    # Going

    def go(self, place: int) -> None:
        """Bring a place to the top, as far as there is text below it."""
        self._set(self._spot(place))
        self._fill()

    def scroll(self, rows: int) -> None:
        """Go so many rows down, or up where negative."""
        self._set(self._moved(self._top, rows))
        self._fill()

    def reveal(self, start: int, end: int, *, jump: bool = False) -> None:
        """Scroll as far as is needed to see a stretch; its beginning, where it is longer.

        A *jump* to what is not seen brings it to the upper third.
        """
        first, last = self._spot(start), self._spot(max(start, end - 1))
        if self._is_seen(first) and self._is_seen(last):
            return
        if jump:
            self._set(self._moved(first, -(self._height // 3)))
        elif first < self._top:
            self._set(self._moved(first, -1) if self._height > 1 else first)
        else:
            top = self._moved(last, 2 - self._height)
            self._set(min(top, first))
        self._fill()

    def _is_seen(self, spot: Spot) -> bool:
        return self._top <= spot <= self._moved(self._top, self._height - 1)

    def _set(self, spot: Spot) -> None:
        if spot != self._top:
            self._top = spot
            self._shown = None

    def _fill(self) -> None:
        """Leave no empty lines below the text while there is text above."""
        self._shown = None
        missing = self._height - len(self.rows)
        if missing > 0 and self._top > (0, 0):
            self._set(self._moved(self._top, -missing))
            self._shown = None

    def _spot(self, place: int) -> Spot:
        """Return the row on which a place stands."""
        number = self.page.number_at(place)
        best = 0
        for at, row in enumerate(self._layout.rows(number)):
            span = span_of(row)
            if span is not None and span[0] <= place:
                best = at
                if place < span[1]:
                    break
        return number, best

    def _moved(self, spot: Spot, rows: int) -> Spot:
        """Return the row that lies so many further down; the first or last where there are none."""
        number, row = spot
        row += rows
        while row < 0 and number > 0:
            number -= 1
            row += len(self._layout.rows(number))
        if row < 0:
            return 0, 0
        while True:
            count = len(self._layout.rows(number))
            if row < count:
                return number, row
            if number + 1 >= len(self.page):
                return number, max(0, count - 1)
            row -= count
            number += 1
