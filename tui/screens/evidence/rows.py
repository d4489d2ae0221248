"""The list: what is being captured, then every piece of evidence with its quotes below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from lab.figures import size_in_words
from tui.evidence_words import (
    is_changed,
    kind_word,
    quote_sign,
    quote_word,
    sign_of,
    title_of,
    used_by,
)
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line, width_of
from tui.widgets.rows import RowList
from tui.wording import age

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from lab.model import Claim, Evidence, Quote, Teardown
    from tui.capturing import Job
    from tui.widgets.lines import Ink, Piece

__all__ = ["EvidenceRows", "Row", "rows_of"]

_VERDICT: Final = 15
_AGE: Final = 14
_CLAIMS: Final = 10
_SITE: Final = 22
_WITH_VERDICT: Final = 50
_WITH_CLAIMS: Final = 72
_WITH_SITE: Final = 104
"""Cells of the columns, and from how many of the whole each is shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a capture under way, a piece of evidence, or a quote of the piece above it."""

    key: str
    job: Job | None = None
    evidence: Evidence | None = None
    """For a quote the page that it stands on."""
    quote: Quote | None = None
    claims: tuple[Claim, ...] = ()
    """Those that rest on it."""
    refreshing: Job | None = None
    """The capture that is bringing this page again."""
    stale: str = ""
    """Why it is old, in a sentence; empty while it is not."""


def _stale(evidence: Evidence, today: date) -> str:
    from lab.evidence.ageing import age_of

    age = age_of(evidence, today)
    return f"{age.words[:1].upper()}{age.words[1:]}." if age.stale else ""


def rows_of(
    record: Teardown,
    jobs: Sequence[Job],
    *,
    today: date,
    folded: bool,
) -> list[Row]:
    """Return the lines, the newest piece first; *folded* leaves the quotes out."""
    from lab.evidence.keeping import uses

    new = sorted((job for job in jobs if not job.evidence_id), key=lambda job: not job.is_going_on)
    rows = [Row(f"job {job.number}", job=job) for job in new]
    on_pieces = uses(record)
    on_names: dict[str, list[Claim]] = {}
    for claim in record.claims:
        for name in claim.evidence:
            on_names.setdefault(name, []).append(claim)
    again = {job.evidence_id: job for job in jobs if job.evidence_id}
    for evidence in reversed(record.evidence):
        rows.append(
            Row(
                evidence.id,
                evidence=evidence,
                claims=tuple(on_pieces[evidence.id]),
                refreshing=again.get(evidence.id),
                stale=_stale(evidence, today),
            )
        )
        if not folded:
            rows += [
                Row(
                    f"{evidence.id} {quote.id}",
                    evidence=evidence,
                    quote=quote,
                    claims=tuple(on_names.get(quote.id, ())),
                )
                for quote in evidence.quotes
            ]
    return rows


class EvidenceRows(RowList[Row]):
    """One line each, its columns as many as there is room for."""

    PURPOSE: ClassVar[str] = (
        "What was captured, the newest first, each with its verdict, its age and the claims that "
        "rest on it; below it the quotes, and whether they still stand. Enter reads it."
    )

    def __init__(self) -> None:
        super().__init__(id="evidence")
        self._now: datetime | None = None
        self._offset = 0

    def set_time(self, now: datetime, offset: int) -> None:
        """Count ages from here."""
        self._now, self._offset = now, offset

    def key_of(self, row: Row) -> str:
        """Return what identifies a line."""
        return row.key

    def pieces(self, row: Row, width: int) -> Iterable[Piece]:
        """Draw a line."""
        if row.job is not None:
            return _job(row.job, width)
        if row.quote is not None:
            return _quote(row.quote, len(row.claims), width)
        if row.evidence is not None:
            return self._piece(row, row.evidence, width)
        return ()

    def _piece(self, row: Row, evidence: Evidence, width: int) -> list[Piece]:
        sign, ink = sign_of(evidence)
        verdict: Piece = (kind_word(evidence), ink)
        if row.refreshing is not None:
            sign, ink = _sign(row.refreshing)
            verdict = (_doing(row.refreshing), ink)
        elif is_changed(evidence):
            verdict = ("changed", "accent bold")
        columns: list[tuple[Piece, int]] = []
        if width >= _WITH_SITE:
            columns.append(((one_line(evidence.site or _host(evidence.url)), "muted"), _SITE))
        if width >= _WITH_VERDICT:
            columns.append((verdict, _VERDICT))
        columns.append((self._age(row, evidence), _AGE))
        if width >= _WITH_CLAIMS:
            columns.append(((used_by(len(row.claims)), "muted"), _CLAIMS))
        room = width - 2 - sum(size + 1 for _, size in columns)
        more = glyphs().more
        title = fit(title_of(evidence), room, more=more)
        drawn: list[Piece] = [(f"{sign} ", ink), (title, "bold")]
        for (text, colour), size in columns:
            drawn.append((" " + fit(text, size, more=more), colour))
        return drawn

    def _age(self, row: Row, evidence: Evidence) -> Piece:
        seen = evidence.latest.fetched_at if evidence.latest is not None else None
        instant = seen or evidence.fetched_at
        if instant is None or self._now is None:
            return "", ""
        words = age(instant.isoformat(), now=self._now, offset=self._offset)
        return (f"{glyphs().warning} {words}", "warning") if row.stale else (words, "muted")


def _quote(quote: Quote, claims: int, width: int) -> list[Piece]:
    sign, ink = quote_sign(quote)
    word = quote_word(quote)
    text = plain_punctuation("“") + one_line(quote.exact) + plain_punctuation("”")
    dim: Ink = "muted" if quote.standing in {"stands", "unchecked"} else ""
    # The words stand below the ages, the claims below the claims.
    end: list[Piece] = [(" " + fit(word, _AGE), ink)]
    if width >= _WITH_CLAIMS:
        end.append((" " + fit(used_by(claims), _CLAIMS), "muted"))
    room = width - 4 - sum(width_of(piece) for piece, _ in end)
    return [(f"  {sign} ", ink), (fit(text, room, more=glyphs().more), dim), *end]


def _job(job: Job, width: int) -> list[Piece]:
    sign, ink = _sign(job)
    end = f" {_doing(job)} "
    room = width - 2 - width_of(end)
    source = fit(one_line(job.source), room, more=glyphs().more)
    return [(f"{sign} ", ink), (source, ""), (end, ink)]


def _sign(job: Job) -> tuple[str, Ink]:
    return (glyphs().warning, "bad") if job.state == "failed" else (glyphs().started, "accent")


def _doing(job: Job) -> str:
    if job.state == "waiting":
        return "waits"
    if job.state == "failed":
        return "not refreshed" if job.evidence_id else "not captured"
    if job.state == "keeping":
        return "keeping it"
    if not job.received:
        return plain_punctuation("fetching…")
    of = f" of {size_in_words(job.expected)}" if job.expected else ""
    return f"{size_in_words(job.received)}{of}"


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].removeprefix("www.")
