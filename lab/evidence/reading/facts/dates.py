"""From what a page calls a date to ``YYYY-MM-DD``; a form that can be read in two ways is none."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

__all__ = ["day_in"]

EARLIEST: Final = 1990
"""The web is no older; a year before it is a default that nobody filled in."""
_LONGEST: Final = 120

_ISO: Final = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:$|[T\s,].{0,60}$)|(\d{4})/(\d{1,2})/(\d{1,2})(?:$|[T\s,].{0,60}$)"
    r"|(\d{4})(\d{2})(\d{2})(?:$|T\d{4,6}.{0,12}$)|(\d{4})\.(\d{1,2})\.(\d{1,2})\.?$"
)
_EAST_ASIAN: Final = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_MONTH_FIRST: Final = re.compile(
    r"\b([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(\d{4})\b"
)
_DAY_FIRST: Final = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|\.|er|º)?[\s-]+(?:de\s+|of\s+)?([^\W\d_]{3,10})\.?,?"
    r"[\s-]+(?:de\s+)?(\d{4})\b"
)
_NUMBERS: Final = re.compile(r"\b(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")

_MONTHS: Final = (
    "january jan januar janvier enero janeiro gennaio januari января",
    "february feb februar février fevrier febrero fevereiro febbraio februari февраля",
    "march mar märz maerz mars marzo março marco maart марта",
    "april apr avril abril aprile апреля",
    "may mai mayo maio maggio mei мая",
    "june jun juni juin junio junho giugno июня",
    "july jul juli juillet julio julho luglio июля",
    "august aug août aout agosto augustus августа",
    "september sept sep septembre septiembre setembro settembre сентября",
    "october oct oktober okt octobre octubre outubro ottobre октября",
    "november nov novembre noviembre novembro ноября",
    "december dec dezember dez décembre decembre diciembre dezembro dicembre декабря",
)
_DECEMBER: Final = 12
_MONTH_OF: Final = {
    name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()
}


def day_in(text: str, *, latest: date | None = None) -> str | None:
    """Return the one day that the words name, or None. *latest*: a day after it is a mistake."""
    text = " ".join(text[:_LONGEST].split())
    days = set(_days(text))
    if len(days) != 1:
        return None
    (day,) = days
    if day.year < EARLIEST or (latest is not None and day > latest):
        return None
    return day.isoformat()


def _days(text: str) -> list[date]:
    found = _ISO.match(text) or _EAST_ASIAN.search(text)
    if found is not None:
        parts = [int(part) for part in found.groups() if part is not None]
        return _made(parts[0], parts[1], parts[2])
    days = []
    for month, day, year in _MONTH_FIRST.findall(text):
        days += _made(int(year), _MONTH_OF.get(month.casefold(), 0), int(day))
    for day, month, year in _DAY_FIRST.findall(text):
        days += _made(int(year), _MONTH_OF.get(month.casefold(), 0), int(day))
    for first, mark, second, year in _NUMBERS.findall(text):
        days += _from_numbers(int(first), int(second), int(year), mark=mark)
    return days


def _from_numbers(first: int, second: int, year: int, *, mark: str) -> list[date]:
    """Return the day where only one reading is possible; with dots the day comes first."""
    if mark == "." or first > _DECEMBER or first == second:
        return _made(year, second, first)
    if second > _DECEMBER:
        return _made(year, first, second)
    return []


def _made(year: int, month: int, day: int) -> list[date]:
    try:
        return [date(year, month, day)]
    except ValueError:
        return []
