from __future__ import annotations

from datetime import date

import pytest

from lab.parsing import parse_day, parse_percent

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("70", 0.7),
        (" 70 % ", 0.7),
        ("70%", 0.7),
        ("0.7", 0.7),
        (",7", 0.7),
        ("1", 0.01),
        ("1.0", 1.0),
        ("0.5%", 0.005),
        ("62.5", 0.625),
        ("100", 1.0),
        ("0", 0.0),
        ("101", None),
        ("-3", None),
        ("most", None),
        ("", None),
        ("\u0667\u0660", 0.7),
        ("1e2", None),
    ],
)
def test_a_percentage_is_read_as_people_write_it(text: str, share: float | None) -> None:
    assert parse_percent(text) == (pytest.approx(share) if share is not None else None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-05-01", date(2026, 5, 1)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 3, 3)),
        ("in 2 weeks", date(2026, 3, 16)),
        ("30 days", date(2026, 4, 1)),
        ("a month", date(2026, 4, 1)),
        ("next week", date(2026, 3, 9)),
        ("9 March", date(2026, 3, 9)),
        ("March 9, 2027", date(2027, 3, 9)),
        ("1. Feb", date(2027, 2, 1)),
        ("29 Feb 2028", date(2028, 2, 29)),
        ("31 Feb", None),
        ("soon", None),
        ("March", None),
        ("", None),
        ("2026-13-01", None),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date | None) -> None:
    assert parse_day(text, today=TODAY) == day


@pytest.mark.parametrize("text", ["1 jan 0000", "in 9999 years", "31 feb 2026", "0 march"])
def test_a_day_that_no_calendar_holds_is_none(text: str) -> None:
    assert parse_day(text, today=date(2026, 3, 2)) is None
