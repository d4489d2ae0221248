"""A paste that arrives as keys, from a terminal that does not say where a paste begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from textual import events

__all__ = ["QUIET", "PastedKeys"]

AT_ONCE: Final = 0.002
"""Seconds between two keys below which both were sent at once."""
_FEW: Final = 3
"""Different keys that a hand may have pressed while the app was busy."""
QUIET: Final = 0.1
"""Seconds without a key after which the paste has ended."""


class PastedKeys:
    """Tells the keys of a pasted text from those of a hand, and gathers them.

    The first few have acted before it can be told; what follows them no longer does.
    """

    def __init__(self) -> None:
        self._last = 0.0
        self._gathered: list[str] = []
        self._is_text = False

    def takes(self, event: events.Key) -> bool:
        """Note a key; return whether it is a part of a text and no command."""
        if event.time - self._last > (QUIET if self._is_text else AT_ONCE):
            self.take()
        self._last = event.time
        typed = "\n" if event.key in {"enter", "ctrl+j"} else event.character or ""
        self._gathered.append(typed)
        # The same key many times over is one that is held down.
        self._is_text = self._is_text or len({*self._gathered}) > _FEW
        return self._is_text

    def take(self) -> str:
        """Return the text that was gathered, and begin anew."""
        text, self._gathered = "".join(self._gathered), []
        self._is_text = False
        return text
