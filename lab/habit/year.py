"""One year of practice, to keep or to share: what it held, and that as Markdown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.figures import counted
from lab.habit.calendar import days_of, longest_streak, quarter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lab.habit.calendar import Standing, WeekRow
    from lab.habit.calibration import Calibration
    from store.summaries import Summary

__all__ = ["MONTHS", "SIGNS", "Year", "facts_of", "make_year", "year_as_markdown"]

SIGNS: Final = {
    "met": "#", "repaired": "#", "kept": "o", "paused": "-", "missed": ".", "open": ".",
}  # fmt: skip
"""One letter a week, so that the year can be read without colour."""
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_MANY: Final = 12
_HOUR: Final = 60


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
        weeks=tuple(week for week in standing.weeks if quarter_of(week.start)[0] == year),
        longest=longest_streak(
            week for week in standing.weeks if quarter_of(week.start)[0] <= year
        ),
        evidence_mix=evidence_mix,
        calibration=calibration,
    )


def year_as_markdown(page: Year) -> str:
    """Return the page as Markdown; names of products are text, never markup."""
    lines = [f"# {page.year} in teardowns", ""]
    lines += [
        f"- {name}: {_literal(value) if name == 'Categories' else value}"
        for name, value in facts_of(page)
    ]
    if page.weeks:
        lines += ["", "## Weeks", "", f"    {_strip(page)}", "", _legend(page)]
    lines += [""]
    lines += ["## Months", "", "| Month | Finished |", "| --- | ---: |"]
    lines += [f"| {MONTHS[number]} | {count} |" for number, count in enumerate(page.by_month)]
    if page.products:
        lines += ["", "## Products", ""]
        lines += [f"- {_literal(name)}" for name in page.products]
    return "\n".join(lines) + "\n"


def _legend(page: Year) -> str:
    first = page.weeks[0].start
    return (
        f"One sign a week, from {first.day} {MONTHS[first.month - 1]} on: # reached or repaired, "
        "o kept by a reserve week, - a planned pause, . nothing asked back."
    )


def facts_of(page: Year) -> list[tuple[str, str]]:
    """Return the year in figures, each with its name."""
    found = page.calibration
    facts = [("Teardowns finished", str(page.finished))]
    if page.minutes:
        facts.append(("Time", _time(page.minutes)))
    if page.longest:
        facts.append(("Longest streak so far", counted(page.longest, "week")))
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


def _time(minutes: int) -> str:
    hours = round(minutes / _HOUR)
    return counted(hours, "hour") if hours > 1 else counted(minutes, "minute")


def _strip(page: Year) -> str:
    return "".join(SIGNS[week.status] for week in page.weeks)


def _literal(name: str) -> str:
    """Return a name so that Markdown shows it letter by letter."""
    text = " ".join(name.split())
    return "".join(
        f"\\{letter}" if letter in r"\`*_{}[]()<>#+-.!|&~" else letter for letter in text
    )
