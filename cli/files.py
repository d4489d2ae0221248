"""Files that a command is given: read whole, checked, with ``-`` for stdin."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from lab.errors import LabError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["InputUnreadable", "opened_for_reading", "read_bytes", "read_text", "unreadable"]

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
            f"{_called(name)} is not UTF-8 text",
            f"line {line} cannot be read",
            todo="Save it as UTF-8 and try again.",
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removesuffix("\n")


def read_bytes(name: str) -> bytes:
    """Return a file's content; ``-`` is stdin. Raise ``InputUnreadable``."""
    try:
        if name == "-":
            stream = sys.stdin.buffer if sys.stdin is not None else None
            raw = stream.read(LARGEST_INPUT + 1) if stream is not None else b""
        elif not name:
            raise FileNotFoundError
        else:
            with Path(name).open("rb") as file:
                raw = file.read(LARGEST_INPUT + 1)
    except (OSError, ValueError) as error:
        raise unreadable(name, error) from None
    if len(raw) > LARGEST_INPUT:
        raise InputUnreadable(
            f"{_called(name)} is too large", f"{LARGEST_INPUT // 1024 // 1024} MB is the most"
        )
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
    return InputUnreadable(f"{_called(name)} cannot be read", why, todo=todo)


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


def _called(name: str) -> str:
    return "stdin" if name == "-" else f"“{name}”"
