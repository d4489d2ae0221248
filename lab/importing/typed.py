"""What somebody types, pastes or drops where a path is asked for: which files that means."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["completions", "paths_in"]

_SUFFIXES: Final = (".md", ".markdown", ".json")
_MOST_OFFERED: Final = 50
_LONGEST: Final = 65_536
"""Characters of a line in which paths are looked for; taking more apart only takes long."""


def paths_in(
    typed: str,
    *,
    home: Path,
    exists: Callable[[Path], bool] = os.path.lexists,
    posix: bool = os.name == "posix",
) -> list[Path]:
    """Return the paths that a line means; none for an empty one.

    Terminals write a dropped file in quotes, as a ``file://`` address, or with a backslash
    before each space; several stand behind each other. What names a file as it stands means
    that file.
    """
    text = typed.strip()
    if not text:
        return []
    whole = _plain(text, home)
    if exists(whole) or len(text) > _LONGEST:
        return [whole]
    try:
        words = shlex.split(text, posix=posix)
    except ValueError:  # a quote without its other half
        return [_plain(text.strip("\"'"), home)]
    paths = [_plain(word.strip("\"'"), home) for word in words]
    if len(paths) == 1 or all(map(exists, paths)):
        return paths
    return [whole]


def completions(typed: str, *, home: Path) -> list[str]:
    """Return what the line could go on to be: folders and files that can be read in, by name."""
    if not typed or typed[0] in "\"'" or "\\ " in typed or typed.startswith("file:"):
        return []
    cut = max(typed.rfind(sep) for sep in filter(None, (os.sep, os.altsep)))
    shown, start = typed[: cut + 1], typed[cut + 1 :]
    folder = _plain(shown, home) if shown else Path()
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if not name.casefold().startswith(start.casefold()) or not name.isprintable():
                    continue
                if name.startswith(".") and not start.startswith("."):
                    continue
                if entry.is_dir():
                    found.append(f"{shown}{name}{os.sep}")
                elif name.lower().endswith(_SUFFIXES):
                    found.append(f"{shown}{name}")
    except OSError:
        return []
    return sorted(found)[:_MOST_OFFERED]


def _plain(text: str, home: Path) -> Path:
    address = _address_path(text) if re.match(r"file:(?://)?", text, re.IGNORECASE) else None
    if address is not None:
        # On Windows an address has a slash before the drive's letter.
        text = address[1:] if re.match(r"/[A-Za-z]:", address) else address
    if text == "~" or text.startswith(("~/", "~\\")):
        return home / text[2:]
    return Path(text.replace("\0", ""))


def _address_path(text: str) -> str | None:
    """Return the path in a ``file://`` address; ``None`` where it is not one after all."""
    try:
        return unquote(urlsplit(text).path)
    except ValueError:  # half of an IPv6 address
        return None
