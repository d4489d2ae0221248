"""What is known about the line under the cursor: whole where there is room, else its gist."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from lab.errors import TeardownError
from lab.figures import counted, size_in_words
from tui.evidence_words import (
    is_changed,
    kind_word,
    quote_sign,
    quote_word,
    sign_of,
    title_of,
)
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import one_line
from tui.presenter import words_for
from tui.widgets.prose import block, wrap_pieces
from tui.widgets.sheet import Sheet
from tui.wording import when

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from lab.model import Claim, Evidence, Quote
    from tui.capturing import Job
    from tui.screens.evidence.rows import Row
    from tui.widgets.prose import Line

__all__ = ["Detail", "beginning_of"]

FIRST_LINES: Final = 12
"""Lines of a page that are shown here; the rest is read on the page itself."""

_MEASURE: Final = 84
_BEGINNING: Final = 4000
"""Characters of a page among which its first lines are."""
_MOST_QUOTES: Final = 30
_SCRIPT: Final = (
    "Open it in your browser, save it there (Ctrl+S, or SingleFile), and add the saved file: a."
)


class Detail(Sheet):
    """Verdict, reasons, facts, first lines, quotes, and the claims that rest on it."""

    PURPOSE: ClassVar[str] = "What is known about the line under the cursor."

    def __init__(self) -> None:
        super().__init__(id="evidence-detail")
        self._row: Row | None = None
        self._now: datetime | None = None
        self._offset = 0
        self._first: Sequence[str] = ()
        self.is_brief = False

    def set_time(self, now: datetime, offset: int) -> None:
        """Count ages from here."""
        self._now, self._offset = now, offset

    def show(self, row: Row | None, *, first: Sequence[str] = ()) -> None:
        """Show a line of the list; *first* is how its page begins."""
        is_other = row is None or self._row is None or row.key != self._row.key
        self._row, self._first = row, first
        if is_other:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.redraw()

    def draw(self, width: int) -> list[Line]:
        """Draw it."""
        row, width = self._row, max(8, min(width - 1, _MEASURE))
        if row is None:
            return []
        if row.job is not None:
            return _job(row.job, width, is_brief=self.is_brief)
        if row.evidence is None:
            return []
        if row.quote is not None:
            return self._quote(row.quote, row, width)
        return (
            self._brief(row, row.evidence, width)
            if self.is_brief
            else self._piece(row, row.evidence, width)
        )

    # A piece of evidence

    def _piece(self, row: Row, evidence: Evidence, width: int) -> list[Line]:
        lines = block(title_of(evidence), "bold", width)
        if evidence.url:
            lines += block(evidence.final_url or evidence.url, "muted", width)
        lines += [[], *self._verdict(evidence, width)]
        facts = self._facts(evidence)
        if facts:
            lines += block(facts, "muted", width)
        for words in (row.stale, self._looked_again(evidence)):
            if words:
                lines += block(plain_punctuation(words), "warning", width)
        if row.refreshing is not None and row.refreshing.error is not None:
            words = words_for(row.refreshing.error)
            lines += [[], *block("The last refresh did not work", "bad", width)]
            lines += block(plain_punctuation(words), "", width)
        if evidence.note and evidence.note != evidence.title:
            lines += [[], *block(evidence.note, "", width)]
        lines += _claims(row.claims, width)
        lines += _quotes(evidence.quotes, width)
        if self._first:
            lines += [[], [("How it begins", "accent bold")]]
            for text in self._first:
                lines += block(text, "muted", width)[:3]
        return lines

    def _brief(self, row: Row, evidence: Evidence, width: int) -> list[Line]:
        sign, ink = sign_of(evidence)
        gist = [kind_word(evidence), *(one_line(reason) for reason in evidence.reasons[:1])]
        rests = counted(len(row.claims), "claim") if row.claims else "no claim"
        gist.append(f"{rests} on it")
        looked = self._looked_again(evidence) or row.stale
        if looked:
            gist.insert(1, looked)
        text = f" {glyphs().dot} ".join(part.rstrip(".") for part in gist)
        return wrap_pieces([(f"{sign} ", ink), (plain_punctuation(text), "")], width)

    def _verdict(self, evidence: Evidence, width: int) -> list[Line]:
        sign, ink = sign_of(evidence)
        lines: list[Line] = [[(f"{sign} ", ink), (kind_word(evidence), f"{ink} bold")]]
        for reason in evidence.reasons:
            lines += block(plain_punctuation(reason), "", width)
        if evidence.verdict in {"client-rendered", "blocked"}:
            lines += block(plain_punctuation(_SCRIPT), "", width)
        return lines

    def _facts(self, evidence: Evidence) -> str:
        facts = [evidence.site, evidence.author]
        if evidence.published:
            facts.append(f"published {evidence.published}")
        facts.append(evidence.language)
        if evidence.fetched_at is not None:
            verb = "seen" if evidence.kind == "observation" else "captured"
            facts.append(f"{verb} {self._moment(evidence.fetched_at)}")
        return f" {glyphs().dot} ".join(one_line(fact) for fact in facts if fact)

    def _looked_again(self, evidence: Evidence) -> str:
        latest = evidence.latest
        if latest is None or latest.fetched_at is None or self._now is None:
            return ""
        ago = when(latest.fetched_at.isoformat(), now=self._now, offset=self._offset)
        if is_changed(evidence):
            return f"Captured again {ago}: the page has changed. v shows how, t takes it."
        return f"Captured again {ago}: it says the same."

    def _moment(self, instant: datetime) -> str:
        there = instant + timedelta(seconds=self._offset)
        return f"{there.day} {there:%b %Y, %H:%M}"

    # A quote

    def _quote(self, quote: Quote, row: Row, width: int) -> list[Line]:
        sign, ink = quote_sign(quote)
        lines = block(plain_punctuation("“") + quote.exact + plain_punctuation("”"), "", width)
        told = {
            "stands": "It stands on the page as it was quoted.",
            "moved": "It has changed a little, or stands elsewhere on the page.",
            "gone": "It is no longer on the page.",
        }.get(quote.standing, "Nobody has looked again yet: r captures the page once more.")
        head = f"{sign} {quote_word(quote)}".rstrip()
        lines += [[]] if not self.is_brief else []
        lines += wrap_pieces([(f"{head} ", ink), (told, "muted")], width)
        if quote.now and quote.now != quote.exact:
            lines += block(quote.now, "", width, first="now ")
        if quote.note:
            lines += [[], *block(quote.note, "", width)]
        about = _claims(row.claims, width)
        return lines + (about[1:] if self.is_brief else about)


def beginning_of(text: str) -> list[str]:
    """Return the first lines of a page that say something, as they read."""
    from lab.evidence.quoting import page_text

    lines = (line.strip() for line in page_text(text[:_BEGINNING]).text.splitlines())
    return [line for line in lines if line][:FIRST_LINES]


def _claims(claims: Sequence[Claim], width: int) -> list[Line]:
    if not claims:
        return [[], [("No claim rests on it yet.", "muted")]]
    lines: list[Line] = [[], [(f"{counted(len(claims), 'claim')} on it", "accent bold")]]
    for claim in claims:
        lines += block(one_line(claim.statement), "", width, first=f"{glyphs().dot} ")
    return lines


def _quotes(quotes: Sequence[Quote], width: int) -> list[Line]:
    if not quotes:
        return []
    lines: list[Line] = [[], [(counted(len(quotes), "quote"), "accent bold")]]
    for quote in quotes[:_MOST_QUOTES]:
        sign, ink = quote_sign(quote)
        word = quote_word(quote)
        text = f"{word}: {one_line(quote.exact)}" if word else one_line(quote.exact)
        lines += block(text, "", width, first=f"{sign} ", first_ink=ink)
    return lines


def _job(job: Job, width: int, *, is_brief: bool) -> list[Line]:
    lines = [] if is_brief else [*block(job.source, "bold", width), []]
    if job.error is not None:
        error = job.error
        if isinstance(error, TeardownError):
            lines += block(plain_punctuation(f"{error.what}.".replace("..", ".")), "bad", width)
            for words in (error.why, error.todo):
                if words:
                    sentence = f"{words[:1].upper()}{words[1:]}".rstrip(".") + "."
                    lines += block(plain_punctuation(sentence), "", width)
        else:
            lines += block(words_for(error), "bad", width)
        rest = "Enter tries again, e changes the address, x forgets it."
        if job.wants_yes:
            rest = "Enter captures it all the same, after a question; x forgets it."
        return [*lines, *([] if is_brief else [[]]), *block(rest, "muted", width)]
    if job.state == "waiting":
        return [*lines, *block("Waits until the one before it is done. x takes it out.", "", width)]
    of = f" of {size_in_words(job.expected)}" if job.expected else ""
    came = f"{size_in_words(job.received)}{of} so far. " if job.received else "Asking for it. "
    rest = "You may go on with anything else meanwhile; x stops it."
    return lines + block(came + rest, "", width)
