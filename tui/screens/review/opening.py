"""What the review asks of the disk when it is opened without the walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.working import Opened

if TYPE_CHECKING:
    from lab.workspace import Workspace
    from tui.doors import Spot

__all__ = ["open_example", "remember_spot"]


def open_example(workspace: Workspace) -> Opened:
    """Return the worked example, which is nowhere in the library."""
    record = workspace.example()
    return Opened(record, workspace.template_of(record), None, {})


def remember_spot(workspace: Workspace, teardown_id: str, spot: Spot) -> None:
    """Let the walk open at a question."""
    from lab.memory import Place

    workspace.last_places.remember(teardown_id, Place(*spot))
