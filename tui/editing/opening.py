"""What a screen asks of the disk that is opened without the walk."""

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


def remember_spot(workspace: Workspace, teardown_id: str, spot: Spot, words: str = "") -> None:
    """Let the walk open at a question, with the cursor on *words* of its answer."""
    from lab.counterpoints.aiming import row_and_column, words_in
    from lab.memory import Place

    section, prompt = spot
    work = workspace.load(teardown_id).sections.get(section) if words else None
    text = work.answers.get(prompt, "") if work is not None else ""
    span = words_in(text, words)
    row, column = row_and_column(text, span[0]) if span is not None else (0, 0)
    workspace.last_places.remember(teardown_id, Place(section, prompt, row=row, column=column))
