"""A year of practice as one HTML page of ours: it asks for nothing and runs nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from lab.figures import counted
from lab.habit.year import MONTHS, facts_of
from store.exchange.html import frame
from store.exchange.html_text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.habit.calendar import Status, WeekRow
    from lab.habit.year import Year

__all__ = ["year_as_html"]

_KIND: Final = "teardown year"
_STYLE: Final = Path(__file__).with_name("year.css")
_SIGNS: Final[dict[Status, tuple[str, str]]] = {
    "met": ("", "goal reached; the figure is how many"),
    "repaired": ("+", "made whole the week after"),
    "kept": ("○", "kept by a reserve week"),
    "paused": ("–", "a planned pause"),
    "missed": ("·", "nothing asked back"),
    "open": ("·", "still running"),
}


def year_as_html(page: Year) -> str:
    """Return the page; names of products are text, never markup."""
    name = f"{page.year} in teardowns"
    facts = "".join(
        f"<div><dt>{plain(what)}</dt><dd>{plain(value)}</dd></div>\n"
        for what, value in facts_of(page)
        if what not in {"Categories", "How claims are known"}
    )
    body = (
        f'<header class="masthead">\n<p class="kind">A year of practice</p>\n<h1>{plain(name)}</h1>'
        f'\n<dl class="facts">\n{facts}</dl>\n</header>\n<main id="main">\n'
        + _part("Week by week", _weeks(page.weeks))
        + _part("Month by month", _bars(zip(MONTHS, page.by_month, strict=True)))
        + _part("What it was about", _bars(page.categories.items()))
        + _part("How claims are known", _mix(page))
        + _part("What was said, and what came true", _bins(page))
        + _part("Taken apart", _products(page))
        + "</main>\n"
    )
    return frame(name, body, kind=_KIND, style=_STYLE.read_text(encoding="utf-8"))


def _part(heading: str, content: str) -> str:
    if not content:
        return ""
    return f'<section class="part">\n<h2>{plain(heading)}</h2>\n{content}</section>\n'


def _weeks(weeks: Iterable[WeekRow]) -> str:
    cells, there = "", []
    for week in weeks:
        sign, words = _SIGNS[week.status]
        there.append(week.status)
        shown = str(week.done) if week.done else sign
        about = f"{week.start.isoformat()}: {counted(week.done, 'teardown')}, {words}"
        cells += f'<li class="{week.status}" title="{about}">{shown or "1"}</li>\n'
    if not cells:
        return ""
    legend = "".join(
        f'<li><span class="week {status}">{sign or "1"}</span>{words}</li>\n'
        for status, (sign, words) in _SIGNS.items()
        if status in there
    )
    return (
        f'<ol class="weeks" aria-label="Week by week">\n{cells}</ol>\n'
        f'<ul class="legend">\n{legend}</ul>\n'
    )


def _bars(rows: Iterable[tuple[str, int]]) -> str:
    found = [*rows]
    most = max([count for _, count in found], default=0)
    if not most:
        return ""
    lines = "".join(
        f'<tr><th scope="row"><bdi>{plain(name)}</bdi></th><td class="right">{count}</td>'
        f'<td class="bar"><svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="mix2" width="{100 * count / most:.1f}" height="6"/></svg></td></tr>\n'
        for name, count in found
    )
    return f'<table class="bars">\n<tbody>\n{lines}</tbody>\n</table>\n'


def _mix(page: Year) -> str:
    total = sum(page.evidence_mix.values())
    if not total:
        return ""
    rects, legend, begins = "", "", 0.0
    for number, (basis, count) in enumerate(page.evidence_mix.items(), 1):
        width = 100 * count / total
        rects += f'<rect class="mix{number}" x="{begins:.2f}" width="{width:.2f}" height="1"/>'
        begins += width
        legend += f'<li><span class="swatch mix{number}"></span>{plain(basis)} {count}</li>\n'
    return (
        '<svg class="mix" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">'
        f'{rects}</svg>\n<ul class="legend">\n{legend}</ul>\n'
    )


def _bins(page: Year) -> str:
    rows = "".join(
        f'<tr><th scope="row">{100 * one.low:.0f} to {100 * one.high:.0f} %</th>'
        f"<td>{100 * one.said:.0f} %</td><td>{round(one.came_true * one.n)} of {one.n}</td></tr>\n"
        for one in page.calibration.bins
    )
    if not rows:
        return ""
    return (
        '<table>\n<thead><tr><th scope="col">Chance</th><th scope="col">Said on average</th>'
        f'<th scope="col">Came true</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n'
    )


def _products(page: Year) -> str:
    names = "".join(f"<li><bdi>{plain(name)}</bdi></li>\n" for name in page.products)
    return f'<ul class="products">\n{names}</ul>\n' if names else ""
