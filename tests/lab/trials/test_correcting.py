from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.drafting import NewTeardown
from lab.errors import NoSuchPart, UsageError
from lab.trials.correcting import correct_output, correct_trial
from lab.trials.writing import (
    Judgement,
    ProbeDraft,
    TrialDraft,
    add_probe,
    add_trial,
    find_trial,
    mark_trial,
)
from lab.workspace import Workspace

if TYPE_CHECKING:
    from lab.model import Teardown, Trial
    from lab.places import Places
    from tests.conftest import FrozenClock


@pytest.fixture
def record(places: Places, clock: FrozenClock) -> Teardown:
    """A probe with a wording, one output of each, and one of the prompt besides."""
    workspace = Workspace(places, clock=clock, environ={})
    record = workspace.create(NewTeardown("Notes"))
    workspace.close()
    add_probe(record, ProbeDraft("Ask.", "Right.", wordings=("Say.",)), now=clock.now())
    for output, wording in (("one", ""), ("two", "Say."), ("three", "")):
        add_trial(record, "b1", TrialDraft(output, wording=wording), now=clock.now())
    return record


def trial(record: Teardown, name: str) -> Trial:
    return find_trial(record.probes[0], name)


def test_an_output_moves_to_the_next_run_of_other_words(record: Teardown) -> None:
    before = trial(record, "t1")
    correct_trial(record, "b1", "t1", wording=1, seconds=4.5)
    now = trial(record, "t1")
    assert (now.wording, now.run, now.seconds, now.output) == (1, 2, 4.5, "one")
    assert (before.wording, before.run, before.seconds) == (0, 1, None)
    assert [one.id for one in record.probes[0].trials] == ["t1", "t2", "t3"]
    correct_trial(record, "b1", "t1", wording=1, seconds=None, note="slow")
    now = trial(record, "t1")
    assert (now.run, now.seconds, now.note) == (2, None, "slow")
    with pytest.raises(UsageError, match="no wording 2"):
        correct_trial(record, "b1", "t1", wording=2, seconds=None)


def test_other_words_have_no_marks_yet(record: Teardown, clock: FrozenClock) -> None:
    for marker in ("Ana", "Ben"):
        mark_trial(record, "b1", "t2", Judgement("pass"), marker=marker, now=clock.now())
    correct_output(record, "b1", "t2", "two")
    assert (trial(record, "t2").verdict, len(trial(record, "t2").marks)) == ("pass", 1)
    correct_output(record, "b1", "t2", "two and more")
    now = trial(record, "t2")
    assert (now.output, now.verdict, now.marker, now.marks) == ("two and more", "unmarked", "", [])


def test_an_output_is_not_emptied(record: Teardown, clock: FrozenClock) -> None:
    with pytest.raises(UsageError, match="no output"):
        correct_output(record, "b1", "t1", " \n")
    add_trial(record, "b1", TrialDraft("Oops", verdict="error"), now=clock.now())
    correct_output(record, "b1", "t4", "")
    assert (trial(record, "t4").output, trial(record, "t4").verdict) == ("", "error")
    with pytest.raises(NoSuchPart):
        correct_output(record, "b1", "t9", "x")
