"""How far something is that takes longer than half a second, and stopping it between two steps."""

from __future__ import annotations

import signal
import sys
import time
from typing import TYPE_CHECKING, Final, Self

from cli.streams import is_terminal, one_line, printable

if TYPE_CHECKING:
    from types import FrameType

__all__ = ["Progress", "Stopping"]

_FIRST_AFTER: Final = 0.5
"""Seconds of work before anything is said."""
_BETWEEN: Final = 0.1
"""Seconds from one look of the line to the next."""
_CLEAR: Final = "\r\x1b[K"


class Progress:
    """One line on stderr that changes while something goes on, and is gone at its end.

    Only on a terminal: elsewhere it would be many lines that nobody wants to keep.
    """

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._said = 0.0
        self._is_shown = False

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the line away."""
        self.clear()

    def show(self, text: str) -> None:
        """Say how far it is, if it is time to."""
        now = time.monotonic()
        if now - self._begun < _FIRST_AFTER or now - self._said < _BETWEEN:
            return
        if is_terminal(sys.stderr):
            self._said = now
            self._is_shown = True
            self._write(f"{_CLEAR}{printable(one_line(text))}")

    def count(self, doing: str, number: int) -> None:
        """Say what is being done, and with how many files it is done."""
        self.show(f"{doing} … {number:,}")

    def clear(self) -> None:
        """Take the line away."""
        if self._is_shown:
            self._is_shown = False
            self._write(_CLEAR)

    def _write(self, text: str) -> None:
        if sys.stderr is not None:
            sys.stderr.write(text)
            sys.stderr.flush()


class Stopping:
    """Takes the first ctrl+c as a wish to stop after the present step; a second one ends at once.

    ``wanted`` says whether somebody wishes it.
    """

    def __init__(self) -> None:
        self.wanted = False
        self._before: object = None

    def __enter__(self) -> Self:
        """Begin to listen, where the program may."""
        try:
            self._before = signal.signal(signal.SIGINT, self._note)
        except ValueError:  # not the main thread: nobody can interrupt it there
            self._before = None
        return self

    def __exit__(self, *_: object) -> None:
        """Leave ctrl+c as it was."""
        if callable(self._before) or isinstance(self._before, int):
            signal.signal(signal.SIGINT, self._before)

    def _note(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if self.wanted:
            raise KeyboardInterrupt
        self.wanted = True
