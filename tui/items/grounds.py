"""What a claim rests on, in words: for its card, and to be picked in its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.figures import counted
from tui.evidence_words import is_changed, quote_sign, title_of
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line, width_of
from tui.widgets.prose import block

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lab.model import Claim, Evidence, Probe, Quote, Teardown
    from tui.choosing.choices import Choice
    from tui.widgets.lines import Ink
    from tui.widgets.prose import Line

__all__ = ["Ground", "ground_lines", "grounds_of", "offers_of", "what_there_is"]

TITLE: int = 36
"""Cells of a page's title before the words of a quote."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that a claim names: a quote, or a page, file or observation, or a probe."""

    id: str
    evidence: Evidence | None
    """``None`` for a probe, and where it was taken out of the teardown."""
    quote: Quote | None = None
    probe: Probe | None = None

    @property
    def words(self) -> str:
        """What it is, on one line, the words of a quote behind its page's title."""
        if self.probe is not None:
            return _probe_words(self.probe)
        if self.evidence is None:
            return f"{self.id}, which is no longer in this teardown"
        title = title_of(self.evidence)
        if self.quote is None:
            return title
        short = fit(title, min(TITLE, width_of(title)), more=glyphs().more).rstrip()
        return plain_punctuation(f"{short}: “{one_line(self.quote.exact)}”")

    @property
    def mark(self) -> tuple[str, Ink]:
        """Why to look at it again, short; empty where there is no reason."""
        if self.probe is not None:
            return "", ""
        if self.evidence is None:
            return "missing", "bad"
        if self.quote is not None and self.quote.standing in {"moved", "gone"}:
            return self.quote.standing, quote_sign(self.quote)[1]
        if self.quote is None and is_changed(self.evidence):
            return "page changed", "warning"
        return "", ""


def grounds_of(record: Teardown, ids: Sequence[str]) -> list[Ground]:
    """Return what some ids name."""
    known = {ground.id: ground for ground in _all(record)}
    return [known.get(name) or Ground(name, None) for name in ids]


def _all(record: Teardown) -> list[Ground]:
    found = [Ground(probe.id, None, probe=probe) for probe in record.probes]
    for evidence in record.evidence:
        found.append(Ground(evidence.id, evidence))
        found += [Ground(quote.id, evidence, quote) for quote in evidence.quotes]
    return found


def offers_of(record: Teardown) -> tuple[Choice, ...]:
    """Return everything that a claim can rest on: probes, then the newest page first.

    Quotes stand below their page.
    """
    from tui.choosing.choices import Choice

    offers = [
        Choice(probe.id, _probe_words(probe), "probe", one_line(probe.prompt))
        for probe in record.probes
    ]
    for evidence in reversed(record.evidence):
        offers.append(
            Choice(evidence.id, title_of(evidence), evidence.kind, one_line(evidence.site))
        )
        offers += [
            Choice(
                quote.id,
                plain_punctuation(f"  “{one_line(quote.exact)}”"),
                "quote" if quote.standing in {"unchecked", "stands"} else quote.standing,
                f"{title_of(evidence)} {one_line(quote.note)}",
            )
            for quote in evidence.quotes
        ]
    return tuple(offers)


def what_there_is(record: Teardown) -> str:
    """Return how much there is to pick from; empty where there is nothing."""
    quotes = sum(len(evidence.quotes) for evidence in record.evidence)
    rest = len(record.evidence)
    probes = len(record.probes)
    parts = [counted(probes, "probe")] if probes else []
    parts += [counted(quotes, "quote")] if quotes else []
    if rest:
        parts.append(counted(rest, "page or observation", "pages and observations"))
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def _probe_words(probe: Probe) -> str:
    """Return what a probe is called, and how many of its runs passed."""
    from lab.trials.tally import by_wording, tally

    name = one_line(probe.name or probe.prompt or probe.kind)
    short = fit(name, min(TITLE, width_of(name)), more=glyphs().more).rstrip()
    count = tally(by_wording(probe.trials).get(0, []))
    return f"{short}: {count.passes} of {count.runs} passed" if count.runs else short


def ground_lines(claim: Claim, record: Teardown, today: date, width: int) -> list[Line]:
    """Return what a claim rests on as its card says it, and why to look at that again."""
    from lab.review.resting import marks_of_claims

    alone = record.model_copy(update={"claims": [claim]})
    one_run = _one_run_lines(alone, width)
    grounds = grounds_of(record, claim.evidence)
    if not grounds:
        return one_run
    # What wants a look comes first: the line has room for one.
    grounds.sort(key=lambda ground: not ground.mark[0])
    more = f"  and {len(grounds) - 1} more" if len(grounds) > 1 else ""
    label = "on "
    room = width - width_of(label) - width_of(more)
    words = grounds[0].words
    words = fit(words, min(room, width_of(words)), more=glyphs().more)
    lines: list[Line] = [[(label, "muted"), (words, ""), (more, "muted")]]
    for mark in marks_of_claims(alone, today).values():
        lines += block(f"{glyphs().warning} {mark}", "warning", width)
    return [*lines, *one_run]


def _one_run_lines(alone: Teardown, width: int) -> list[Line]:
    from lab.trials.citing import ONE_RUN, claims_on_one_run

    if alone.example or not claims_on_one_run(alone):
        return []
    return block(f"{glyphs().warning} {ONE_RUN}", "warning", width)
