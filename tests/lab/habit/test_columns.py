from __future__ import annotations

from datetime import date

from lab.habit.columns import checkmarks


def test_every_day_since_the_first_has_its_row_the_newest_first() -> None:
    table = checkmarks([date(2026, 2, 28), date(2026, 3, 2)], today=date(2026, 3, 3))
    assert table.splitlines() == [
        "Date,Value,Notes",
        "2026-03-03,NO,",
        "2026-03-02,YES_MANUAL,",
        "2026-03-01,NO,",
        "2026-02-28,YES_MANUAL,",
    ]


def test_nothing_done_yet_is_a_table_too() -> None:
    assert checkmarks([], today=date(2026, 3, 3)) == "Date,Value,Notes\n2026-03-03,NO,\n"


def test_what_was_finished_before_a_flight_over_the_date_line_is_in_the_table() -> None:
    table = checkmarks([date(2026, 3, 4), date(2026, 3, 9)], today=date(2026, 3, 3))
    assert table == "Date,Value,Notes\n2026-03-04,YES_MANUAL,\n"
