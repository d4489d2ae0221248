"""The habit as both front ends use it: one's own teardowns, their days, what they foretold."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lab.authors import by_another

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from lab.habit.digest import Digest, Digests
    from lab.habit.predictions import Entry, Outcome
    from lab.workspace import Workspace
    from store.records import Prediction, Teardown
    from store.summaries import Summary

__all__ = ["HabitRoom"]


class HabitRoom:
    """One person's habit. Examples and what teammates wrote never count."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @cached_property
    def _digests(self) -> Digests:
        from lab.habit.digest import Digests

        return Digests(self._workspace.places.cache / "habit.json", read=_document_of)

    def own(self, rows: Iterable[Summary] | None = None) -> list[Summary]:
        """Return the rows of one's own teardowns; *rows* are the summaries, if at hand."""
        me = str(self._workspace.settings["author"])
        return [
            row
            for row in (self._workspace.summaries() if rows is None else rows)
            if not (row.example or row.fault or by_another(row.author, me=me))
        ]

    def digests(self, own: Iterable[Summary]) -> Mapping[str, Digest]:
        """Return the digests of these teardowns by id."""
        return self._digests.of(own)

    def today(self) -> date:
        """Return the day that it is here."""
        clock = self._workspace.clock
        now = clock.now()
        return (now + timedelta(seconds=clock.local_zone(now)[1])).date()

    def predictions(self) -> list[Entry]:
        """Return every prediction of one's own, the soonest first."""
        from lab.habit.predictions import entries

        own = self.own()
        return entries(own, self.digests(own))

    def resolve(
        self, teardown_id: str, prediction_id: str, outcome: Outcome, *, note: str | None = None
    ) -> Prediction:
        """Write down how a prediction came out."""
        from lab.habit.predictions import resolve

        now = self._workspace.clock.now()

        def change(record: Teardown) -> Prediction:
            return resolve(record, prediction_id, outcome, note=note, now=now)

        return self._workspace.change(teardown_id, change)[1]


def _document_of(row: Summary) -> Mapping[str, Any] | None:
    from store.marks import read_marked

    return read_marked(row.folder, row.id).document
