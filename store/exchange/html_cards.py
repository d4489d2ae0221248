"""The things of a teardown as cards: claims, counterpoints, predictions, metrics, lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from store.exchange.html_parts import card, day, rows, tags, text, words
from store.exchange.html_text import literal, plain
from store.exchange.said import said_lines
from store.exchange.values import Kind, show_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.exchange.html_evidence import References
    from store.records import (
        Claim,
        Counterpoint,
        Lesson,
        Metric,
        Prediction,
    )

__all__ = [
    "cards",
    "claim_card",
    "counterpoint_card",
    "lesson_card",
    "metric_card",
    "prediction_card",
]

SEVERITIES: Final = ("not a problem", "cosmetic", "minor", "major", "must be fixed first")
_GRAVE: Final = 3
_WEIGHTS: Final = {1: "slight", 2: "moderate", 3: "serious"}
_OUTCOMES: Final = {"yes": "came true", "no": "did not come true", "void": "void", "open": "open"}
_RESPONSES: Final = {
    "changed": "I changed my answer",
    "rebutted": "I disagree",
    "parked": "Good point, needs data",
    "useless": "Not useful",
    "open": "Not answered yet",
}
_SEEN: Final = {"yes": "Visible from outside", "proxy": "By a proxy", "no": "Not from outside"}


def cards(made: Iterable[str]) -> str:
    """Return cards as a list."""
    return f'<div class="cards">\n{"".join(made)}</div>\n'


def claim_card(claim: Claim, references: References) -> str:
    """Return a claim; *references* names the evidence that it rests on."""
    labels = [
        ("strong", claim.kind.capitalize()),
        ("", f"Basis: {claim.basis}"),
        ("", f"Confidence: {claim.confidence}"),
    ]
    if claim.severity is not None:
        grave = "grave" if claim.severity >= _GRAVE else ""
        labels.append((grave, f"Severity {claim.severity} of 4: {SEVERITIES[claim.severity]}"))
    shown = [
        ("Because", _text(claim.because)),
        ("Who", _text(claim.who)),
        ("Where", _text(claim.where)),
        ("Breaks if", _text(claim.breaks_if)),
        ("Evidence", references(claim.evidence)),
        ("Warning", said_lines(references.says.get(claim.id, ()))),
    ]
    return card(tags(labels) + _said(claim.statement) + rows(shown))


def counterpoint_card(point: Counterpoint) -> str:
    """Return a counterpoint and what became of it.

    What a model said stands letter by letter: it may repeat what a page told it, so that it
    brings no link of its own.
    """
    told = words if point.source == "model" else _text
    origin = {"template": "Counter-question", "rule": "Text check", "model": "From a model"}
    labels = [
        ("strong", origin[point.source]),
        ("", _RESPONSES[point.response]),
        ("", f"Weight: {_WEIGHTS[point.severity]}" if point.severity else ""),
        ("", plain(point.kind)),
        ("", plain(point.model)),
        ("", f"{point.asked_at:%Y-%m-%d}" if point.model and point.asked_at else ""),
        ("", "Facts unverified" if point.source == "model" else ""),
        ("", "Cut short" if point.partial else ""),
    ]
    shown = [
        ("Aimed at", f"<blockquote>{words(point.target_quote)}</blockquote>")
        if point.target_quote
        else ("", ""),
        ("Why it matters", told(point.why_it_matters)),
        ("Evidence needed", told(point.evidence_needed)),
        ("Cheapest check", told(point.cheapest_check)),
        ("Would be wrong if", told(point.would_be_wrong_if)),
        ("Reply", _text(point.reply)),
        ("Before", literal(point.before) if point.before else ""),
        ("After", literal(point.after) if point.after else ""),
    ]
    said = f'<div class="said">{told(point.counterpoint)}</div>\n'
    return card(tags(labels) + said + rows(shown))


def prediction_card(prediction: Prediction) -> str:
    """Return a prediction, how sure it was, and what came of it."""
    probability = prediction.probability
    sure = (
        show_value(Kind.PERCENT, probability).replace("%", " %") if probability is not None else ""
    )
    labels = [
        ("strong", f"{sure} likely" if sure else "No probability"),
        ("", f"Outcome: {_OUTCOMES[prediction.outcome]}"),
        ("", f"Due {day(prediction.due)}" if prediction.due else ""),
    ]
    shown = [
        ("How it will be known", _text(prediction.how_known)),
        ("Note", _text(prediction.note)),
    ]
    return card(tags(labels) + _said(prediction.statement) + rows(shown))


def metric_card(metric: Metric) -> str:
    """Return one line of the measurement plan."""
    seen = _SEEN[metric.observable] if metric.observable else ""
    shown = [
        ("Formula", words(metric.formula)),
        ("Numerator", words(metric.numerator)),
        ("Denominator", words(metric.denominator)),
        ("Window", words(metric.window)),
        ("Target", words(metric.target)),
        ("Pair it with", words(metric.pair)),
        ("Trap", words(metric.trap)),
    ]
    head = f'<p class="said">{words(metric.name)}</p>'
    return card(tags([("strong", plain(metric.kind)), ("", seen)]) + head + rows(shown))


def lesson_card(lesson: Lesson) -> str:
    """Return a lesson with its limit and its recall card."""
    recall = lesson.card
    shown = [("Limit", _text(lesson.limit))]
    if recall is not None:
        shown += [("Card, front", _text(recall.front)), ("Card, back", _text(recall.back))]
    return card(_said(lesson.principle) + rows(shown))


def _said(words: str) -> str:
    return f'<div class="said">{text(words)}</div>\n'


def _text(words: str) -> str:
    return text(words) if words else ""
