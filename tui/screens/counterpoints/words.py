"""The learner's own words, with those marked that an item is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import one_line
from tui.widgets.prose import block, wrap_pieces
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from tui.screens.counterpoints.cards import Argued
    from tui.widgets.lines import Piece
    from tui.widgets.prose import Line

__all__ = ["YourWords", "excerpt"]

MARKED: Final = "bold underline"
"""Seen without colour, too."""
_LONGEST_QUOTE: Final = 240
_NEAR: Final = (50, 70)
"""Characters before and after the words that a card shows."""
_FAR: Final = 2000
"""Characters before and after them that stand beside the cards."""
_MEASURE: Final = 76
_GONE: Final = "No longer in your text."


def excerpt(card: Argued, *, is_beside: bool) -> list[Piece]:
    """Return the words in quotation marks, with what stands around them in the same answer.

    Where the text stands *beside* the cards, the words alone.
    """
    more = glyphs().more
    if card.span is None or is_beside:
        quote = _cut(one_line(card.point.target_quote))
        gone = [(f" {_GONE}", "muted")] if card.span is None and quote else []
        return [(_quoted(quote), MARKED), *gone] if quote else []
    start, end = card.span
    first = _from(card.text, start - _NEAR[0], start)
    last = _until(card.text, end, end + _NEAR[1])
    before, after = card.text[first:start], card.text[end:last]
    return [
        (_joined(more if first else "", before, is_before=True), "muted"),
        (_quoted(_cut(one_line(card.text[start:end]))), MARKED),
        (_joined("" if _ends(card.text, last) else more, after, is_before=False), "muted"),
    ]


def _quoted(words: str) -> str:
    return f"{plain_punctuation('“')}{words}{plain_punctuation('”')}"


def _joined(more: str, text: str, *, is_before: bool) -> str:
    """Return what stands before or after the words on one line, with its space towards them."""
    words = one_line(text)
    if is_before:
        return f"{more}{words}{' ' if text[-1:].isspace() else ''}" if words else ""
    return f"{' ' if text[:1].isspace() else ''}{words}{more}" if words else ""


def _cut(quote: str) -> str:
    more = glyphs().more
    return quote if len(quote) <= _LONGEST_QUOTE else f"{quote[:_LONGEST_QUOTE]}{more}"


def _ends(text: str, at: int) -> bool:
    """Return whether nothing is cut at a place: the text ends there, or a sentence does."""
    return at >= len(text) or text[at - 1 : at] == "."


def _from(text: str, start: int, end: int) -> int:
    """Return where to begin: at a sentence, else at a word."""
    if start <= 0:
        return 0
    sentence = text.find(". ", start, end)
    if sentence >= 0:
        return sentence + 2
    return text.find(" ", start, end) + 1 or start


def _until(text: str, start: int, end: int) -> int:
    """Return where to end: with a sentence, else with a word."""
    if end >= len(text):
        return len(text)
    sentence = text.rfind(". ", start, end)
    if sentence >= 0:
        return sentence + 1
    found = text.rfind(" ", start, end)
    return found if found > 0 else end


class YourWords(Sheet, can_focus=False):
    """The answer that the item under the cursor is about, beside it where there is room."""

    PURPOSE: ClassVar[str] = "What you wrote; the words that the item is about are underlined."

    def __init__(self) -> None:
        super().__init__(id="own-words")
        self._card: Argued | None = None
        self._marked = 0

    def show(self, card: Argued | None) -> None:
        """Show the text that an item is about, from a little above its words."""
        if card == self._card:
            return
        self._card = card
        self.redraw()
        room = max(1, self.scrollable_content_region.height)
        above = self._marked - room // 3 if self._marked > room * 2 // 3 else 0
        self.scroll_to(y=max(0, above), animate=False, force=True)

    def draw(self, width: int) -> list[Line]:
        """Draw what was asked, and the answer."""
        card, self._marked = self._card, 0
        if card is None:
            return []
        width = min(width, _MEASURE)
        lines: list[Line] = [[("In your words", "accent bold")]]
        about = one_line(card.asked)
        if not card.point.target_quote:
            about = about or "This one is about the section, not about particular words."
        elif card.span is None:
            about = "The words that this one is about are no longer in your text."
        lines += [*block(about, "muted", width), []]
        mark = (f"{glyphs().quote} ", "accent")
        for row in wrap_pieces(_whole(card), width - 2):
            is_marked = any(ink == MARKED for _, ink in row)
            if is_marked and not self._marked:
                self._marked = len(lines)
            lines.append([mark if is_marked else ("  ", ""), *row])
        return lines


def _whole(card: Argued) -> list[Piece]:
    more = glyphs().more
    if card.span is None:
        cut = card.text[: 2 * _FAR]
        return [(cut, ""), *([(more, "muted")] if len(card.text) > len(cut) else ())]
    start, end = card.span
    first, last = max(0, start - _FAR), min(len(card.text), end + _FAR)
    return [
        *([(more, "muted")] if first else ()),
        (card.text[first:start], ""),
        (card.text[start:end], MARKED),
        (card.text[end:last], ""),
        *([(more, "muted")] if last < len(card.text) else ()),
    ]
