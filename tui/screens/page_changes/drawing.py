"""What the last refresh of a page found, as lines to read. Nothing here touches the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.evidence_words import quote_sign, quote_word
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import one_line
from tui.widgets.comparison import MEASURE, Comparison, drawn_difference, stops_in
from tui.widgets.prose import block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.evidence.comparing import Comparison as PageComparison
    from lab.model import Claim, Evidence, Quote
    from tui.widgets.prose import Line

__all__ = ["draw_changes"]

_ORDER = ("gone", "moved", "stands", "unchecked")


def draw_changes(
    compared: PageComparison, evidence: Evidence, claims: Sequence[Claim], *, width: int
) -> Comparison:
    """Return the quotes first, those in doubt on top, then every changed passage."""
    width = max(8, min(width - 2, MEASURE))
    lines: list[Line] = []
    quotes = sorted(evidence.quotes, key=lambda quote: _ORDER.index(quote.standing))
    if quotes:
        number = len(quotes)
        words = f"How your {number} quotes stand" if number > 1 else "How your quote stands"
        lines.append([(words, "accent bold")])
        for quote in quotes:
            lines += _quote(quote, claims, width)
        lines.append([])
    lines.append([("What changed on the page", "accent bold")])
    if compared.is_unchanged:
        words = "Not a word. If it is marked as changed, then in its links or its layout."
        return Comparison([*lines, *block(words, "muted", width)], [], words)
    stops: list[tuple[int, int]] = []
    texts = []
    for number, passage in enumerate(compared.passages(more=glyphs().more)):
        lines += [[]] if number else []
        drawn, marked = drawn_difference(passage.segments, width, beyond="open the page itself.")
        stops += stops_in(drawn, len(lines))
        lines += drawn
        texts.append(marked)
    return Comparison([*lines, []], stops, f"\n\n{glyphs().more}\n\n".join(texts))


def _quote(quote: Quote, claims: Sequence[Claim], width: int) -> list[Line]:
    sign, ink = quote_sign(quote)
    word = quote_word(quote) or "not checked"
    open_, close = plain_punctuation("“"), plain_punctuation("”")
    lines = block(
        f"{open_}{one_line(quote.exact)}{close}",
        "muted" if quote.standing == "stands" else "",
        width,
        first=f"{sign} {word:<7}",
        first_ink=ink,
    )
    indent = " " * 9
    if quote.now and quote.now != quote.exact:
        lines += block(one_line(quote.now), "", width, first=f"{indent}now: ", rest=indent)
    for claim in claims:
        if quote.id in claim.evidence:
            text = f"{claim.id}: {one_line(claim.statement)}"
            lines += block(text, "muted", width, first=f"{indent}{glyphs().right} ")
    return lines
