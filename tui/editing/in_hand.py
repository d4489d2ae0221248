"""The teardown that somebody is working on: one record, shared by the screens above each other.

The event loop owns the record and changes it; what goes to the disk is a snapshot. Other
programs may save the same teardown: what they changed is taken in by itself, and only where
both sides changed the same thing does a person have to decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, Literal

from lab.errors import Conflict, TeardownError
from lab.merging import Side, merge, snapshot
from lab.walk import SectionClock, note_session
from lab.working import (
    mark_draft,
    mark_finished,
    save_and_stamp,
    stamp_of,
    write_half_filled,
)
from lab.writing import write_answer, write_score
from tui.editing.autosave import Autosave, SaveState
from tui.editing.rescue import base_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from pathlib import Path

    from lab.memory import Draft
    from lab.model import Teardown
    from lab.working import HalfFilled, Opened
    from tui.desk import Desk
    from tui.editing.autosave import Timing

__all__ = ["Clash", "Decision", "News", "TeardownInHand"]


Decision = Literal["ours", "theirs", "both"] | Mapping[str, Side]
"""One side, both, or a side for each path of a difference."""


class News(Enum):
    """What listeners are told."""

    STATE = "state"
    """Saved, saving, or in trouble."""
    SAVED = "saved"
    """A version is on disk."""
    REPLACED = "replaced"
    """Somebody else's changes were taken into the record."""
    CLASHED = "clashed"
    """Two versions wait for a decision."""
    BROKE = "broke"
    """A fault of ours stopped saving; see ``fault``."""


@dataclass(frozen=True, slots=True)
class Clash:
    """The other side of a conflict, and the version that both began from."""

    theirs: Teardown
    base: Teardown | None


class TeardownInHand:
    """A record, the way to the disk, and who wants to hear about it."""

    def __init__(self, desk: Desk, opened: Opened, *, timing: Timing | None = None) -> None:
        self.desk = desk
        self.record = opened.record
        self.template = opened.template
        self.clock = SectionClock(desk.workspace.clock)
        self.collect: Callable[[], None] = lambda: None
        """Takes what is in the fields into the record; set by the screen that has fields."""
        self.sought = ""
        """Words that the walk selects in the field to which it goes next."""
        self.argued_at = ""
        """The item that was left to look at the words that it is about."""
        self.listeners: list[Callable[[News], None]] = []
        self.trouble: TeardownError | OSError | None = None
        """Why the library refused the last save."""
        self.clash: Clash | None = None
        self.came_by = "Saved somewhere else while you wrote here"
        """How there came to be two versions, to begin a sentence with."""
        self.fault: BaseException | None = None
        self._base = snapshot(opened.record)
        self._stamp = opened.stamp
        self._worked = False
        self._draft: Path | None = None
        self.half_filled = opened.half_filled
        """What stands in forms that are not done, by form."""
        self._forms = Autosave(
            take=lambda: {name: dict(values) for name, values in self.half_filled.items()},
            write=self._write_forms,
            refused=self._forms_refused,
            told=lambda _: None,
            broke=self._broke,
            timing=timing,
        )
        self._saving = Autosave(
            take=self._take,
            write=self._write,
            refused=self._refused,
            told=self._told,
            broke=self._broke,
            timing=timing,
        )
        # While the library takes nothing, the text is kept beside it, just as often.
        self._rescue = Autosave(
            take=self._take,
            write=self._keep_draft,
            refused=self._draft_refused,
            told=lambda _: None,
            broke=self._broke,
            timing=timing,
        )

    # What the screens do

    @property
    def state(self) -> SaveState:
        """Where what was typed is."""
        return self._saving.state

    @property
    def is_finished(self) -> bool:
        """Whether the teardown is finished."""
        return self.record.status == "finished"

    @property
    def is_rescued(self) -> bool:
        """Whether what the library refused lies safely beside it."""
        return self._draft is not None and not self._rescue.unsaved

    def changed(self) -> None:
        """Note that something changed, in a field or in the record. Runs on every key."""
        self._worked = True
        self._saving.touch()
        if self._saving.state in {SaveState.REFUSED, SaveState.HELD}:
            self._rescue.touch()

    def hurry(self) -> None:
        """Save without waiting for a pause, as when a field is left."""
        self._saving.hurry()

    def keep_form(self, name: str, values: Mapping[str, str] | None) -> None:
        """Keep what stands in a form; ``None`` forgets it. Runs on every key in a form."""
        if values is not None:
            self.half_filled[name] = dict(values)
        elif self.half_filled.pop(name, None) is None:
            return
        self._forms.touch()

    def quiet_seconds(self) -> float:
        """Return how long ago something was changed here."""
        return self._saving.quiet_seconds()

    def now(self) -> datetime:
        """Return the present instant."""
        return self.desk.workspace.clock.now()

    def today(self) -> date:
        """Return the calendar day that it is here."""
        now = self.now()
        _, offset = self.desk.workspace.clock.local_zone(now)
        return (now + timedelta(seconds=offset)).date()

    def answer(self, section: str, prompt: str, text: str) -> None:
        """Write one answer into the record, without noting a change."""
        write_answer(self.record, f"{section}.{prompt}", text)

    def score(self, section: str, score: int | None) -> None:
        """Give a section its score."""
        write_score(self.record, section, score, now=self.now())
        self.changed()

    async def flush(self) -> bool:
        """Bring everything to disk now; return whether it is there."""
        await self._forms.flush()
        if await self._saving.flush():
            return True
        self._rescue.touch()
        await self._rescue.flush()
        return False

    def stop(self) -> None:
        """Let go: nothing is written any more."""
        for saving in (self._saving, self._rescue, self._forms):
            saving.stop()

    async def finish(self) -> bool:
        """Mark the teardown as finished; return whether that is on disk."""
        workspace = self.desk.workspace
        mark_finished(self.record, clock=workspace.clock, day_start=workspace.settings["day_start"])
        self.changed()
        return await self.flush()

    async def reopen(self) -> bool:
        """Turn it into a draft again; return whether that is on disk."""
        mark_draft(self.record, week=self.desk.workspace.habit.this_week())
        self.changed()
        return await self.flush()

    # Other programs

    async def look(self) -> None:
        """Take in what another program saved, if it did and nothing here is unsaved."""
        if self._saving.state is not SaveState.SAVED:
            return
        run, workspace = self.desk.run, self.desk.workspace
        stamp = await run(stamp_of, workspace, self.record.id)
        if stamp is None or stamp == self._stamp or self._saving.state is not SaveState.SAVED:
            return
        theirs = await run(workspace.load, self.record.id)
        self._stamp = stamp
        if theirs.to_dict() != self._base.to_dict():
            self._meet(theirs)

    def _meet(self, theirs: Teardown) -> None:
        """Put another version and ours together; hold everything where they clash."""
        self.collect()
        merged = merge(self.record, theirs, base=self._base)
        if merged.clashes:
            self.clash = Clash(theirs, self._base)
            self._saving.hold()
            self._rescue.touch()
            self._tell(News.CLASHED)
            return
        self.record = merged.record
        self._base = theirs
        self._tell(News.REPLACED)

    async def decide(self, side: Decision) -> None:
        """End a clash; whatever is chosen, the other side stays in the library.

        *both* goes on with our version as a teardown of its own. Sides by path choose for
        each difference.
        """
        clash = self.clash
        if clash is None:
            return
        run, workspace = self.desk.run, self.desk.workspace
        self.collect()
        ours = snapshot(self.record)
        if side == "both":
            self.record = await run(workspace.keep_both, ours)
            self._base = snapshot(self.record)
        else:
            prefer, chosen = _sides(side)
            for loser, kept in ((clash.theirs, "ours"), (ours, "theirs")):
                if kept in {prefer, *chosen.values()}:
                    await run(workspace.library.keep_aside, loser, reason=_reason(chosen))
            merged = merge(
                ours, clash.theirs, base=clash.base, prefer=prefer or "ours", chosen=chosen
            )
            self.record = merged.record
            self._base = clash.theirs
            self._saving.touch()
        self.clash = None
        self._stamp = None
        self._saving.release()
        self._tell(News.REPLACED)

    async def decide_on(self, draft: Draft, side: Decision) -> None:
        """Take a rescued draft in, or parts of it, or keep it aside or as one of its own."""
        run, workspace = self.desk.run, self.desk.workspace
        self.collect()
        if side == "both":
            await run(workspace.keep_both, draft.record)
        elif side == "theirs":
            reason = "rescued text that was not taken"
            await run(workspace.library.keep_aside, draft.record, reason=reason)
        else:
            base = await run(base_of, workspace, draft)
            _, chosen = _sides(side)
            if "theirs" in chosen.values():
                await run(workspace.library.keep_aside, draft.record, reason=_reason(chosen))
            merged = merge(draft.record, snapshot(self.record), base=base, chosen=chosen)
            merged.record.rev = self.record.rev
            self.record = merged.record
            self._tell(News.REPLACED)
            self.changed()
            if not await self.flush():
                return
        await run(workspace.drafts.drop, draft.path)

    # Saving

    def _take(self) -> Teardown:
        self.collect()
        if self._worked:
            seconds = self.clock.take()
            for section, spent in seconds.items():
                self.record.work(section).seconds += spent
            note_session(self.record, sum(seconds.values()), clock=self.desk.workspace.clock)
        return snapshot(self.record)

    async def _write(self, record: Teardown) -> None:
        run, workspace = self.desk.run, self.desk.workspace
        while True:
            try:
                saved, stamp = await run(save_and_stamp, workspace, record)
                break
            except Conflict:
                theirs = await run(workspace.load, record.id)
                self._meet(theirs)
                if self.clash is not None:
                    raise
                record = snapshot(self.record)
        self.record.rev, self.record.updated_at = saved.rev, saved.updated_at
        self._base = saved
        self._stamp = stamp
        self.trouble = None
        if self._draft is not None:
            draft, self._draft = self._draft, None
            await run(workspace.drafts.drop, draft)
        self._tell(News.SAVED)

    async def _refused(self, record: Teardown, error: TeardownError | OSError) -> None:
        del record
        self.trouble = error
        self._rescue.touch()
        self._tell(News.STATE)

    async def _keep_draft(self, record: Teardown) -> None:
        why = str(self.trouble or self.fault or "two versions were waiting for a decision")
        self._draft = await self.desk.run(self.desk.workspace.drafts.keep, record, why)

    async def _write_forms(self, half_filled: HalfFilled) -> None:
        workspace = self.desk.workspace
        await self.desk.run(write_half_filled, workspace, self.record.id, half_filled)

    async def _forms_refused(self, forms: HalfFilled, error: TeardownError | OSError) -> None:
        """Do nothing: it is tried again, and the form itself is still there."""

    async def _draft_refused(self, record: Teardown, error: TeardownError | OSError) -> None:
        """Do nothing: the library's refusal is told already, and both are tried again."""

    def _broke(self, fault: BaseException) -> None:
        self.fault = fault
        self._rescue.touch()
        self._tell(News.BROKE)

    def _told(self, _: SaveState) -> None:
        self._tell(News.STATE)

    def _tell(self, news: News) -> None:
        for listener in [*self.listeners]:
            listener(news)


def _sides(decision: Decision) -> tuple[Side | None, Mapping[str, Side]]:
    """Return the side that was chosen for everything, and what was chosen for single paths."""
    if decision == "both":
        raise ValueError(decision)
    return (decision, {}) if isinstance(decision, str) else (None, decision)


def _reason(chosen: Mapping[str, Side]) -> str:
    return "only a part of it was taken" if chosen else "the other version was kept"
