"""The line below the page: what the cursor is on, and how far one has read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.figures import counted
from tui.evidence_words import quote_sign
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import one_line
from tui.screens.page.wording import cited_by, standing_words
from tui.widgets.lines import LineWidget
from tui.widgets.prose import two_sided

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lab.model import Claim, Quote
    from tui.widgets.lines import Piece

__all__ = ["Foot"]


class Foot(LineWidget):
    """One line of words about what is selected."""

    def __init__(self) -> None:
        super().__init__(id="page-foot")
        self._left: list[Piece] = []
        self._right = ""

    def show(
        self,
        *,
        quote: Quote | None,
        claims: Sequence[Claim],
        address: str,
        words: int,
        hits: str,
        percent: int,
    ) -> None:
        """Say what is known of what is selected; what matters most comes first."""
        left: list[Piece] = []
        if quote is not None:
            sign, ink = quote_sign(quote)
            stands = standing_words(quote)
            if stands:
                stop = "" if stands.endswith(("”", '"')) else "."
                left += [(f"{sign} This quote {stands}{stop} ", ink)]
            left += [(cited_by(claims), "")]
        elif words:
            left += [(f"{counted(words, 'word')} selected", "")]
        elif address:
            left += [(f"{glyphs().right} {one_line(address)}", "muted")]
        if hits:
            left = [(f"{plain_punctuation(hits)}   ", "accent"), *left]
        self._left = left
        self._right = f"{percent} %"
        self.refresh()

    def line(self, y: int, width: int) -> Iterable[Piece]:
        """Draw it."""
        del y
        return two_sided(self._left, [(self._right, "muted")], width, more=glyphs().more)
