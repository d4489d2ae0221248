"""What an author got wrong in a file: where it stands, what it is, what was probably meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Problem", "Severity", "shown"]

Severity = Literal["error", "warning"]

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a file. A file with an error cannot be used, one with warnings can."""

    path: Path
    line: int
    """Counted from 1."""
    key: str
    """Where in the file, as names joined by dots: ``deltas.frame.set.what``."""
    message: str
    severity: Severity = "error"
    nearest: str = ""
    """The valid name that comes closest; empty if none does."""

    def __str__(self) -> str:
        """One line: file, line, key, what is wrong, and what was probably meant."""
        where = f"{shown(str(self.path), longest=4096)}:{self.line}"
        text = f"{where}: {self.key}: {self.message}." if self.key else f"{where}: {self.message}."
        return f"{text} Did you mean “{self.nearest}”?" if self.nearest else text


def shown(text: str, *, longest: int = _LONGEST_SHOWN) -> str:
    """Return foreign text as it can stand in a message: one line, no control characters."""
    text = _UNPRINTABLE.sub("\ufffd", text)
    return text if len(text) <= longest else text[: longest - 1] + "…"
