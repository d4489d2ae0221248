"""Whose a teardown is, as far as names say it; and how names are compared."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["by_another", "plain_name"]


@lru_cache(maxsize=4096)  # asked of every row of a library, by author and by product
def plain_name(name: str) -> str:
    """Return a name as it is compared: capitals, accents typed in two ways and spaces aside."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def by_another(author: str, *, me: str) -> bool:
    """Return whether a teardown is by somebody else; unsigned ones are mine, as long as I am."""
    name, mine = plain_name(author), plain_name(me)
    return bool(name and mine and name != mine)
