from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from lab.errors import UsageError
from lab.trials.writing import (
    Judgement,
    ProbeDraft,
    TrialDraft,
    add_probe,
    add_trial,
    mark_trial,
    take_out_trial,
)
from lab.workspace import Workspace
from tests.tui.driving import begin, driving, take_in_hand
from tui.bench.changes import BenchChanges

if TYPE_CHECKING:
    from lab.model import Teardown
    from lab.places import Places
    from tests.conftest import FrozenClock

DRAFT = ProbeDraft("Sum this up.", "Names the date.")


async def test_changes_are_taken_back_one_by_one(places: Places, clock: FrozenClock) -> None:
    begun = begin(places, clock, "Notes")
    async with driving(places, clock) as driver:
        in_hand = await take_in_hand(driver.app, begun.id)
        changes = BenchChanges(in_hand)
        assert changes.undo() is None
        probe = changes.do(lambda r: add_probe(r, DRAFT, now=clock.now()), called="Probe added")
        for output in ("one", "two"):
            draft = TrialDraft(output)
            changes.do(
                partial(add_trial, probe_id=probe.id, draft=draft, now=clock.now()),
                called="Output added",
            )
        with pytest.raises(UsageError):
            changes.do(
                lambda r: add_trial(r, probe.id, TrialDraft(" "), now=clock.now()), called="never"
            )
        assert changes.undo() == "Output added"
        assert [trial.output for trial in in_hand.record.probes[0].trials] == ["one"]
        assert changes.undo() == "Output added"
        assert changes.undo() == "Probe added"
        assert in_hand.record.probes == []
        assert await in_hand.flush()
        in_hand.stop()


async def test_taking_back_leaves_what_was_changed_since(
    places: Places, clock: FrozenClock
) -> None:
    begun = begin(places, clock, "Notes")

    def mark(record: Teardown) -> object:
        return mark_trial(record, "b1", "t1", Judgement("pass"), marker="Ana", now=clock.now())

    async with driving(places, clock) as driver:
        in_hand = await take_in_hand(driver.app, begun.id)
        add_probe(in_hand.record, DRAFT, now=clock.now())
        for output in ("one", "two"):
            add_trial(in_hand.record, "b1", TrialDraft(output), now=clock.now())
        changes = BenchChanges(in_hand)
        changes.do(lambda r: take_out_trial(r, "b1", "t2"), called="Output taken out")
        mark(in_hand.record)
        assert changes.undo() == "Output taken out"
        trials = in_hand.record.probes[0].trials
        assert [(trial.output, trial.verdict) for trial in trials] == [
            ("one", "pass"),
            ("two", "unmarked"),
        ]
        in_hand.stop()


async def test_an_output_is_taken_back_that_got_another_number_since(
    places: Places, clock: FrozenClock
) -> None:
    begun = begin(places, clock, "Notes")
    async with driving(places, clock) as driver:
        desk = driver.app.desk
        desk.workspace.bench.add_probe(begun.id, DRAFT)
        in_hand = await take_in_hand(driver.app, begun.id)
        changes = BenchChanges(in_hand)
        other = Workspace(places, clock=clock, environ={})
        other.bench.add_trial(begun.id, "b1", TrialDraft("theirs"))
        other.close()
        for output in ("first", "second"):
            changes.do(
                partial(add_trial, probe_id="b1", draft=TrialDraft(output), now=clock.now()),
                called="Output added",
            )
        assert await in_hand.flush()

        def outputs() -> list[str]:
            return sorted(trial.output for trial in in_hand.record.probes[0].trials)

        assert outputs() == ["first", "second", "theirs"]
        changes.undo()
        assert outputs() == ["first", "theirs"]
        changes.undo()
        assert outputs() == ["theirs"]
        in_hand.stop()
