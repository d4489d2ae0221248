"""A comparison as one HTML page that asks for nothing: no script, no font, no address."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lab.compare.charts import interval_chart, letters, score_chart
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
from store.exchange.html import frame
from store.exchange.html_parts import card, day, tags, words
from store.exchange.html_text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lab.compare.comparison import Comparison
    from lab.compare.findings import Found
    from lab.compare.rematch import ChangedAnswer

__all__ = [
    "PAGE_KIND",
    "comparison_parts",
    "contents",
    "footer",
    "page_style",
    "part",
    "to_html",
    "who",
]

PAGE_KIND: Final = "teardown comparison"
_WHO: Final = '<th scope="col"><span class="unseen">Who</span></th>'


@cache
def page_style() -> str:
    """Return what comparisons add to the style sheet of our pages."""
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def to_html(comparison: Comparison) -> str:
    """Return the whole comparison as a page of its own."""
    name = title(comparison)
    body = (
        f'<header class="masthead">\n<p class="kind">Comparison</p>\n<h1 dir="auto">{plain(name)}'
        f'</h1>\n<p class="byline">{words(opening(comparison))}</p>\n{who(comparison)}</header>\n'
        f"{contents(comparison)}"
        f'<main id="main">\n{comparison_parts(comparison)}</main>\n{footer()}'
    )
    return frame(name, body, kind=PAGE_KIND, style=page_style())


def who(comparison: Comparison, *, links: Mapping[str, str] | None = None) -> str:
    """Return the teardowns with their letters; *links* leads to the page of each."""
    marks = letters(comparison.subjects)
    rows = []
    for one in comparison.subjects:
        name = words(one.label)
        target = (links or {}).get(one.id)
        name = f'<a href="{plain(target)}">{name}</a>' if target else name
        rows.append(
            f'<li><span class="letter" aria-hidden="true">{marks[one.id]}</span>{name}, '
            f"{day(one.record.day_begun)}</li>"
        )
    return f'<ul class="who">{"".join(rows)}</ul>\n'


def comparison_parts(comparison: Comparison) -> str:
    """Return the parts of a comparison, to be put on any page of ours."""
    return "".join(part(name, heading, write(comparison)) for name, heading, write in _PARTS)


def contents(
    comparison: Comparison,
    *,
    first: Sequence[tuple[str, str]] = (),
    more: Sequence[tuple[str, str]] = (),
) -> str:
    """Return links to the parts of a comparison.

    *first* and *more* are places and headings before and behind them.
    """
    named = [(name, heading) for name, heading, write in _PARTS if write(comparison)]
    rows = "".join(
        f'<li><a href="#{name}"><span>{plain(heading)}</span></a></li>\n'
        for name, heading in [*first, *named, *more]
    )
    return (
        '<nav aria-labelledby="contents">\n<p class="label" id="contents">Contents</p>\n'
        f"<ol>\n{rows}</ol>\n</nav>\n"
    )


def part(name: str, heading: str, content: str) -> str:
    """Return a part of a page under its heading; nothing without content."""
    if not content:
        return ""
    return f'<section class="part" id="{name}">\n<h2>{plain(heading)}</h2>\n{content}</section>\n'


def footer(*, back: tuple[str, str] | None = None) -> str:
    """Return the foot of a page about several teardowns; *back* is an address and its words."""
    link = f'<p class="all"><a href="{plain(back[0])}">{plain(back[1])}</a></p>\n' if back else ""
    return (
        f"<footer>\n{link}<p>Written with teardown. Scores are each person’s own reading of a "
        "product from outside; nobody is ranked by them.</p>\n</footer>\n"
    )


def _said(lines: Sequence[str]) -> str:
    return "".join(f'<p class="read">{words(line)}</p>\n' for line in lines)


def _agenda(comparison: Comparison) -> str:
    if not comparison.agenda:
        return _said([nothing_words(comparison)])
    rows = []
    for point in comparison.agenda:
        speak = speaker_words(point, comparison)
        below = f'<p class="about">{words(speak)}</p>' if speak else ""
        rows.append(f"<li>{words(point_words(point))}{below}</li>\n")
    return f'<ol class="agenda">\n{"".join(rows)}</ol>\n'


def _scores(comparison: Comparison) -> str:
    marks = letters(comparison.subjects)
    heads = "".join(
        f'<th scope="col" class="person"><abbr title="{plain(one.label)}">{marks[one.id]}</abbr>'
        "</th>"
        for one in comparison.subjects
    )
    rows = []
    for one in comparison.scores:
        cells = "".join(
            f'<td class="number person">{_shown(one.scores[each.id])}</td>'
            for each in comparison.subjects
        )
        wide = ' class="number wide"' if (one.spread or 0) > 1 else ' class="number"'
        rows.append(
            f'<tr><th scope="row">{words(one.section.title)}</th>{cells}'
            f"<td>{score_chart(one, comparison.subjects)}</td>"
            f"<td{wide}>{_shown(one.spread)}</td></tr>\n"
        )
    table = _table(
        f'<th scope="col">Section</th>{heads}<th scope="col">0 to 4</th>'
        '<th scope="col">Spread</th>',
        rows,
        label="Scores by section",
    )
    again = [f"{one.title}: {range_words(one, comparison)}" for one in comparison.movement]
    moved = f"<h3>Scored again</h3>\n{_said(again)}" if again else ""
    return table + _said(agreement_lines(comparison)) + moved


def _findings(comparison: Comparison) -> str:
    findings = comparison.findings
    parts = [_said(finding_lines(comparison))]
    for heading, found in (
        ("Seen by all", findings.by("all")),
        ("Seen by some", findings.by("some")),
        ("Seen by one alone", findings.by("one")),
        ("What they conclude and propose", list(findings.ideas)),
    ):
        if found:
            cards = "".join(_card(one, comparison) for one in found)
            parts.append(
                f'<h3 class="list">{heading}<small>{len(found)}</small></h3>\n'
                f'<div class="cards">\n{cards}</div>\n'
            )
    return "".join(parts)


def _card(found: Found, comparison: Comparison) -> str:
    marks = letters(comparison.subjects)
    titles = {one.id: one.title for one in comparison.sections}
    proposed = "" if found.decided or len(found.said) == 1 else "matched by its words"
    facts = tags(
        [
            ("", words(titles.get(found.section, found.section))),
            ("grave" if max(found.severities, default=0) > 2 else "", severity_words(found)),  # noqa: PLR2004  # major
            ("", proposed),
        ]
    )
    rows = "".join(
        f"<li>{_letter(marks[each.at.teardown], comparison.label(each.at.teardown))}"
        f"{words(each.claim.statement)}</li>"
        for each in found.said
    )
    return card(f'{facts}<ul class="voices">{rows}</ul>\n')


def _letter(mark: str, name: str) -> str:
    """Return a letter for those who see it, and whose it is for those who hear the page."""
    return (
        f'<span class="letter" aria-hidden="true" title="{plain(name)}">{mark}</span>'
        f'<span class="unseen">{plain(name)}: </span>'
    )


def _trials(comparison: Comparison) -> str:
    charts = []
    for probe in comparison.trials.probes:
        rows = [
            (one.label, probe.by_teardown[one.id])
            for one in comparison.subjects
            if one.id in probe.by_teardown and probe.by_teardown[one.id].runs
        ]
        if rows:
            every = [("together", probe.together)] if probe.is_pooled else []
            charts.append(interval_chart([*rows, *every]))
    return _said(pool_lines(comparison)) + "".join(charts)


def _known(comparison: Comparison) -> str:
    rows = []
    for one in comparison.subjects:
        mix = comparison.mixes[one.id]
        cells = "".join(f'<td class="number">{count.claims}</td>' for count in mix.counts)
        rows.append(
            f'<tr><th scope="row">{words(one.label)}</th>{cells}'
            f'<td class="number">{mix.with_evidence} of {mix.claims}</td></tr>\n'
        )
    bases = comparison.mixes[comparison.subjects[0].id].counts
    heads = "".join(f'<th scope="col">{count.basis}</th>' for count in bases)
    head = f'{_WHO}{heads}<th scope="col">with evidence</th>'
    return _table(head, rows, label="How the claims are known, by person")


def _predictions(comparison: Comparison) -> str:
    rows = [
        f'<tr><th scope="row">{words(one.label)}</th>'
        f'<td class="text">{words(each.statement)}</td>'
        f'<td class="number">{"–" if each.probability is None else f"{each.probability:.0%}"}</td>'
        f'<td class="day">{day(each.due) if each.due else "–"}</td><td>{each.outcome}</td></tr>\n'
        for one in comparison.subjects
        for each in one.record.predictions
    ]
    if not rows:
        return ""
    named = ("Prediction", "sure", "due", "outcome")
    heads = "".join(f'<th scope="col">{name}</th>' for name in named)
    return _table(f"{_WHO}{heads}", rows, label="Predictions, by person")


def _changed(comparison: Comparison) -> str:
    return "".join(
        f'<h3>{plain(one.question)}</h3>\n<p class="read" dir="auto">{"".join(_pieces(one))}</p>\n'
        for one in comparison.changed
    )


def _pieces(changed: ChangedAnswer) -> Iterator[str]:
    from lab.wording.difference import in_context

    for kind, text in in_context(changed.segments):
        shown = plain(text)
        yield (
            shown
            if kind == "equal"
            else (f"<del>{shown}</del>" if kind == "removed" else f"<ins>{shown}</ins>")
        )


def _table(head: str, rows: Sequence[str], *, label: str) -> str:
    """Return a table that scrolls by itself where it is too wide, also from the keyboard."""
    return (
        f'<div class="scroll" role="region" aria-label="{label}" tabindex="0">'
        f'<table class="figures">\n<thead><tr>{head}</tr>'
        f"</thead>\n<tbody>\n{''.join(rows)}</tbody>\n</table></div>\n"
    )


def _shown(value: int | None) -> str:
    return "–" if value is None else str(value)


_PARTS: Final = (
    ("agenda", "What to talk about", _agenda),
    ("scores", "Scores", _scores),
    ("found", "Who saw what", _findings),
    ("trials", "The same prompt, run apart", _trials),
    ("known", "How the claims are known", _known),
    ("predictions", "Predictions", _predictions),
    ("changed", "What changed in the answers", _changed),
)
"""The parts of a comparison in their order: place, heading, and what writes it."""
