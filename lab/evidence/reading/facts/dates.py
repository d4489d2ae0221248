"""From what a page calls a date to a day; a form that can be read in two ways is none."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

__all__ = ["day_in", "days_in", "readings_of"]

_EARLIEST: Final = 1990
"""The web is no older; a year before it is a default that nobody filled in."""
_LONGEST: Final = 300
_DECEMBER: Final = 12

_ISO: Final = re.compile(
    r"(?<![\d-])(\d{4})-(\d{1,2})-(\d{1,2})(?=$|[Tt\s,.;)|·•])|(?<![\d/])(\d{4})/(\d{1,2})/(\d{1,2})"
    r"(?=$|[T\s,.;)|])|^(\d{4})(\d{2})(\d{2})(?=$|T\d{4})|(?<![\d.])(\d{4})\.(\d{1,2})\.(\d{1,2})"
    r"(?![\d.]*\d)|(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]"
)
_MONTH_FIRST: Final = re.compile(
    r"\b([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(\d{4})\b"
)
_DAY_FIRST: Final = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|\.|er|º)?[\s-]+(?:de\s+|of\s+)?([^\W\d_]{3,10})\.?,?"
    r"[\s-]+(?:de\s+)?(\d{4})\b"
)
_NUMBERS: Final = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")

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
_MONTH_OF: Final = {
    name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()
}


def day_in(text: str, *, latest: date | None = None) -> date | None:
    """Return the one day that the words name, or None. A day after *latest* is a mistake."""
    days = days_in(text, latest=latest)
    return days[0] if len(days) == 1 else None


def days_in(text: str, *, latest: date | None = None) -> list[date]:
    """Return the different days that the words name, in no order."""
    text = " ".join(text[:_LONGEST].split())
    if not any(character.isdigit() for character in text):
        return []
    # Somewhere on the globe it is tomorrow already.
    end = latest + timedelta(days=1) if latest is not None else None
    return [
        day
        for day in dict.fromkeys(_days(text))
        if day.year >= _EARLIEST and (end is None or day <= end)
    ]


def readings_of(text: str) -> set[date]:
    """Return every day that the words may name, with both readings of ``03/04/2024``."""
    text = " ".join(text[:_LONGEST].split())
    days = set(days_in(text))
    for first, _, second, year in _NUMBERS.findall(text):
        days.update(_made(int(year), int(first), int(second)))
        days.update(_made(int(year), int(second), int(first)))
    return days


def _days(text: str) -> list[date]:
    days = []
    for found in _ISO.finditer(text):
        year, month, day = (int(part) for part in found.groups() if part is not None)
        days += _made(year, month, day)
    for name, number, year in _MONTH_FIRST.findall(text):
        days += _made(int(year), _MONTH_OF.get(name.casefold(), 0), int(number))
    for number, name, year in _DAY_FIRST.findall(text):
        days += _made(int(year), _MONTH_OF.get(name.casefold(), 0), int(number))
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
