"""One's own queue of products: a text file beside the settings, one product a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["QUEUE_FILE", "read_queue"]

QUEUE_FILE: Final = "queue.txt"
_LARGEST: Final = 100_000
"""Bytes. Nobody plans a thousand products."""


def read_queue(folder: Path, *, done: Iterable[str]) -> list[str]:
    """Return what stands in the queue and is not done yet, in its order.

    Empty lines and those that begin with ``#`` are passed over; a file that is missing or no
    text is an empty queue.
    """
    try:
        with (folder / QUEUE_FILE).open("rb") as file:
            text = file.read(_LARGEST).decode("utf-8-sig")
    except (OSError, UnicodeError):
        return []
    known = {_folded(name) for name in done}
    names = dict.fromkeys(" ".join(line.split()) for line in text.splitlines())
    return [
        name for name in names if name and not name.startswith("#") and _folded(name) not in known
    ]


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
