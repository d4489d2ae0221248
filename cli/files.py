"""Files that a command is given: read whole, checked, with ``-`` for stdin."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from lab.errors import LabError

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

__all__ = [
    "InputUnreadable",
    "called",
    "names_a_file",
    "opened_for_reading",
    "read_bytes",
    "read_text",
    "unreadable",
]

LARGEST_INPUT = 8 * 1024 * 1024
"""Bytes. A book has one."""


class InputUnreadable(LabError):
    """A file that a command was given cannot be used."""


def read_text(name: str) -> str:
    """Return a text file's content without its last line end; CR LF and CR become LF."""
    raw = read_bytes(name)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputUnreadable(
            f"{called(name)} is not UTF-8 text",
            f"line {line} cannot be read",
            todo="Save it as UTF-8 and try again.",
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removesuffix("\n")


def names_a_file(name: str, *, endings: Container[str]) -> bool:
    """Return whether a name that may be an id can only be a file: by its ending, or a folder."""
    separators = [each for each in (os.sep, os.altsep) if each]
    return (
        name == "-"
        or Path(name).suffix.lower() in endings
        or any(each in name for each in separators)
    )


def called(name: str) -> str:
    """Return what messages call a file."""
    return "stdin" if name == "-" else f"“{name}”"


def read_bytes(name: str, *, most: int = LARGEST_INPUT) -> bytes:
    """Return a file's content; ``-`` is stdin. Raise ``InputUnreadable``."""
    try:
        if name == "-":
            stream = sys.stdin.buffer if sys.stdin is not None else None
            raw = stream.read(most + 1) if stream is not None else b""
        elif not name:
            raise FileNotFoundError
        else:
            with Path(name).open("rb") as file:
                raw = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise unreadable(name, error) from None
    if len(raw) > most:
        raise InputUnreadable(
            f"{called(name)} is too large", f"{most // 1024 // 1024} MB is the most",
            todo="“teardown import” reads larger exports.",
        )  # fmt: skip
    return raw


@contextmanager
def opened_for_reading(name: str) -> Iterator[IO[bytes]]:
    """Open a file that may be of any size. Raise ``InputUnreadable``."""
    try:
        if not name or not Path(name).exists():
            raise FileNotFoundError
        if not Path(name).is_file():
            raise IsADirectoryError
        stream = Path(name).open("rb")  # noqa: SIM115 - closed below, where no error is ours
    except (OSError, ValueError) as error:
        raise unreadable(name, error) from None
    with stream:
        yield stream


def unreadable(name: str, error: OSError | ValueError) -> InputUnreadable:
    """Return what to raise where the system does not let us read a file."""
    why, todo = _refused(error)
    return InputUnreadable(f"{called(name)} cannot be read", why, todo=todo)


def _refused(error: OSError | ValueError) -> tuple[str, str]:
    """Return why a file cannot be read, and what to do about it."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "there is no such file", "Check its name and folder."
        case IsADirectoryError():
            return "it is a folder", "Name a file in it."
        case PermissionError():
            return "you have no permission to read it", "Check who owns it."
        case OSError():
            return (error.strerror or "the system refused").lower(), "Check the disk that it is on."
    return "that is no file name", "Check the name."
