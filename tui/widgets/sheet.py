"""Things that are drawn as lines and scrolled: a page to read, and a list of cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.bindings import bindings_of
from tui.glyphs import glyphs
from tui.widgets.lines import drawn, ink_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType

    from tui.widgets.lines import Ink
    from tui.widgets.prose import Line

__all__ = ["CardList", "Sheet"]

Card = TypeVar("Card")


class Sheet(ScrollView, can_focus=True):
    """Lines to read, made for the width that there is."""

    PURPOSE: ClassVar[str] = "A page to read: the arrows, PgUp and PgDn scroll it."
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("list")

    DEFAULT_CSS = """
    Sheet { background: $background; overflow-x: hidden; scrollbar-size-vertical: 1;
        scrollbar-background: $background; scrollbar-color: $panel; scrollbar-gutter: stable; }
    """

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: list[Line] = []
        self._lines_of = -1
        self._inks: dict[Ink, Style] = {}
        self._inks_of = ""

    def draw(self, width: int) -> list[Line]:
        """Return all lines, for a width."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Make the lines again."""
        self._lines_of = -1
        width = self.scrollable_content_region.width
        if width > 0:
            self._lines_of = width
            self._lines = self.draw(width)
            size = Size(0, len(self._lines))
            if size != self.virtual_size:
                self.virtual_size = size
                self.refresh(layout=self.styles.is_auto_height)
        self.refresh()

    def on_resize(self) -> None:
        """Make the lines for the new width."""
        if self._lines_of != self.scrollable_content_region.width:
            self.redraw()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines at a width."""
        del container, viewport
        return len(self.draw(width)) if width > 0 else 0

    def ink(self, name: Ink) -> Style:
        """Return the style of an ink."""
        if self._inks_of != self.app.theme:
            self._inks.clear()
            self._inks_of = self.app.theme
        style = self._inks.get(name)
        if style is None:
            style = self._inks[name] = ink_style(self.app, name)
        return style

    def render_line(self, y: int) -> Strip:
        """Draw the line that scrolling has brought here."""
        number = y + self.scroll_offset.y
        base = self.rich_style + self.behind(number)
        pieces = self._lines[number] if number < len(self._lines) else []
        return Strip(drawn(pieces, base, self.ink)).adjust_cell_length(
            self.scrollable_content_region.width, base
        )

    def behind(self, number: int) -> Style:
        """Return what is added to the style of a whole line."""
        del number
        return self.ink("")

    def action_down(self) -> None:
        """Scroll a line down."""
        self.scroll_relative(y=1, animate=False)

    def action_up(self) -> None:
        """Scroll a line up."""
        self.scroll_relative(y=-1, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll so many screenfuls down, or up where negative."""
        self.scroll_relative(y=pages * max(1, self.size.height - 1), animate=False)

    def action_first(self) -> None:
        """Scroll to the top."""
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        """Scroll to the end."""
        self.scroll_end(animate=False)


class CardList(Sheet, Generic[Card]):
    """Cards of some lines each, and a cursor that goes from one to the next."""

    PURPOSE: ClassVar[str] = "A list: the arrows go from one entry to the next."

    GAP: ClassVar[int] = 1
    """Empty lines between two cards."""

    CURSOR_STAYS: ClassVar[bool] = True
    """Whether the cursor is drawn while the keys go elsewhere."""

    class Moved(Message):
        """The cursor is on another card."""

        def __init__(self, cards: CardList[Any]) -> None:
            super().__init__()
            self.cards = cards

        @property
        def control(self) -> CardList[Any]:
            """The list."""
            return self.cards

    class Chosen(Moved):
        """Enter, or a click on the card under the cursor."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._cards: Sequence[Card] = ()
        self._shown: list[Card] | None = None
        self._cursor = 0
        self._spans: list[tuple[int, int]] = []

    # What a subclass says

    def key_of(self, card: Card) -> str:
        """Return what identifies a card while cards come and go."""
        raise NotImplementedError

    def lines(self, card: Card, width: int) -> list[Line]:
        """Return how a card is drawn."""
        raise NotImplementedError

    # Cards and cursor

    @property
    def cards(self) -> Sequence[Card]:
        """The cards that are shown."""
        return self._cards

    @property
    def card(self) -> Card | None:
        """The card under the cursor."""
        return self._cards[self._cursor] if self._cursor < len(self._cards) else None

    @property
    def cursor(self) -> int:
        """The number of the card under the cursor."""
        return self._cursor

    def show(self, cards: Sequence[Card], *, at: str = "") -> None:
        """Show other cards, the cursor on the one with the key *at*, else where it was."""
        there = self.card
        key = at or (self.key_of(there) if there is not None else "")
        self._cards = cards
        keys = [self.key_of(card) for card in cards]
        place = keys.index(key) if key in keys else min(self._cursor, len(cards) - 1)
        cursor = max(0, place)
        if cards == self._shown and cursor == self._cursor:
            return
        self._shown = [*cards]
        self._cursor = cursor
        self.redraw()
        self.call_after_refresh(self._keep_in_view)

    def move_to(self, number: int) -> None:
        """Put the cursor on a card, the nearest there is."""
        number = max(0, min(number, len(self._cards) - 1))
        if number != self._cursor:
            self._cursor = number
            self.redraw()
            self._keep_in_view()
            self.post_message(self.Moved(self))

    def move_to_key(self, key: str) -> None:
        """Put the cursor on the card with that key, if it is here."""
        for number, card in enumerate(self._cards):
            if self.key_of(card) == key:
                self.move_to(number)
                return

    def _keep_in_view(self) -> None:
        if self._cursor < len(self._spans) and self.scrollable_content_region.height:
            top, bottom = self._spans[self._cursor]
            self.scroll_to_region(
                Region(0, top, 1, bottom - top), animate=False, force=True, immediate=True
            )

    # Drawing

    def draw(self, width: int) -> list[Line]:
        """Return the lines of all cards, each behind a sign where the cursor is."""
        signs = glyphs()
        lines: list[Line] = []
        spans = []
        for number, card in enumerate(self._cards):
            if number:
                lines += [[] for _ in range(self.GAP)]
            top = len(lines)
            is_here = number == self._cursor and (self.CURSOR_STAYS or self.has_focus)
            sign = f"{signs.cursor} " if is_here else "  "
            lines += [[(sign, "accent"), *line] for line in self.lines(card, width - 2)]
            spans.append((top, len(lines)))
        self._spans = spans
        return lines

    def behind(self, number: int) -> Style:
        """Colour the card under the cursor."""
        if self._cursor < len(self._spans):
            top, bottom = self._spans[self._cursor]
            if top <= number < bottom:
                return self.ink("on-cursor" if self.has_focus else "")
        return self.ink("")

    def on_resize(self) -> None:
        """Make the lines for the new width, and keep the cursor in view."""
        super().on_resize()
        self.call_after_refresh(self._keep_in_view)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.redraw()

    def on_blur(self) -> None:
        """Show the cursor less."""
        self.redraw()

    # Keys and mouse

    def action_down(self) -> None:
        """Go to the next card."""
        self.move_to(self._cursor + 1)

    def action_up(self) -> None:
        """Go to the card before."""
        self.move_to(self._cursor - 1)

    def action_page(self, pages: int) -> None:
        """Go a screenful down, or up where negative, so that no line is passed over unseen."""
        height, here = self.scrollable_content_region.height, self.scroll_offset.y
        if not self._spans or not height:
            return
        numbers = range(len(self._spans))
        if pages > 0:
            below = [n for n in numbers if self._spans[n][1] > here + height]
            # What does not fit is read line by line; else the next page begins at a card.
            top = self._top_of(below[0]) if below else self.max_scroll_y
            top = top if top > here else here + height - 1
        else:
            above = [n for n in numbers if self._top_of(n) < here]
            top = self._spans[above[-1]][1] - height if above else 0
            top = top if top < here else here - height + 1
        top = max(0, min(top, int(self.max_scroll_y)))
        seen = [
            n for n in numbers if self._top_of(n) >= top and self._spans[n][1] <= top + height
        ] or [n for n in numbers if self._spans[n][1] > top][:1]
        if top == here:
            seen = [*numbers]
        self._cursor = seen[-1] if pages > 0 else seen[0]
        self.redraw()
        self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.post_message(self.Moved(self))

    def _top_of(self, number: int) -> int:
        """Return the line from which on a card is to be seen, with what stands above it."""
        return self._spans[number][0]

    def action_first(self) -> None:
        """Go to the first card."""
        self.move_to(0)

    def action_last(self) -> None:
        """Go to the last card."""
        self.move_to(len(self._cards) - 1)

    def action_choose(self) -> None:
        """Choose the card under the cursor."""
        if self.card is not None:
            self.post_message(self.Chosen(self))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click there chooses."""
        line = event.y + self.scroll_offset.y
        for number, (top, bottom) in enumerate(self._spans):
            if top <= line < bottom:
                if number == self._cursor and event.chain > 1:
                    self.action_choose()
                self.move_to(number)
