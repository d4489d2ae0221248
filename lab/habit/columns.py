"""The weeks' days as a table in Loop Habit Tracker's columns, for tools that read those."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["COLUMNS", "checkmarks"]

COLUMNS: Final = ("Date", "Value", "Notes")
_DONE: Final = "YES_MANUAL"
"""What Loop writes for a day on which the person did it."""
_NOT: Final = "NO"


def checkmarks(days: Iterable[date], *, today: date) -> str:
    """Return what Loop exports as a habit's ``Checkmarks.csv``, the newest day first.

    Over the date line something can have been finished tomorrow.
    """
    done = {day for day in days if day <= today + timedelta(days=1)}
    today = max([today, *done])
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    first = min(done, default=today)
    for back in range((today - first).days + 1):
        day = today - timedelta(days=back)
        table.writerow([day.isoformat(), _DONE if day in done else _NOT, ""])
    return text.getvalue()
