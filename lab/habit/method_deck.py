"""Where the schedule of the method's own cards is kept: one small file in the state folder."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from lab.files import write_private

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["RECALL_FILE", "MethodDeck", "document_in", "schedules_in"]

RECALL_FILE: Final = "recall.json"

_LARGEST: Final = 1_000_000
"""Bytes; sixty cards take some ten thousand."""


class MethodDeck:
    """The schedules by card. Losing the file costs only when the cards come back."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def schedules(self) -> dict[str, dict[str, Any]]:
        """Return what is kept; nothing where the file is missing or odd."""
        return schedules_in(self._document())

    def keep(self, card_id: str, schedule: dict[str, Any]) -> None:
        """Keep one card's schedule, none where it is empty; ``OSError`` if it cannot be written.

        A file that cannot be understood is set aside, for whoever can.
        """
        document = self._document()
        cards = schedules_in(document) | {card_id: schedule}
        if not schedule:
            del cards[card_id]
        if not document and self._file.exists():
            self._file.replace(self._file.with_suffix(".unreadable.json"))
        write_private(self._file, json.dumps(document | {"cards": cards}).encode(), durable=False)

    def _document(self) -> dict[str, Any]:
        with suppress(OSError), self._file.open("rb") as file:
            return document_in(file.read(_LARGEST))
        return {}


def document_in(data: bytes) -> dict[str, Any]:
    """Return what such a file holds; nothing where it is odd."""
    with suppress(ValueError, RecursionError):
        document = json.loads(data)
        if isinstance(document, dict) and isinstance(document.get("cards"), dict):
            return document
    return {}


def schedules_in(document: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the schedules in such a document by card; one that is none is passed over."""
    cards = document.get("cards", {})
    return {str(name): plan for name, plan in cards.items() if isinstance(plan, dict)}
