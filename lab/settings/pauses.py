"""Planned pauses as they stand in the settings: first and last day, several behind commas."""

from __future__ import annotations

from datetime import date
from typing import Final

__all__ = ["pauses_in", "pauses_problem"]

_MUST: Final = "must be days such as 2026-07-06..2026-07-26, several with a comma between"


def pauses_in(text: str) -> list[tuple[date, date]]:
    """Return the first and the last day of each pause; ``ValueError`` where one is none."""
    found = []
    for part in text.split(","):
        if not part.strip():
            continue
        first, dots, last = part.partition("..")
        days = date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip())
        if days[1] < days[0] or (dots and not last.strip()):
            raise ValueError(part)
        found.append(days)
    return found


def pauses_problem(text: str) -> str:
    """Return what is wrong with such a text, as “must be …”; empty if nothing."""
    try:
        pauses_in(text)
    except ValueError:
        return _MUST
    return ""
