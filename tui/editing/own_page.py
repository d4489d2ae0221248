"""A screen of one teardown that is shown above the walk, or on its own."""

from __future__ import annotations

from functools import partial

from lab.errors import TeardownError
from lab.working import open_teardown
from tui.background import every, in_background
from tui.doors import Spot
from tui.editing.in_hand import TeardownInHand
from tui.editing.opening import open_example, remember_spot
from tui.editing.work_page import LOOK_SECONDS, WorkPage

__all__ = ["OwnPage"]


class OwnPage(WorkPage[Spot | None]):
    """Ends with the question to go to, ``None`` to go back.

    On its own it opens its teardown, looks after it, and opens the walk for whoever goes on to a
    question. A subclass calls :meth:`open` when it is mounted. Without any teardown it shows the
    worked example, which is only to be read.
    """

    def __init__(self, in_hand: TeardownInHand | None, *, teardown_id: str) -> None:
        """Show what is worked on, else that teardown of the library, else the worked example."""
        super().__init__(in_hand)
        self._teardown_id = teardown_id or (in_hand.record.id if in_hand is not None else "")
        self._is_ours = in_hand is None
        """Whether the teardown was opened here, so that it is also let go here."""
        self._is_example = in_hand is None and not teardown_id

    def follow(self, in_hand: TeardownInHand) -> None:
        """Show a teardown that is in hand by now."""
        raise NotImplementedError

    def open(self) -> None:
        """Read the teardown if that is still to be done, then follow it."""
        if self._in_hand is not None:
            self.follow(self._in_hand)
        else:
            in_background(self, self._open, group="open")

    async def _open(self) -> None:
        desk = self.app.desk
        try:
            if self._is_example:
                opened = await desk.run(open_example, desk.workspace)
            else:
                opened = await desk.run(open_teardown, desk.workspace, self._teardown_id)
        except TeardownError as error:
            self.dismiss(None)
            self.app.tell(str(error), severity="error")
            return
        self.follow(TeardownInHand(desk, opened))
        if not self._is_example:
            every(self, LOOK_SECONDS, self._look_elsewhere, group="look elsewhere")

    async def _look_elsewhere(self) -> None:
        with self.app.telling():
            await self.in_hand.look()

    def on_unmount(self) -> None:
        """Let go of the teardown."""
        super().on_unmount()
        if self._is_ours and self._in_hand is not None:
            self._in_hand.stop()

    def go_to_question(self, spot: Spot | None) -> None:
        """Go to a question in the walk, opening it where it is not open yet."""
        if spot is None:
            return
        if self._is_example:
            self.app.open_reading(None)
        elif self._is_ours:
            in_background(self, partial(self._open_walk, spot), group="go")
        else:
            self.dismiss(spot)

    async def _open_walk(self, spot: Spot) -> None:
        desk, name = self.app.desk, self.in_hand.record.id
        words, self.in_hand.sought = self.in_hand.sought, ""
        await desk.run(remember_spot, desk.workspace, name, spot, words)
        self.app.open_walk(name)

    def action_back(self) -> None:
        """Go back to where one came from."""
        if self._is_ours and self._in_hand is not None and not self._is_example:
            in_background(self, self._save_and_leave, group="go")
        else:
            self.dismiss(None)

    async def _save_and_leave(self) -> None:
        with self.app.telling() as told:
            await self.on_leaving()
        if not told:
            self.dismiss(None)
