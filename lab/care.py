"""Care of the library: what is wrong with it, putting it right, keeping it small."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.doctor import Ailment
    from store.library import Library

__all__ = ["Care"]


class Care:
    """Looks after a library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def doctor(self) -> list[Ailment]:
        """Return what is wrong with the library; nothing is changed."""
        return self._library.doctor()

    def fix(self) -> list[Ailment]:
        """Put right what can be; return what was found, with what became of it."""
        return self._library.fix()

    def tidy(self) -> None:
        """Thin the history and sweep pages that nothing names; safe to be killed."""
        self._library.tidy()
