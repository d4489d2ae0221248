"""Figures in words, the same in the app and on the command line."""

from __future__ import annotations

__all__ = ["counted", "size_in_words"]

_STEP = 1000


def counted(number: int, one: str, many: str = "") -> str:
    """Return ``1 teardown`` or ``12,000 teardowns``; *many* where an s is not enough."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def size_in_words(number: int) -> str:
    """Return so many bytes as people say it: ``16 KB``, ``3.2 MB``."""
    if number < _STEP:
        return counted(number, "byte")
    if round(number / _STEP) < _STEP:
        return f"{number / _STEP:,.0f} KB"
    return f"{number / _STEP**2:,.1f} MB"
