"""The name that somebody probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["nearest"]

_LONGEST: Final = 60
"""Characters that are looked at: nobody misspells a name at such a length."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known name that comes closest to a word; empty if none is close."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word[:_LONGEST], list(known), n=1)), "")
