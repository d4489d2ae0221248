"""The things of a teardown as cards: claims, counterpoints, predictions, probes, evidence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from store.exchange.html_text import block, inline, link, literal, plain
from store.exchange.values import Kind, show_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from store.records import (
        Claim,
        Counterpoint,
        Evidence,
        Lesson,
        Metric,
        Prediction,
        Probe,
        Quote,
        Trial,
    )

__all__ = [
    "cards",
    "claim_card",
    "counterpoint_card",
    "day",
    "days",
    "evidence_card",
    "lesson_card",
    "metric_card",
    "prediction_card",
    "probe_card",
    "rows",
    "text",
]

SEVERITIES: Final = ("not a problem", "cosmetic", "minor", "major", "must be fixed first")
_GRAVE: Final = 3
_WEIGHTS: Final = {1: "slight", 2: "moderate", 3: "serious"}
_OUTCOMES: Final = {"yes": "came true", "no": "did not come true", "void": "void", "open": "open"}
_RESPONSES: Final = {
    "changed": "I changed it",
    "rebutted": "I rebutted it",
    "parked": "Parked",
    "useless": "Of no use",
    "open": "Not answered yet",
}
_SEEN: Final = {"yes": "Visible from outside", "proxy": "By a proxy", "no": "Not from outside"}
_VERDICTS: Final = {
    "pass": ("●", "passed"),
    "fail": ("○", "failed"),
    "error": ("×", "error"),
    "unmarked": ("·", "not marked"),
}
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SHORT: Final = 900
"""Characters of a card that a printed page can keep together."""


def day(value: date) -> str:
    """Return a day of the calendar in words."""
    words = f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    return f'<time datetime="{value.isoformat()}">{words}</time>'


def days(first: date, last: date) -> str:
    """Return a span of days in words, as short as it can be said."""
    if first == last:
        return day(first)
    same_month = (first.year, first.month) == (last.year, last.month)
    if not same_month or first > last:
        return f"{day(first)} to {day(last)}"
    return f'<time datetime="{first.isoformat()}">{first.day}</time> to {day(last)}'


def text(value: str) -> str:
    """Return a learner's text: within a line where it is one, else as paragraphs."""
    return block(value) if "\n" in value or "\r" in value else inline(value)


def rows(named: Iterable[tuple[str, str]]) -> str:
    """Return names and what belongs to them; *named* has HTML, empty where there is nothing."""
    found = [f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in named if value]
    return f'<dl class="more">{"".join(found)}</dl>\n' if found else ""


def cards(made: Iterable[str]) -> str:
    """Return cards as a list."""
    return f'<div class="cards">\n{"".join(made)}</div>\n'


def claim_card(claim: Claim, places: Mapping[str, str]) -> str:
    """Return a claim; *places* has the anchor of each piece of evidence."""
    tags = [
        ("strong", claim.kind.capitalize()),
        ("", f"Basis: {claim.basis}"),
        ("", f"Confidence: {claim.confidence}"),
    ]
    if claim.severity is not None:
        grave = "grave" if claim.severity >= _GRAVE else ""
        tags.append((grave, f"Severity {claim.severity} of 4: {SEVERITIES[claim.severity]}"))
    shown = [
        ("Because", _text(claim.because)),
        ("Who", _text(claim.who)),
        ("Where", _text(claim.where)),
        ("Breaks if", _text(claim.breaks_if)),
        ("Evidence", ", ".join(_reference(one, places) for one in claim.evidence)),
    ]
    return _card(_tags(tags) + _said(claim.statement) + rows(shown))


def counterpoint_card(point: Counterpoint) -> str:
    """Return a counterpoint and what became of it."""
    origin = {"template": "Counter-question", "rule": "Text check", "model": "From a model"}
    tags = [
        ("strong", origin[point.source]),
        ("", _RESPONSES[point.response]),
        ("", f"Weight: {_WEIGHTS[point.severity]}" if point.severity else ""),
        ("", plain(point.kind)),
        ("", plain(point.model)),
        ("", "Cut short" if point.partial else ""),
    ]
    shown = [
        ("Aimed at", f"<blockquote>{_words(point.target_quote)}</blockquote>")
        if point.target_quote
        else ("", ""),
        ("Why it matters", _text(point.why_it_matters)),
        ("Evidence needed", _text(point.evidence_needed)),
        ("Cheapest check", _text(point.cheapest_check)),
        ("Would be wrong if", _text(point.would_be_wrong_if)),
        ("Reply", _text(point.reply)),
        ("Before", literal(point.before) if point.before else ""),
        ("After", literal(point.after) if point.after else ""),
    ]
    return _card(_tags(tags) + _said(point.counterpoint) + rows(shown))


def prediction_card(prediction: Prediction) -> str:
    """Return a prediction, how sure it was, and what came of it."""
    probability = prediction.probability
    sure = (
        show_value(Kind.PERCENT, probability).replace("%", " %") if probability is not None else ""
    )
    tags = [
        ("strong", f"{sure} likely" if sure else "No probability"),
        ("", f"Outcome: {_OUTCOMES[prediction.outcome]}"),
        ("", f"Due {day(prediction.due)}" if prediction.due else ""),
    ]
    shown = [
        ("How it will be known", _text(prediction.how_known)),
        ("Note", _text(prediction.note)),
    ]
    return _card(_tags(tags) + _said(prediction.statement) + rows(shown))


def metric_card(metric: Metric) -> str:
    """Return one line of the measurement plan."""
    seen = _SEEN[metric.observable] if metric.observable else ""
    shown = [
        ("Formula", _words(metric.formula)),
        ("Numerator", _words(metric.numerator)),
        ("Denominator", _words(metric.denominator)),
        ("Window", _words(metric.window)),
        ("Target", _words(metric.target)),
        ("Pair it with", _words(metric.pair)),
        ("Trap", _words(metric.trap)),
    ]
    head = f'<p class="said">{_words(metric.name)}</p>'
    return _card(_tags([("strong", plain(metric.kind)), ("", seen)]) + head + rows(shown))


def lesson_card(lesson: Lesson) -> str:
    """Return a lesson with its limit and its recall card."""
    card = lesson.card
    shown = [("Limit", _text(lesson.limit))]
    if card is not None:
        shown += [("Card, front", _text(card.front)), ("Card, back", _text(card.back))]
    return _card(_said(lesson.principle) + rows(shown))


def evidence_card(evidence: Evidence, place: str) -> str:
    """Return a piece of evidence with its quotes; *place* is its anchor."""
    title = evidence.title or evidence.url or evidence.id
    shown = [
        ("Address", link(evidence.url) if evidence.url else ""),
        (
            "Final address",
            link(evidence.final_url)
            if evidence.final_url and evidence.final_url != evidence.url
            else "",
        ),
        ("By", _words(evidence.author)),
        ("Published", _words(evidence.published)),
        ("Captured", day(evidence.fetched_at.date()) if evidence.fetched_at else ""),
        ("Verdict", _words(evidence.verdict)),
        ("Quotes", "".join(map(_quote, evidence.quotes))),
    ]
    head = f'<p class="said"><span class="id">{plain(evidence.id)}</span> {_words(title)}</p>'
    kind = _tags([("", evidence.kind.capitalize())])
    return _card(kind + head + rows(shown), place=place)


def probe_card(probe: Probe) -> str:
    """Return a probe with all its runs."""
    line = probe.quality_line
    tags = [
        ("strong", plain(probe.kind.capitalize())),
        (
            "",
            f"Quality line {show_value(Kind.PERCENT, line).replace('%', ' %')}"
            if line is not None
            else "",
        ),
    ]
    wordings = "".join(
        f'<div class="literal" dir="auto">{number}. {plain(wording)}</div>'
        for number, wording in enumerate(probe.wordings)
    )
    shown = [
        ("Prompt", literal(probe.prompt) if probe.prompt else ""),
        ("Wordings", wordings),
        ("Passes if", _text(probe.pass_rule)),
        ("Asked", _words(probe.target)),
        ("Runs", _summary(probe.trials)),
    ]
    trials = "".join(_trial(trial, several=len(probe.wordings) > 0) for trial in probe.trials)
    return _card(_tags(tags) + rows(shown) + trials)


def _summary(trials: list[Trial]) -> str:
    if not trials:
        return "None yet."
    strip = "".join(_VERDICTS[trial.verdict][0] for trial in trials)
    counts = Counter(trial.verdict for trial in trials)
    words = [f"{counts['pass']} of {len(trials)} passed"]
    words += [
        f"{counts[name]} {_VERDICTS[name][1]}"
        for name in ("fail", "error", "unmarked")
        if counts[name]
    ]
    return f'{" · ".join(words)} <span class="strip" aria-hidden="true">{strip}</span>'


def _trial(trial: Trial, *, several: bool) -> str:
    sign, verdict = _VERDICTS[trial.verdict]
    facts = [
        f"Run {trial.run}",
        f"wording {trial.wording}" if several else "",
        f'<span aria-hidden="true">{sign}</span> {verdict}',
        f"{trial.seconds:g} s" if trial.seconds is not None else "",
        f"group {_words(trial.group)}" if trial.group else "",
        f"marked by {_words(trial.marker)}" if trial.marker else "",
        "" if trial.source == "pasted" else plain(trial.source),
    ]
    head = f'<p class="label">{" · ".join(fact for fact in facts if fact)}</p>'
    output = literal(trial.output) if trial.output else '<p class="empty">No output kept.</p>'
    note = block(trial.note) if trial.note else ""
    return f'<div class="trial">{head}{output}{note}</div>\n'


def _quote(quote: Quote) -> str:
    before = f'<span class="id">… {plain(quote.prefix)} </span>' if quote.prefix else ""
    after = f'<span class="id"> {plain(quote.suffix)} …</span>' if quote.suffix else ""
    words = f"{before}{plain(quote.exact)}{after}"
    note = block(quote.note) if quote.note else ""
    return f'<div class="quotes"><blockquote dir="auto">{words}</blockquote>{note}</div>'


def _reference(evidence_id: str, places: Mapping[str, str]) -> str:
    name = plain(evidence_id)
    place = places.get(evidence_id)
    return f'<a href="#{place}">{name}</a>' if place else name


def _card(content: str, *, place: str = "") -> str:
    anchor = f' id="{place}"' if place else ""
    short = " short" if len(content) < _SHORT else ""
    return f'<article class="card{short}"{anchor}>\n{content}</article>\n'


def _tags(tags: Iterable[tuple[str, str]]) -> str:
    items = [
        f'<li class="{look}">{words}</li>' if look else f"<li>{words}</li>"
        for look, words in tags
        if words
    ]
    return f'<ul class="tags">{"".join(items)}</ul>\n' if items else ""


def _said(words: str) -> str:
    return f'<div class="said">{text(words)}</div>\n'


def _text(words: str) -> str:
    return text(words) if words else ""


def _words(words: str) -> str:
    return f"<bdi>{plain(words)}</bdi>" if words else ""
