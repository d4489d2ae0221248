"""Going from a comparison to a place in one of its teardowns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lab.compare import Comparison
    from lab.workspace import Workspace
    from tui.app import TeardownApp
    from tui.comparing import Source
    from tui.screens.compare.entries import Where

__all__ = ["go_to"]


async def go_to(app: TeardownApp, source: Source, comparison: Comparison, where: Where) -> None:
    """Open one’s own teardown in its walk; somebody else’s is read, at the same place."""
    desk = app.desk
    with app.telling():
        if not await desk.run(source.in_library, desk.workspace, where.teardown):
            for one in comparison.subjects:
                if one.id == where.teardown:
                    app.open_record(one.record, at=_place(where))
            return
        if where.section and not where.claim:
            await desk.run(_remember, desk.workspace, where)
        app.open_walk(where.teardown, claim=where.claim)


def _place(where: Where) -> str:
    """Return the place as the page that is read knows it."""
    question = f"{where.section}/{where.prompt}" if where.prompt else where.section
    return where.claim or question


def _remember(workspace: Workspace, where: Where) -> None:
    """Let the walk open at a question."""
    from lab.memory import Place

    workspace.last_places.remember(where.teardown, Place(where.section, where.prompt))
