"""Where the schedule of the method's own cards is kept: one small file in the state folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from lab.files import write_private

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MethodDeck"]

_LARGEST: Final = 1_000_000
"""Bytes; sixty cards take some ten thousand."""


class MethodDeck:
    """The schedules by card. Losing the file costs only when the cards come back."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def schedules(self) -> dict[str, dict[str, Any]]:
        """Return what is kept; nothing where the file is missing or odd."""
        try:
            with self._file.open("rb") as file:
                data = json.loads(file.read(_LARGEST))
            return {str(name): dict(plan) for name, plan in data["cards"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}

    def keep(self, card_id: str, schedule: dict[str, Any]) -> None:
        """Keep one card's schedule, none where it is empty; ``OSError`` if it cannot be written."""
        cards = self.schedules() | {card_id: schedule}
        if not schedule:
            del cards[card_id]
        write_private(self._file, json.dumps({"cards": cards}).encode(), durable=False)
