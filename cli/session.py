"""What the commands of one run share: the folders and the workspace, opened when needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from lab.places import Places
    from lab.workspace import Workspace

__all__ = ["PATIENCE", "Session"]

PATIENCE = 20.0
"""Seconds to wait for others who write: a script may start a hundred commands at once."""


class Session:
    """One run of the program."""

    def __init__(self) -> None:
        self.data_dir: Path | None = None
        self._workspaces: list[Workspace] = []
        self.tells_of_settings = True
        """Whether it is said at the end what is wrong with settings that were read."""

    @cached_property
    def places(self) -> Places:
        """The folders that this run uses."""
        import os

        from lab.places import find_places

        return find_places(self.data_dir, os.environ)

    def workspace(self, *, create: bool = False) -> Workspace:
        """Open the workspace; only what writes makes a library where there is none."""
        from lab.workspace import Workspace

        workspace = Workspace(self.places, create=create, patience=PATIENCE)
        self._workspaces.append(workspace)
        return workspace

    def trouble_with_settings(self) -> str:
        """Return the first thing that is wrong with the settings that were read; mostly empty."""
        for workspace in self._workspaces if self.tells_of_settings else ():
            settings = workspace.__dict__.get("settings")
            if settings is not None and settings.problems:
                return f"{settings.problems[0]} “teardown config check” says more."
        return ""

    def close(self) -> None:
        """Let go of what was opened."""
        while self._workspaces:
            self._workspaces.pop().close()
