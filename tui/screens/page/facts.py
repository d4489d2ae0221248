"""What is known of a page: two lines above it, or all of it beside it where there is room."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from lab.figures import counted
from tui.evidence_words import kind_word, quote_sign, sign_of, title_of
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line, width_of
from tui.screens.page.wording import quote_title, standing_words
from tui.widgets.lines import LineWidget
from tui.widgets.prose import block, two_sided
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from lab.model import Claim, Evidence
    from tui.widgets.lines import Piece
    from tui.widgets.prose import Line

__all__ = ["Facts", "PageHead"]

MOST_LINES: int = 4
"""Lines of a quote that are shown beside the page."""


def day_of(instant: datetime | None, offset: int) -> str:
    """Return the calendar day of an instant, where the learner is."""
    if instant is None:
        return ""
    day = instant + timedelta(seconds=offset)
    return f"{day.day} {day:%b} {day.year}"


class PageHead(LineWidget):
    """The title of the page, and a line of facts."""

    def __init__(self) -> None:
        super().__init__(id="page-head")
        self._evidence: Evidence | None = None
        self._claims = 0
        self._offset = 0

    def show(self, evidence: Evidence, *, claims: int, offset: int) -> None:
        """Show another page's."""
        self._evidence, self._claims, self._offset = evidence, claims, offset
        self.refresh()

    def line(self, y: int, width: int) -> Iterable[Piece]:
        """Draw the title, or the facts."""
        evidence = self._evidence
        if evidence is None:
            return ()
        more = glyphs().more
        quotes = counted(len(evidence.quotes), "quote") if evidence.quotes else "no quotes yet"
        if y == 0:
            return two_sided([(title_of(evidence), "accent bold")], [], width, more=more)
        sign, ink = sign_of(evidence)
        counts = quotes + (
            f" {glyphs().dot} {counted(self._claims, 'claim')}" if self._claims else ""
        )
        facts = [
            one_line(evidence.site),
            f"captured {day_of(evidence.fetched_at, self._offset)}" if evidence.fetched_at else "",
        ]
        known = f" {glyphs().dot} ".join(fact for fact in facts if fact)
        verdict = kind_word(evidence)
        room = width - width_of(verdict) - width_of(counts) - 7
        return [
            (f"{sign} ", ink),
            (verdict, ink),
            ("  ", ""),
            (fit(known, max(0, room), more=more), "muted"),
            ("   ", ""),
            (counts, "muted"),
        ]


class Facts(Sheet):
    """Everything that is known of the page, its quotes, and what rests on them."""

    PURPOSE: ClassVar[str] = "What is known of this page."

    can_focus = False

    def __init__(self) -> None:
        super().__init__(id="page-facts")
        self._evidence: Evidence | None = None
        self._claims: Mapping[str, Sequence[Claim]] = {}
        self._offset = 0
        self._here = ""

    def show(
        self,
        evidence: Evidence,
        *,
        claims: Mapping[str, Sequence[Claim]],
        offset: int,
        here: str = "",
    ) -> None:
        """Show another page's, or another quote under the cursor; *claims* by quote."""
        self._evidence, self._claims = evidence, claims
        self._offset, self._here = offset, here
        self.redraw()

    def draw(self, width: int) -> list[Line]:
        """Draw it."""
        evidence = self._evidence
        if evidence is None:
            return []
        width = max(8, width - 1)
        sign, ink = sign_of(evidence)
        lines = block(kind_word(evidence), ink, width, first=f"{sign} ", first_ink=ink)
        for reason in evidence.reasons:
            lines += block(plain_punctuation(one_line(reason)), "muted", width, first="  ")
        lines.append([])
        for label, text in self._labelled(evidence):
            lines += block(one_line(text), "", width, first=f"{label:<10}", first_ink="muted")
        address = one_line(evidence.final_url or evidence.url)
        if address:
            lines += block(address, "muted", width)
        if evidence.note and evidence.note != evidence.title:
            lines += [[], *block(evidence.note, "", width)]
        return lines + self._quotes(evidence, width)

    def _labelled(self, evidence: Evidence) -> list[tuple[str, str]]:
        looked = evidence.latest.fetched_at if evidence.latest is not None else None
        known = [
            ("site", evidence.site),
            ("author", evidence.author),
            ("published", evidence.published),
            ("captured", day_of(evidence.fetched_at, self._offset)),
            ("refreshed", day_of(looked, self._offset)),
        ]
        return [(label, text) for label, text in known if text]

    def _quotes(self, evidence: Evidence, width: int) -> list[Line]:
        head = counted(len(evidence.quotes), "quote").capitalize()
        lines: list[Line] = [[], [(head if evidence.quotes else "No quotes yet", "accent bold")]]
        for quote in evidence.quotes:
            here = quote.id == self._here
            sign, ink = quote_sign(quote)
            lines.append([])
            words = block(
                quote_title(quote), "" if here else "muted", width,
                first=f"{glyphs().cursor if here else sign} ",
                first_ink="accent" if here else ink,
            )  # fmt: skip
            lines += words[:MOST_LINES]
            if len(words) > MOST_LINES:
                lines[-1].append((glyphs().more, "muted"))
            if quote.standing not in {"unchecked", "stands"}:
                stands = standing_words(quote)
                lines += block(stands, ink, width, first=f"  {sign} ", first_ink=ink)
            if quote.note:
                lines += block(quote.note, "italic", width, first="  ")
            for claim in self._claims.get(quote.id, ()):
                lines += block(one_line(claim.statement), "", width, first=f"  {glyphs().dash} ")[
                    :2
                ]
        return lines
