"""Writing an export where the user wants it, never over something else."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from lab.errors import LabError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["write_beside"]


def write_beside(folder: Path, name: str, text: str) -> Path:
    """Write ``NAME.md`` into the folder and return its path.

    A file that already says the same is kept; one that says something else is left alone,
    and the new one becomes ``NAME-2.md``. Raises ``LabError`` where nothing can be written.
    """
    data = text.encode("utf-8")
    try:
        for number in count(1):
            path = folder / (f"{name}.md" if number == 1 else f"{name}-{number}.md")
            try:
                with path.open("xb") as file:
                    file.write(data)
            except FileExistsError:
                if path.is_file() and path.read_bytes() == data:
                    return path
                continue
            return path
    except OSError as error:
        raise LabError(
            f"The export could not be written to {folder}",
            error.strerror or str(error),
            todo="Start teardown in a folder that you may write to.",
        ) from error
    raise AssertionError("count() ends")
