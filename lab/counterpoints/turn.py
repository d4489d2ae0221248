"""One question at a time about a teardown, over all windows and programs on this computer.

What may still be said and spent is read from the record, so two that ask at once would each
take what is left. The lock is the operating system's own: it ends with whoever holds it,
however that ends.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from lab.errors import LabError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["AskedElsewhere", "turn"]


class AskedElsewhere(LabError):
    """Another window asks a model about this teardown just now."""


@contextmanager
def turn(state: Path, teardown_id: str) -> Iterator[None]:
    """Hold the turn to ask about a teardown; *state* is the folder for what may be lost.

    Raise ``AskedElsewhere`` where somebody else holds it. A file system without locks lets
    everybody through.
    """
    from store.locks import system_lock

    folder = state / "asking"
    with ExitStack() as held:
        with suppress(OSError):  # a disk that takes no file has nothing to share either
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{teardown_id}.lock"
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            held.callback(os.close, descriptor)
            if system_lock(descriptor) is False or not _is_there(path, descriptor):
                raise AskedElsewhere(
                    "Another window is asking a model about this teardown",
                    todo="Wait until it is done, or stop it there.",
                )
            held.callback(_remove, path)
        yield


def _is_there(path: Path, descriptor: int) -> bool:
    """Return whether the open file is still the one of that name, and not one just given up."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except OSError:
        return False


def _remove(path: Path) -> None:
    with suppress(OSError):  # where an open file cannot be removed, it stays, and does no harm
        path.unlink()
