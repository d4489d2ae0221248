"""The weeks' days as a table in Loop Habit Tracker's columns, for tools that read those."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["HABIT", "checkmarks"]

HABIT: Final = "Teardown"
_DONE: Final = 2
"""What Loop writes for a day on which the person did it."""
_NOT: Final = 0


def checkmarks(days: Iterable[date], *, today: date) -> str:
    """Return Loop's ``Checkmarks.csv`` of one habit: ``Date,Teardown``, the newest day first."""
    done = Counter(day for day in days if day <= today)
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["Date", HABIT])
    first = min(done, default=today)
    for back in range((today - first).days + 1):
        day = today - timedelta(days=back)
        table.writerow([day.isoformat(), _DONE if done[day] else _NOT])
    return text.getvalue()
