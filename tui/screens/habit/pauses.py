"""Planned pauses: the form for one, the list to take one out of, and how one is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.habit.calendar import Pause
from lab.parsing import parse_day
from tui.forms.fields import TextAsked
from tui.forms.form import FormScreen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

__all__ = ["as_setting", "coming", "pause_form", "pause_of", "pause_words"]


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


def pause_form(today: date) -> FormScreen:
    """Return the form in which a pause is planned."""

    def check(values: Mapping[str, str]) -> tuple[str, str] | None:
        first = parse_day(values["first"], today=today)
        if first is None:
            return "first", "Name a day, such as 6 July or 2026-07-06."
        if pause_of(values, today=today) is None:
            return "last", "Name a day that is not before the first, or a span such as 2 weeks."
        return None

    return FormScreen(
        "A planned pause: weeks that it touches ask for nothing",
        [
            TextAsked("first", "From", "6 July, tomorrow, 2026-07-06"),
            TextAsked("last", "To", "26 July, in 2 weeks; empty for a single day"),
        ],
        check=check,
        verb="Plan it",
    )
