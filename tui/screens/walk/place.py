"""Where one was in a walk: read with the teardown, and kept while one writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.working import open_teardown

if TYPE_CHECKING:
    from lab.memory import Place
    from lab.working import Opened
    from lab.workspace import Workspace
    from tui.editing.in_hand import TeardownInHand

__all__ = ["keep_place", "open_at"]


def open_at(workspace: Workspace, teardown_id: str) -> tuple[Opened, Place | None]:
    """Return a teardown, and where one was in it; ``None`` for the first time."""
    return open_teardown(workspace, teardown_id), workspace.last_places.recall(teardown_id)


def keep_place(in_hand: TeardownInHand, question: tuple[str, str], at: tuple[int, int]) -> None:
    """Keep a question, and row and column of the cursor in its answer."""
    from lab.memory import Place

    place = Place(*question, row=at[0], column=at[1])
    desk = in_hand.desk
    desk.begin(desk.workspace.last_places.remember, in_hand.record.id, place)
