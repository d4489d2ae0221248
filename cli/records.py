"""Teardowns that a command is given by their ids, or as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lab.model import Teardown
    from lab.workspace import Workspace

__all__ = ["ENDINGS", "from_library", "named_record"]

ENDINGS: Final = {".md", ".markdown", ".json"}
"""What a file's name ends with; no id does."""


def named_record(name: str, workspace: Workspace) -> Teardown:
    """Return a teardown of the library, or the one in a file; ``-`` is stdin."""
    from cli.files import called, read_text

    record = from_library(name, workspace)
    if record is not None:
        return record
    workspace.groups.check_may_read(Path(name))
    return workspace.reviews.read(read_text(name), name=called(name))


def from_library(name: str, workspace: Workspace) -> Teardown | None:
    """Return a teardown of the library; ``None`` where the name is a file's."""
    from cli.files import names_a_file
    from lab.errors import NotFound

    if names_a_file(name, endings=ENDINGS):
        return None
    try:
        return workspace.load(workspace.resolve(name))
    except NotFound:
        if not Path(name).is_file():
            raise
    return None
