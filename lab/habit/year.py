"""A page about one year of practice, to keep or to share: Markdown, and one HTML file."""

from __future__ import annotations

import html
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.habit.overview import days_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lab.habit.calendar import Standing, WeekRow
    from lab.habit.calibration import Calibration
    from store.summaries import Summary

__all__ = ["SIGNS", "Year", "make_year", "year_as_html", "year_as_markdown"]

SIGNS: Final = {
    "met": "#", "repaired": "#", "kept": "o", "paused": "-", "missed": ".", "open": ".",
}  # fmt: skip
"""One letter a week, so that the year can be read without colour."""
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_MANY: Final = 12


@dataclass(frozen=True, slots=True)
class Year:
    """What one year held."""

    year: int
    finished: int
    minutes: int
    by_month: Sequence[int]
    products: Sequence[str]
    categories: Mapping[str, int]
    weeks: Sequence[WeekRow]
    longest: int
    evidence_mix: Mapping[str, int]
    calibration: Calibration


def make_year(
    year: int,
    rows: Iterable[Summary],
    *,
    standing: Standing,
    evidence_mix: Mapping[str, int],
    calibration: Calibration,
) -> Year:
    """Gather a year from one's own finished teardowns, by the day of their finish."""
    inside = [row for row in rows if any(day.year == year for day in days_of([row]))]
    months = Counter(day.month for day in days_of(inside))
    return Year(
        year=year,
        finished=len(inside),
        minutes=sum(row.minutes for row in inside),
        by_month=tuple(months[month] for month in range(1, 13)),
        products=tuple(dict.fromkeys(row.product for row in inside)),
        categories=dict(Counter(row.category or "other" for row in inside).most_common()),
        weeks=tuple(week for week in standing.weeks if week.start.year == year),
        longest=standing.longest,
        evidence_mix=evidence_mix,
        calibration=calibration,
    )


def year_as_markdown(page: Year) -> str:
    """Return the page as Markdown; names of products are text, never markup."""
    lines = [f"# {page.year} in teardowns", ""]
    lines += [f"- {name}: {value}" for name, value in _facts(page)]
    lines += ["", "## Weeks", "", f"    {_strip(page)}", "", _LEGEND, ""]
    lines += ["## Months", "", "| Month | Finished |", "| --- | ---: |"]
    lines += [f"| {_MONTHS[number]} | {count} |" for number, count in enumerate(page.by_month)]
    if page.products:
        lines += ["", "## Products", ""]
        lines += [f"- {_literal(name)}" for name in page.products]
    return "\n".join(lines) + "\n"


def year_as_html(page: Year) -> str:
    """Return the page as one HTML file that asks for nothing and runs nothing."""
    facts = "".join(
        f"<dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd>" for name, value in _facts(page)
    )
    most = max([*page.by_month, 1])
    months = "".join(
        f'<tr><th scope="row">{_MONTHS[number]}</th><td>{count}</td>'
        f'<td><meter min="0" max="{most}" value="{count}">{count}</meter></td></tr>'
        for number, count in enumerate(page.by_month)
    )
    products = "".join(f"<li><bdi>{html.escape(name)}</bdi></li>" for name in page.products)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{page.year} in teardowns</title>\n<style>{_STYLE}</style></head>\n<body><main>\n"
        f"<h1>{page.year} in teardowns</h1>\n<dl>{facts}</dl>\n"
        f"<h2>Weeks</h2>\n<pre>{_strip(page)}</pre>\n<p>{html.escape(_LEGEND)}</p>\n"
        f"<h2>Months</h2>\n<table>{months}</table>\n"
        + (f"<h2>Products</h2>\n<ul>{products}</ul>\n" if products else "")
        + "</main></body></html>\n"
    )


_LEGEND: Final = (
    "One sign a week, from January on: # reached or repaired, o kept by a reserve week, "
    "- a planned pause, . nothing asked back."
)
_STYLE: Final = (
    ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;"
    "max-width:42rem;padding:0 1rem}dt{float:left;clear:left;min-width:11rem}"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere}th{text-align:left;font-weight:400}"
    "td{padding:0 .6rem;text-align:right}"
)


def _facts(page: Year) -> list[tuple[str, str]]:
    found = page.calibration
    facts = [
        ("Teardowns finished", str(page.finished)),
        ("Minutes", str(page.minutes)),
        ("Longest streak so far", f"{page.longest} weeks"),
    ]
    if page.categories:
        shown = list(page.categories.items())[:_MANY]
        facts.append(("Categories", ", ".join(f"{name} {count}" for name, count in shown)))
    if sum(page.evidence_mix.values()):
        mix = ", ".join(f"{name} {count}" for name, count in page.evidence_mix.items())
        facts.append(("How claims are known", mix))
    score = (
        f"{found.n} resolved, too few for a score"
        if found.brier is None
        else f"Brier {found.brier:.3f} over {found.n} resolved"
    )
    return [*facts, ("Foresight", score)]


def _strip(page: Year) -> str:
    return "".join(SIGNS[week.status] for week in page.weeks) or "(no week yet)"


def _literal(name: str) -> str:
    """Return a name so that Markdown shows it letter by letter."""
    text = " ".join(name.split())
    return "".join(
        f"\\{letter}" if letter in r"\`*_{}[]()<>#+-.!|&~" else letter for letter in text
    )
