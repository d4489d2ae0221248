"""Planned pauses: the form for one, the list to take one out of, and how one is said."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from lab.habit.calendar import Pause
from lab.parsing import parse_day
from tui.forms.fields import TextAsked
from tui.forms.form import FormScreen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from tui.items.kind import Fault

__all__ = [
    "as_setting",
    "coming",
    "pause_fault",
    "pause_form",
    "pause_of",
    "pause_words",
    "without",
]

_LONG: Final = timedelta(days=180)
"""A longer pause is rather a last day that was meant to be before the first."""
_YEAR: Final = re.compile(r"\b\d{4}\b|year")


def coming(pauses: Iterable[Pause], *, today: date) -> list[Pause]:
    """Return the pauses that are not over, the next first."""
    left = [pause for pause in pauses if pause.last >= today]
    return sorted(left, key=lambda pause: pause.first)


def pause_words(pause: Pause) -> str:
    """Say when a pause is: “6 to 26 July 2026”."""
    first, last = pause.first, pause.last
    end = f"{last.day} {last:%B} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {first:%B}{year} to {end}"


def as_setting(pauses: Sequence[Pause]) -> str | None:
    """Return pauses as the settings file has them; ``None`` where there are none."""
    found = sorted(set(pauses), key=lambda pause: (pause.first, pause.last))
    return ", ".join(f"{each.first}..{each.last}" for each in found) or None


def pause_of(values: Mapping[str, str], *, today: date) -> Pause | None:
    """Return the pause that the form names; ``None`` where it names none."""
    first = parse_day(values["first"], today=today)
    if first is None:
        return None
    last = parse_day(values["last"], today=first) if values["last"].strip() else first
    return Pause(first, last) if last is not None and last >= first else None


def without(pauses: Iterable[Pause], pause: Pause, *, week: date) -> list[Pause]:
    """Return the pauses without one; of one that held weeks before *week* that part stays."""
    left = [each for each in pauses if each != pause]
    if pause.first < week:
        left.append(Pause(pause.first, week - timedelta(days=1)))
    return left


def pause_fault(values: Mapping[str, str], *, today: date, week: date) -> Fault | None:
    """Return what is wrong with a pause that begins in the running *week* or later."""
    first = parse_day(values["first"], today=today)
    if first is None:
        return "first", "Name a day, such as 6 July or 2026-07-06."
    if first < week:
        return "first", f"Past weeks stay as they were: name a day from {week.day} {week:%B} on."
    pause = pause_of(values, today=today)
    if pause is None:
        return "last", "Name a day that is not before the first, or a span such as 2 weeks."
    if pause.last - pause.first > _LONG and not _YEAR.search(values["last"]):
        return "last", f"That would be {pause_words(pause)}. Add the year if you mean it."
    return None


def pause_form(today: date, *, week: date) -> FormScreen:
    """Return the form in which a pause is planned, from *week*, the running one, on."""
    return FormScreen(
        "A planned pause: weeks that it touches ask for nothing",
        [
            TextAsked("first", "From", "6 July, tomorrow, 2026-07-06"),
            TextAsked("last", "To", "26 July, in 2 weeks; empty for a single day"),
        ],
        check=lambda values: pause_fault(values, today=today, week=week),
        verb="Plan it",
    )
