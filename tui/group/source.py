"""A round's teardowns, for the comparison; decisions about findings go into the round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from lab.compare import Comparison
    from lab.compare.decisions import Decision
    from lab.group.taking_part import Round
    from lab.workspace import Workspace

__all__ = ["OfRound"]


@dataclass(frozen=True, slots=True)
class OfRound:
    """What was revealed in one round of one group."""

    folder: Path
    name: str
    """The round's id."""

    @property
    def key(self) -> str:
        """The round and its folder."""
        return f"{self.folder} {self.name}"

    def read(self, workspace: Workspace) -> Comparison:
        """Compare what is revealed and is what was sealed."""
        return self._round(workspace).compare()

    def decide(
        self, workspace: Workspace, decisions: Sequence[Decision]
    ) -> Callable[[Workspace], object]:
        """Keep decisions as one's own, in the round."""
        before = self._round(workspace).put_decisions(decisions)
        return lambda later: self._round(later).put_decisions(before, instead_of=decisions)

    def in_library(self, workspace: Workspace, teardown: str) -> bool:
        """Return whether a teardown is one's own, and so in the library."""
        return any(row.id == teardown and not row.fault for row in workspace.summaries())

    def _round(self, workspace: Workspace) -> Round:
        return workspace.groups.open(self.folder).round(self.name)
