"""One's own queue of products: a text file beside the settings, one product a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.authors import plain_name
from lab.errors import UsageError
from lab.files import write_private

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["QUEUE_FILE", "put_into_queue", "queue_in", "read_queue", "take_out_of_queue"]

QUEUE_FILE: Final = "queue.txt"
_LARGEST: Final = 100_000
"""Bytes. Nobody plans a thousand products."""
_LONGEST: Final = 200
"""Letters of a name; a longer line is none."""


def read_queue(folder: Path, *, done: Iterable[str]) -> list[str]:
    """Return what stands in the queue and is not done yet, in its order.

    Empty lines and those that begin with ``#`` are passed over; a file that is missing or no
    text is an empty queue.
    """
    try:
        data = _data_of(folder)
    except OSError:
        return []
    return queue_in(data, done=done)


def queue_in(data: bytes, *, done: Iterable[str] = ()) -> list[str]:
    """Return what stands in the bytes of such a file and is not done yet."""
    try:
        text = data[:_LARGEST].decode("utf-8-sig")
    except UnicodeError:
        return []
    seen = {plain_name(name) for name in done}
    names = []
    for line in text.splitlines():
        name = " ".join(line.split())
        folded = plain_name(name)
        if 0 < len(name) <= _LONGEST and not name.startswith("#") and folded not in seen:
            seen.add(folded)
            names.append(name)
    return names


def put_into_queue(folder: Path, name: str) -> None:
    """Put a product behind the others; one that is there stays where it is.

    ``UsageError`` where it is no name, or where the file is one that cannot be changed safely.
    """
    name = " ".join(name.split())
    if not name or name.startswith("#") or not name.isprintable():
        raise UsageError("That is no product’s name", todo="Type the name of one product.")
    if len(name) > _LONGEST:
        raise UsageError(
            "That is too long for a product’s name",
            f"it has {len(name)} letters",
            todo=f"Name it in at most {_LONGEST}.",
        )
    lines = _lines(folder)
    if all(plain_name(line) != plain_name(name) for line in lines):
        _write(folder, [*lines, name])


def take_out_of_queue(folder: Path, name: str) -> None:
    """Take a product out; remarks and all others stay."""
    lines = _lines(folder)
    _write(folder, [line for line in lines if plain_name(line) != plain_name(name)])


def _lines(folder: Path) -> list[str]:
    try:
        text = _text_of(folder)
        too_large = (folder / QUEUE_FILE).stat().st_size > _LARGEST
    except FileNotFoundError:
        return []
    except UnicodeError:
        raise _not_ours(folder, "it is no text in UTF-8") from None
    if too_large:
        raise _not_ours(folder, "it is longer than any queue")
    return text.splitlines()


def _not_ours(folder: Path, why: str) -> UsageError:
    return UsageError(
        f"{folder / QUEUE_FILE} is left as it is", why, todo="Look into it in a text editor."
    )


def _text_of(folder: Path) -> str:
    return _data_of(folder).decode("utf-8-sig")


def _data_of(folder: Path) -> bytes:
    with (folder / QUEUE_FILE).open("rb") as file:
        return file.read(_LARGEST)


def _write(folder: Path, lines: Sequence[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    write_private(folder / QUEUE_FILE, text.encode())
