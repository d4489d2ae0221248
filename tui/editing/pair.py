"""A teardown beside a copy of it that a syncing tool made: in hand until somebody chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.working import open_teardown
from tui.editing.in_hand import Clash, TeardownInHand
from tui.harmless import one_line

if TYPE_CHECKING:
    from lab.syncing import Copy, Judgement
    from lab.working import Opened
    from tui.desk import Desk

__all__ = ["PairInHand", "open_pair"]


class PairInHand(TeardownInHand):
    """The library's teardown as mine, the copy as theirs. Nothing is saved before the choice."""

    def __init__(self, desk: Desk, opened: Opened, copy: Copy, found: Judgement) -> None:
        super().__init__(desk, opened)
        if found.theirs is None:
            raise ValueError(copy.path)
        self.copy = copy
        # It takes the library's number, as if it had been saved there: both took the same one.
        theirs = found.theirs.model_copy(deep=True)
        theirs.rev, theirs.updated_at = opened.record.rev, opened.record.updated_at
        self.theirs = theirs
        self.clash = Clash(theirs, found.base)
        self.came_by = f"A copy of it lies in the library, “{one_line(copy.path.name)}”"
        self._saving.hold()

    async def end(self) -> bool:
        """Write what was chosen and take the copy away; return whether that is done."""
        run, workspace = self.desk.run, self.desk.workspace
        if self.clash is not None or not await self.flush():
            return False
        if self.record.id != self.copy.teardown_id:
            # Both are kept: ours is one of its own now, so the copy takes its place.
            await run(workspace.save, self.theirs)
        await run(workspace.copies.put_aside, self.copy, why="somebody compared both")
        return True


async def open_pair(desk: Desk, copy: Copy, found: Judgement) -> PairInHand:
    """Open a teardown beside its copy."""
    opened = await desk.run(open_teardown, desk.workspace, copy.teardown_id)
    return PairInHand(desk, opened, copy, found)
