"""A comparison as Markdown, for a code host, a mail or a page of notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.compare.saying import (
    agreement_lines,
    finding_lines,
    nothing_words,
    opening,
    point_words,
    pool_lines,
    range_words,
    severity_words,
    speaker_words,
    title,
)
from store.exchange.verbatim import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lab.compare.comparison import Comparison
    from lab.compare.findings import Found
    from lab.compare.rematch import ChangedAnswer

__all__ = ["to_markdown"]


def to_markdown(comparison: Comparison) -> str:
    """Return the whole comparison; everybody's words stand in it literally."""
    blocks = [
        f"# {_words(title(comparison))}",
        _words(opening(comparison)),
        *_agenda(comparison),
        *_scores(comparison),
        *_findings(comparison),
        "## The same prompt, run apart",
        *(_words(line) for line in pool_lines(comparison)),
        *_known(comparison),
        *_predictions(comparison),
        *_changed(comparison),
    ]
    return "\n\n".join(blocks) + "\n"


def _agenda(comparison: Comparison) -> Iterator[str]:
    yield "## What to talk about"
    if not comparison.agenda:
        yield nothing_words(comparison)
        return
    yield "\n".join(
        f"{number}. {_words(point_words(point))}. "
        f"{_words(speaker_words(point, comparison))}".rstrip()
        for number, point in enumerate(comparison.agenda, 1)
    )


def _scores(comparison: Comparison) -> Iterator[str]:
    yield "## Scores"
    names = [one.label for one in comparison.subjects]
    rows = [
        [
            one.section.title,
            *(_shown(one.scores[each.id]) for each in comparison.subjects),
            _shown(one.low),
            f"{one.middle:g}" if one.middle is not None else "–",
            _shown(one.high),
            _shown(one.spread),
        ]
        for one in comparison.scores
    ]
    yield _table(["Section", *names, "lowest", "middle", "highest", "spread"], rows)
    yield from (_words(line) for line in agreement_lines(comparison))
    if comparison.movement:
        yield "### Scored again"
        yield "\n".join(
            f"- **{_words(one.title)}**: {_words(range_words(one, comparison))}"
            for one in comparison.movement
        )


def _findings(comparison: Comparison) -> Iterator[str]:
    yield "## Who saw what"
    yield from (_words(line) for line in finding_lines(comparison))
    yield (
        "Which findings are one is proposed from their words; where that is wrong, a person can "
        "split or join them."
    )
    for seen_by, heading in (
        ("all", "Seen by all"),
        ("some", "Seen by some"),
        ("one", "Seen by one alone"),
    ):
        found = comparison.findings.by(seen_by)  # type: ignore[arg-type]  # one of the three
        if found and not (seen_by == "some" and not comparison.findings.by("some")):
            yield f"### {heading}"
            yield "\n".join(_found(one, comparison) for one in found)
    if comparison.findings.ideas:
        yield "### What they conclude and propose"
        yield "\n".join(_found(one, comparison) for one in comparison.findings.ideas)


def _found(found: Found, comparison: Comparison) -> str:
    titles = {one.id: one.title for one in comparison.sections}
    facts = " · ".join(
        filter(None, (titles.get(found.section, found.section), severity_words(found)))
    )
    if len(found.said) == 1:
        (only,) = found.said
        who = comparison.label(only.at.teardown)
        return f"- {_words(who)}: {_words(only.claim.statement)} ({_words(facts)})"
    lines = [f"- {_words(facts)}"]
    for each in found.said:
        grave = f" ({each.claim.severity})" if each.claim.severity is not None else ""
        who = comparison.label(each.at.teardown)
        lines.append(f"  - {_words(who)}: {_words(each.claim.statement)}{grave}")
    return "\n".join(lines)


def _known(comparison: Comparison) -> Iterator[str]:
    yield "## How the claims are known"
    rows = [
        [
            one.label,
            *(str(count.claims) for count in comparison.mixes[one.id].counts),
            f"{comparison.mixes[one.id].with_evidence} of {comparison.mixes[one.id].claims}",
        ]
        for one in comparison.subjects
    ]
    bases = [count.basis for count in comparison.mixes[comparison.subjects[0].id].counts]
    yield _table(["", *bases, "with evidence"], rows)


def _predictions(comparison: Comparison) -> Iterator[str]:
    if not any(one.record.predictions for one in comparison.subjects):
        return
    yield "## Predictions"
    rows = [
        [
            one.label,
            each.statement,
            f"{each.probability:.0%}" if each.probability is not None else "–",
            each.due.isoformat() if each.due else "–",
            each.outcome,
        ]
        for one in comparison.subjects
        for each in one.record.predictions
    ]
    yield _table(["", "Prediction", "sure", "due", "outcome"], rows)


def _changed(comparison: Comparison) -> Iterator[str]:
    if not comparison.changed:
        return
    yield "## What changed in the answers"
    yield "What was taken out is ~~struck through~~, what came in is **bold**."
    for one in comparison.changed:
        yield f"### {_words(one.question)}"
        yield _difference(one)


def _difference(changed: ChangedAnswer) -> str:
    from lab.wording.difference import in_context

    parts = []
    for kind, text in in_context(changed.segments):
        words = _words(text)
        if kind == "equal" or not words:
            parts.append(words)
        else:
            parts.append(f"~~{words}~~" if kind == "removed" else f"**{words}**")
    return " ".join(filter(None, parts))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [_row(head), _row(["---"] * len(head), raw=True), *map(_row, rows)]
    return "\n".join(lines)


def _row(cells: Sequence[str], *, raw: bool = False) -> str:
    shown = [cell if raw else _words(cell).replace("|", "\\|") for cell in cells]
    return f"| {' | '.join(shown)} |"


def _words(text: str) -> str:
    """Return a text within one line, literally."""
    line = " ".join(text.split())
    return to_plain(line) if line else ""


def _shown(value: int | None) -> str:
    return "–" if value is None else str(value)
