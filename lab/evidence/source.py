"""What somebody pasted to be captured: addresses, or files that they saved. Nothing is read."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from lab.importing.typed import paths_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["file_in", "sources_in"]

_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)
_PATH: Final = re.compile(r"[/\\~\"']|\.{1,2}[/\\]|file:|[a-z]:[/\\]", re.IGNORECASE)
_SAVED: Final = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".txt", ".markdown")
"""Endings that a file has and no host: ``.md`` is both, and names a file where there is one."""


def sources_in(text: str) -> list[str]:
    """Return what a pasted text names, each once: one a line, or addresses behind each other."""
    found = []
    for line in text.splitlines():
        words = line.split()
        if len(words) > 1 and all(map(_ADDRESS.match, words)):
            found += words
        elif words:
            found.append(line.strip())
    return list(dict.fromkeys(found))


def file_in(
    source: str, *, home: Path, exists: Callable[[Path], bool] = os.path.lexists
) -> Path | None:
    """Return the file that is meant; ``None`` where an address is."""
    text = source.strip()
    if not text or _ADDRESS.match(text) or text.startswith("//"):
        return None
    path = paths_in(text, home=home, exists=exists)[0]
    is_saved = "/" not in text and text.lower().endswith(_SAVED)
    return path if _PATH.match(text) or is_saved or exists(path) else None
