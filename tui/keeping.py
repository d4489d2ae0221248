"""Evidence on its way into a teardown: the one that is open in the app, else the library's.

What goes in is put there in one step that can be done again on another version of the record,
and never changes an item in place: a snapshot that is on its way to disk shares it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

from tui.editing.in_hand import TeardownInHand
from tui.editing.work_page import WorkPage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lab.evidence.captured import Capture
    from lab.model import Evidence, Teardown
    from tui.app import TeardownApp
    from tui.capturing import Job

__all__ = ["Keeper", "Kept", "in_hand_of"]

Changed = TypeVar("Changed")


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a capture."""

    title: str
    verdict: str
    reason: str
    how: Literal["new", "same", "changed", "unchanged"]
    """``same``: the teardown held this very page already. ``changed``, ``unchanged``: it held it
    from before, and this is what it says now."""
    evidence_id: str
    line: str = ""
    """What changed, in a few words."""
    lost: int = 0
    """Quotes that moved or are gone."""


def in_hand_of(app: TeardownApp, teardown_id: str) -> TeardownInHand | None:
    """Return the teardown as it is open on some screen; ``None`` where it is not."""
    for screen in app.screen_stack:
        # Two copies side by side are nobody's to change until they are decided on.
        if isinstance(screen, WorkPage) and screen.is_open:
            in_hand = screen.in_hand
            if type(in_hand) is TeardownInHand and in_hand.record.id == teardown_id:
                return in_hand
    return None


class Keeper:
    """Keeps what was captured."""

    def __init__(self, app: TeardownApp) -> None:
        self._app = app

    async def keep(self, job: Job, capture: Capture) -> Kept:
        """Keep a capture: its text first, then what names it."""
        from lab.evidence.keeping import add_evidence, same_as
        from lab.evidence.refreshing import refuse_unusable

        desk = self._app.desk
        if job.evidence_id:
            old = await self._evidence(job)
            refuse_unusable(old, capture)
            body = await desk.run(desk.workspace.evidence.put_body, capture)
            return await self._look(job.teardown_id, old, capture, body)
        body = await desk.run(desk.workspace.evidence.put_body, capture)
        record = await self._record(job.teardown_id)
        held = same_as(record, capture, body=body)
        if held is not None and held.how == "changed":
            refuse_unusable(held.evidence, capture)
            return await self._look(job.teardown_id, held.evidence, capture, body)
        if held is not None:
            return _kept(held.evidence, capture, "same")

        def add(record: Teardown) -> Evidence:
            return add_evidence(record, capture, body=body, section=job.section)

        return _kept(await self._change(job.teardown_id, add), capture, "new")

    async def _look(self, teardown_id: str, old: Evidence, capture: Capture, body: str) -> Kept:
        """Put what a page says now beside what it said."""
        from lab.evidence.refreshing import note_look

        desk = self._app.desk
        first = await desk.run(desk.workspace.evidence.body, old)
        seen_on, comparison = await asyncio.to_thread(
            note_look, old, capture, body=body, first=first, now=capture.markdown
        )
        standing = {quote.id: (quote.standing, quote.now) for quote in seen_on.quotes}

        def put(record: Teardown) -> None:
            record.evidence = [
                _seen_again(item, seen_on, standing) if item.id == old.id else item
                for item in record.evidence
            ]

        await self._change(teardown_id, put)
        lost = sum(stands in {"moved", "gone"} for stands, _ in standing.values())
        how: Literal["unchanged", "changed"]
        how = "unchanged" if first == capture.markdown else "changed"
        return _kept(seen_on, capture, how, line=comparison.line, lost=lost)

    async def _record(self, teardown_id: str) -> Teardown:
        in_hand = in_hand_of(self._app, teardown_id)
        if in_hand is not None:
            return in_hand.record
        desk = self._app.desk
        return await desk.run(desk.workspace.load, teardown_id)

    async def _evidence(self, job: Job) -> Evidence:
        from lab.evidence.keeping import find_evidence

        return find_evidence(await self._record(job.teardown_id), job.evidence_id)

    async def _change(self, teardown_id: str, change: Callable[[Teardown], Changed]) -> Changed:
        """Change the teardown where it is open, else in the library; it is on disk afterwards."""
        in_hand = in_hand_of(self._app, teardown_id)
        if in_hand is None:
            desk = self._app.desk
            _, changed = await desk.run(desk.workspace.change, teardown_id, change)
            return changed
        changed = change(in_hand.record)
        in_hand.changed()
        await in_hand.flush()
        return changed


def _seen_again(
    item: Evidence, seen_on: Evidence, standing: Mapping[str, tuple[str, str]]
) -> Evidence:
    quotes = [
        quote.model_copy(update=dict(zip(("standing", "now"), standing[quote.id], strict=True)))
        if quote.id in standing
        else quote
        for quote in item.quotes
    ]
    return item.model_copy(update={"latest": seen_on.latest, "quotes": quotes})


def _kept(
    evidence: Evidence,
    capture: Capture,
    how: Literal["new", "same", "changed", "unchanged"],
    *,
    line: str = "",
    lost: int = 0,
) -> Kept:
    reason = capture.reasons[0] if capture.reasons else ""
    title = evidence.title or evidence.url
    return Kept(title, capture.verdict, reason, how, evidence.id, line, lost)
