"""What is written down when the program itself is at fault."""

from __future__ import annotations

import contextlib
import platform
import re
import sys
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from lab.files import write_private

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

__all__ = ["KEEP", "redact", "write_crash"]

KEEP = 10
"""Crash reports that stay; older ones go when a new one is written."""

_SECRET_NAME = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|COOKIE|AUTH", re.IGNORECASE)
_SECRET_TEXT = re.compile(
    r"(?:\bsk-[\w-]{8,}"
    r"|(?<=://)[^/\s:@]*:[^/\s@]+(?=@)"
    r"|(?:\b(?:authorization|x-api-key|api[_-]?key|cookie|password|token|secret)"
    r"['\"]?\s*[:=]\s*['\"]?(?:bearer\s+)?|\bbearer\s+)[^\s'\",;]{4,})",
    re.IGNORECASE,
)
_SHORTEST_SECRET = 6


def redact(text: str, environ: Mapping[str, str]) -> str:
    """Return the text without keys, tokens and passwords, known ones and likely ones."""
    for name, value in environ.items():
        if _SECRET_NAME.search(name) and len(value) >= _SHORTEST_SECRET:
            text = text.replace(value, "[hidden]")
    return _SECRET_TEXT.sub("[hidden]", text)


def write_crash(
    error: BaseException, state: Path, *, now: datetime, environ: Mapping[str, str], version: str
) -> Path | None:
    """Write what happened where only this user can read it; ``None`` if nowhere can be written.

    The report holds the course of the program; of what somebody typed, only what an error
    message quotes.
    """
    program = f"teardown {version}, Python {platform.python_version()}, {sys.platform}"
    head = f"{program}\n{now:%Y-%m-%d %H:%M:%S} UTC\n\n"
    course = "".join(traceback.format_exception(error))
    data = redact(head + course, environ).encode("utf-8", "backslashreplace")
    name = f"crash-{now:%Y%m%d-%H%M%S-%f}.log"
    for folder in (state, Path(tempfile.gettempdir())):
        try:
            write_private(folder / name, data)
        except OSError:
            continue
        if folder == state:
            _thin(folder)
        return folder / name
    return None


def _thin(folder: Path) -> None:
    for old in sorted(folder.glob("crash-*.log"))[:-KEEP]:
        with contextlib.suppress(OSError):
            old.unlink()
