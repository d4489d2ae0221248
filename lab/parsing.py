"""Figures and days as people write them."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta

__all__ = ["parse_day", "parse_percent"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
_SPAN = re.compile(r"(?:in )?(a|an|one|next|\d{1,4}) ?(day|week|month|quarter|year)s?")
_NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})\.? )?(?P<month>[a-z]{3})[a-z]*\.?(?: (?P<after>\d{1,2}),?)?"
    r"(?: (?P<year>\d{4}))?"
)


def parse_percent(text: str) -> float | None:
    """Return 0 to 1 from ``70``, ``70 %``, ``0.7`` or ``,7``; ``None`` where it is neither.

    A whole number is a percentage, so ``1`` is one percent; what has a point and is not
    above 1 is a share.
    """
    plain = text.strip().removesuffix("%").strip().replace(",", ".")
    if not re.fullmatch(r"\d{1,3}|\d{0,3}\.\d{1,6}", plain):
        return None
    value = float(plain)
    if "." in plain and value <= 1 and "%" not in text:
        return value
    share = value / 100
    return share if share <= 1 else None


def parse_day(text: str, *, today: date) -> date | None:
    """Return the day from ``2026-03-09``, ``9 March``, ``tomorrow`` or ``in 2 weeks``.

    A day without a year is the next one to come. ``None`` where the text names no day.
    """
    try:
        return _day(" ".join(text.lower().split()), today)
    except (ValueError, OverflowError):  # no such day, or none that a calendar holds
        return None


def _day(plain: str, today: date) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(plain)
    if plain in {"today", "tomorrow"}:
        return today + timedelta(days=plain == "tomorrow")
    span = _SPAN.fullmatch(plain)
    if span is not None:
        number = int(span[1]) if span[1].isdigit() else 1
        return today + timedelta(days=number * _DAYS[span[2]])
    named = _NAMED.fullmatch(plain)
    if named is None or named["month"] not in _MONTHS or not (named["day"] or named["after"]):
        return None
    month = _MONTHS.index(named["month"]) + 1
    day = int(named["day"] or named["after"])
    year = int(named["year"]) if named["year"] else today.year
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    found = date(year, month, day)
    if found < today and not named["year"]:
        found = date(year + 1, month, min(day, monthrange(year + 1, month)[1]))
    return found
