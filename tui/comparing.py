"""Where the teardowns of a comparison come from, and where decisions about it go.

A source's methods run at the desk, off the event loop.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lab.compare import Comparison
    from lab.compare.decisions import Decision
    from lab.workspace import Workspace

__all__ = ["InLibrary", "Source"]


class Source(Protocol):
    """Two to eight teardowns, and what people decided about their findings."""

    @property
    def key(self) -> str:
        """What identifies the comparison, so that one comes back to the same place."""

    def read(self, workspace: Workspace) -> Comparison:
        """Compare them as they stand now."""

    def decide(
        self, workspace: Workspace, decisions: Sequence[Decision]
    ) -> Callable[[Workspace], object]:
        """Keep decisions; return what takes them back."""

    def in_library(self, workspace: Workspace, teardown: str) -> bool:
        """Return whether a teardown can be opened in its walk."""


@dataclass(frozen=True, slots=True)
class InLibrary:
    """Teardowns of one's own library, by their ids."""

    names: tuple[str, ...]

    @property
    def key(self) -> str:
        """Their ids, in any order."""
        return " ".join(sorted(self.names))

    def read(self, workspace: Workspace) -> Comparison:
        """Compare them as they stand in the library."""
        return workspace.comparisons.in_library(self.names)

    def decide(
        self, workspace: Workspace, decisions: Sequence[Decision]
    ) -> Callable[[Workspace], object]:
        """Keep decisions beside the library."""
        decided = workspace.comparisons.kept.decide(decisions)
        return lambda later: later.comparisons.kept.take_back(decided)

    def in_library(self, workspace: Workspace, teardown: str) -> bool:
        """Return that it is: all of them are."""
        del workspace, teardown
        return True
