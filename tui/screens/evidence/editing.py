"""Changing evidence from its screen: observing, editing, taking out, and taking all that back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.background import in_background
from tui.evidence_changes import EvidenceChanges
from tui.screens.evidence.forms import edit_form, instant_of, observation_form, seen_on

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from lab.model import Evidence
    from tui.app import TeardownApp
    from tui.editing.in_hand import TeardownInHand
    from tui.forms.form import Filled
    from tui.screens.evidence.rows import Row

__all__ = ["Editing"]


class Editing:
    """Asks what is to be changed, changes it, and has it shown."""

    def __init__(
        self,
        app: TeardownApp,
        in_hand: TeardownInHand,
        section: str,
        *,
        show: Callable[[str], None],
    ) -> None:
        """Add to *section*; *show* shows the list anew, the cursor on the line with a key."""
        self._app = app
        self._in_hand = in_hand
        self._section = section
        self._show = show
        self.changes = EvidenceChanges(in_hand)

    def take(self, evidence: Evidence) -> None:
        """Let what the last refresh found be the capture."""
        work = partial(self._take, evidence)
        in_background(self._app, work, group="take", exclusive=True)

    async def _take(self, evidence: Evidence) -> None:
        with self._app.telling():
            if await self.changes.take_latest(evidence):
                self._app.tell("The new page is the capture now. u takes that back.")
            self._show("")

    def observe(self) -> None:
        """Add an observation."""

        def done(filled: Filled | None) -> None:
            if filled is not None and filled.kept:
                at = self._instant(filled.values) or self._in_hand.now()
                saw = filled.values["saw"]
                self._show(self.changes.observe(saw, at, section=self._section).id)

        self._app.push_screen(observation_form(self._in_hand), done)

    def edit(self, evidence: Evidence) -> None:
        """Change title and note; for an observation what was seen, and when."""
        is_observation = evidence.kind == "observation"

        def done(filled: Filled | None) -> None:
            if filled is None or not filled.kept:
                return
            if is_observation:
                at = self._instant(filled.values)
                self.changes.observe_again(evidence, filled.values["saw"], at)
            else:
                self.changes.edit(evidence, filled.values)
            self._show("")

        form = observation_form if is_observation else edit_form
        self._app.push_screen(form(self._in_hand, evidence), done)

    def _instant(self, values: Mapping[str, str]) -> datetime | None:
        day = seen_on(values["day"], today=self._in_hand.today())
        return instant_of(day, self._in_hand) if day is not None else None

    def delete(self, row: Row) -> None:
        """Take out a piece, or one of its quotes."""
        if row.evidence is None:
            return
        self.changes.delete(row.quote.id if row.quote is not None else row.evidence.id)
        what = "quote" if row.quote is not None else row.evidence.kind
        left = " Its claims stay." if row.claims else ""
        self._show("")
        self._app.tell(f"The {what} is taken out.{left} Press u to bring it back.")

    def undo(self) -> None:
        """Take back the last change."""
        key = self.changes.undo()
        if key is None:
            self._app.tell("There is nothing to take back.")
        else:
            self._show(key)
