"""A whole teardown as lines to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.figures import counted
from lab.review.mix import evidence_mix
from tui.glyphs import glyphs
from tui.harmless import one_line
from tui.items.grounds import grounds_of
from tui.widgets.prose import block

if TYPE_CHECKING:
    from lab.model import Claim, Teardown
    from tui.widgets.prose import Line

__all__ = ["EXAMPLE_BANNER", "MEASURE", "lines_of"]

MEASURE: Final = 84
"""Cells of a line that reads well."""

EXAMPLE_BANNER: Final = (
    "EXAMPLE: the makers of teardown wrote this to show the form. What it stands on is said at "
    "its end. It never counts."
)


def lines_of(record: Teardown, width: int, *, tops: dict[str, int] | None = None) -> list[Line]:
    """Return the lines of a teardown for a width.

    *tops* takes up the line on which each section, ``section/question`` and claim begins.
    """
    width = min(width, MEASURE)
    tops = {} if tops is None else tops
    lines: list[Line] = []
    if record.example:
        lines += [*block(EXAMPLE_BANNER, "accent bold", width), []]
    lines += block(one_line(record.product.name), "bold", width)
    product = record.product
    about = [product.maker, product.surface, product.plan, product.url, record.author]
    known = f" {glyphs().dot} ".join(one_line(text) for text in about if text.strip())
    lines += block(known, "muted", width) if known else []
    lines += _figures(record, width)
    for section in record.questions:
        work = record.sections.get(section.id)
        score = work.score if work is not None else None
        rule = glyphs().rule * width
        lines += [[], []]
        tops[section.id] = len(lines)
        lines += block(one_line(section.title), "accent bold", width)
        lines[-1].append((f"   score {score} of 4" if score is not None else "", "muted"))
        lines.append([(rule, "faint")])
        for prompt in section.prompts:
            text = work.answers.get(prompt.id, "").strip() if work is not None else ""
            if text:
                tops[f"{section.id}/{prompt.id}"] = len(lines) + 1
                lines += [[], *block(prompt.text, "muted", width), *block(text, "", width)]
        for claim in record.claims:
            if claim.section == section.id:
                tops[claim.id] = len(lines) + 1
                lines += [[], *_claim(claim, record, width)]
    lines += _predictions(record, width)
    limits = record.take_home.cannot_conclude.strip()
    if limits:
        lines += [[], [], *block("What this cannot show", "accent bold", width)]
        lines += [[(glyphs().rule * width, "faint")], [], *block(limits, "", width)]
    return [*lines, []]


def _figures(record: Teardown, width: int) -> list[Line]:
    """Return what it took, and how its claims are known."""
    minutes = round(sum(work.seconds for work in record.sections.values()) / 60)
    day = record.finished_on if record.status == "finished" else None
    mix = evidence_mix(record)
    facts = [
        f"finished on {day.day} {day:%B} {day.year}" if day is not None else "",
        counted(minutes, "minute") if minutes else "",
        mix.line.replace("·", glyphs().dot) if mix.claims else "",
    ]
    known = f" {glyphs().dot} ".join(fact for fact in facts if fact)
    return block(known, "muted", width) if known else []


def _claim(claim: Claim, record: Teardown, width: int) -> list[Line]:
    severity = f", severity {claim.severity}" if claim.severity is not None else ""
    lines = block(claim.statement, "", width, first=f"{glyphs().dot} ")
    known = f"{claim.kind}, {claim.basis}, {claim.confidence} confidence{severity}"
    lines += block(known, "muted", width, first="  ")
    for ground in grounds_of(record, claim.evidence):
        mark, ink = ground.mark
        lines += block(ground.words, "muted", width, first="  on ")
        if mark:
            lines += block(f"{glyphs().warning} {mark}", ink, width, first="     ")
    return lines


def _predictions(record: Teardown, width: int) -> list[Line]:
    if not record.predictions:
        return []
    lines: list[Line] = [[], [], *block("Predictions", "accent bold", width)]
    lines.append([(glyphs().rule * width, "faint")])
    for prediction in record.predictions:
        chance = f"{prediction.probability:.0%}  " if prediction.probability is not None else ""
        outcome = "" if prediction.outcome == "open" else f"came out: {prediction.outcome}"
        lines += [[], *block(prediction.statement, "", width, first=chance)]
        note = ". ".join(text for text in (outcome, prediction.note.strip()) if text)
        lines += block(note, "muted", width, first=" " * len(chance)) if note else []
    return lines
