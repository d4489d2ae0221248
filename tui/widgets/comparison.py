"""Two wordings of one thing as lines with their differences marked, and the page they stand on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Final

from textual.geometry import Region
from textual.message import Message

from lab.figures import counted
from lab.wording import Segment, in_context
from tui.glyphs import UNICODE, glyphs
from tui.widgets.prose import wrap_pieces
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    from tui.widgets.lines import Piece
    from tui.widgets.prose import Line

__all__ = ["MEASURE", "Comparison", "ComparisonSheet", "both_sign", "drawn_difference", "stops_in"]

MEASURE: Final = 92
"""Cells of a line that reads well."""

LONG: Final = 70
"""Characters from which on removed and added do not share a line."""

MOST_LINES: Final = 4000
"""Lines of one difference; what goes on beyond them is read in the text itself."""

_INKS: Final = {"removed": "bad strike", "added": "good underline", "equal": ""}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts against each other, drawn for a width."""

    lines: list[Line] = field(default_factory=list)
    stops: list[tuple[int, int]] = field(default_factory=list)
    """First line and the line after the last of each changed place, in order."""
    text: str = ""
    """The same to be copied, with marks around what was removed and added."""


def drawn_difference(
    words: Sequence[Segment], width: int, *, beyond: str
) -> tuple[list[Line], str]:
    """Return a difference as lines, each behind a sign that says what changed in it.

    Beside them the same as text, with marks. Of what is equal a part is left out. *beyond*
    says where to read on where it is too long to be shown.
    """
    segments = in_context(words, more=glyphs().more)
    rows = wrap_pieces(_pieces(segments), width - 2)
    lines: list[Line] = [[_sign(row), *row] for row in rows[:MOST_LINES]]
    if len(rows) > MOST_LINES:
        left = f"and {len(rows) - MOST_LINES:,} lines more; {beyond}"
        lines.append([("  ", ""), (left, "muted")])
    marks = {"equal": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return lines, "".join(marks[kind].format(text) for kind, text in segments)


def _pieces(segments: list[Segment]) -> list[Piece]:
    """Return segments in their inks; what was written wholly anew begins on a line of its own."""
    pieces: list[Piece] = []
    before = Segment("equal", "")
    for segment in segments:
        if before.kind == "removed" and segment.kind == "added":
            is_long = max(len(before.text), len(segment.text)) > LONG
            arrow = f" {glyphs().right} " if len(segments) == 2 else " "  # noqa: PLR2004 - one for the other
            pieces.append(("\n" if is_long else arrow, "muted"))
        pieces.append((segment.text, _INKS[segment.kind]))
        before = segment
    return pieces


def _sign(row: Line) -> tuple[str, str]:
    inks = {ink for text, ink in row if text.strip() or len(row) == 1}
    removed, added = _INKS["removed"] in inks, _INKS["added"] in inks
    if removed and added:
        return both_sign(), "accent"
    if removed:
        return "- ", "bad"
    return ("+ ", "good") if added else ("  ", "")


def both_sign() -> str:
    """Return the sign of a line in which something was taken out and something is new."""
    return "± " if glyphs() is UNICODE else "~ "


def stops_in(drawn: list[Line], top: int) -> list[tuple[int, int]]:
    """Return where lines that changed begin and end; the first of them is line *top*."""
    stops: list[tuple[int, int]] = []
    for number, line in enumerate(drawn):
        if not line or not line[0][0].strip():
            continue
        # An empty line between two that changed belongs to both.
        since = stops[-1][1] - top if stops else -1
        if stops and all(not "".join(text for text, _ in x).strip() for x in drawn[since:number]):
            stops[-1] = (stops[-1][0], top + number + 1)
        else:
            stops.append((top + number, top + number + 1))
    return stops


class ComparisonSheet(Sheet):
    """Lines that were drawn elsewhere, and a mark that goes from one changed place to the next."""

    PURPOSE: ClassVar[str] = (
        "What a version says differently: + and underlined is new, - and struck through was "
        "taken out. n and N go from one changed place to the next."
    )

    class Resized(Message):
        """There is another width to draw for."""

    def __init__(self) -> None:
        super().__init__(id="comparison")
        self.comparison = Comparison()
        self._at = -1

    def show(self, comparison: Comparison) -> None:
        """Show another comparison, from its beginning."""
        self.comparison = comparison
        self._at = -1
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.redraw()

    def draw(self, width: int) -> list[Line]:
        """Return the lines, whatever the width: the screen has others drawn for a new one."""
        del width
        return self.comparison.lines

    def on_resize(self) -> None:
        """Ask for lines of the new width."""
        super().on_resize()
        self.post_message(self.Resized())

    def behind(self, number: int) -> Style:
        """Colour the changed place that was gone to."""
        stops = self.comparison.stops
        if 0 <= self._at < len(stops):
            first, last = stops[self._at]
            if first <= number < last:
                return self.ink("on-cursor")
        return self.ink("")

    def go(self, step: int) -> str:
        """Go to the next changed place, or the one before; return in words which one that is."""
        stops = self.comparison.stops
        at = self._at + step if self._at >= 0 else (0 if step > 0 else len(stops) - 1)
        if not 0 <= at < len(stops):
            return "There is no other changed place that way."
        self._at = at
        first, last = stops[at]
        # The heading above it is worth seeing too.
        top = max(0, first - 2)
        region = Region(0, top, 1, min(last - top, self.scrollable_content_region.height))
        self.scroll_to_region(region, animate=False, force=True, immediate=True)
        self.refresh()
        return f"{at + 1} of {counted(len(stops), 'changed place')}."
