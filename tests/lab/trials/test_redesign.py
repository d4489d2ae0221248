"""Another design for a probe that has outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.drafting import NewTeardown
from lab.errors import UsageError
from lab.trials.redesign import Stakes, redesign, stakes_of
from lab.trials.writing import ProbeDraft, TrialDraft, add_probe, add_trial
from lab.workspace import Workspace

if TYPE_CHECKING:
    from lab.model import Teardown
    from lab.places import Places
    from tests.conftest import FrozenClock

BEFORE = ProbeDraft("Sum it up", "Five bullets.", wordings=("tl;dr", "In short?"))


@pytest.fixture
def record(places: Places, clock: FrozenClock) -> Teardown:
    """A teardown with one probe: two marked runs of the prompt, an error, one of wording 2."""
    workspace = Workspace(places, clock=clock, environ={})
    made = workspace.create(NewTeardown("Notion AI"))
    workspace.close()
    now = clock.now()
    add_probe(made, BEFORE, now=now)
    for draft in (
        TrialDraft("a", verdict="pass", group="good"),
        TrialDraft("b", verdict="unclear"),
        TrialDraft("", verdict="error"),
        TrialDraft("c", wording="2"),
    ):
        add_trial(made, "b1", draft, now=now, marker="Ana")
    return made


@pytest.mark.parametrize(
    ("after", "touched"),
    [
        (BEFORE, Stakes()),
        (ProbeDraft("Sum it up", "Five bullets.", name="n", quality_line=0.5), Stakes()),
        (ProbeDraft("Sum up", "Five bullets.", wordings=("tl;dr", "In short?")), Stakes(asked=3)),
        (ProbeDraft("Sum it up", "Five bullets.", wordings=("tl", "In short?")), Stakes()),
        (ProbeDraft("Sum it up", "Five bullets.", wordings=("tl;dr", "Short?")), Stakes(asked=1)),
        (ProbeDraft("Sum it up", "Six bullets.", wordings=("tl;dr", "In short?")),
         Stakes(marked=2)),
    ],
)  # fmt: skip
def test_what_a_new_design_touches_is_counted(
    record: Teardown, after: ProbeDraft, touched: Stakes
) -> None:
    assert stakes_of(record.probes[0], after) == touched


def test_marks_go_only_where_they_are_to_be_made_again(
    record: Teardown, clock: FrozenClock
) -> None:
    now, before = clock.now(), record.probes[0]
    after = ProbeDraft("Sum it up", "Six bullets.", wordings=("tl;dr", "In short?"))
    kept = redesign(record, "b1", after, now=now)
    assert [trial.verdict for trial in kept.trials] == ["pass", "unclear", "error", "unmarked"]
    again = redesign(record, "b1", after, now=now, mark_again=True)
    assert [trial.verdict for trial in again.trials] == [
        "unmarked", "unmarked", "error", "unmarked",
    ]  # fmt: skip
    assert (again.trials[0].marker, again.trials[0].group) == ("", "good")
    assert before.trials[0].verdict == "pass"


def test_a_wording_that_is_taken_out_lets_those_behind_it_move_up_with_their_outputs(
    record: Teardown, clock: FrozenClock
) -> None:
    after = ProbeDraft("Sum it up", "Five bullets.", wordings=("", "In short?", "Briefly"))
    made = redesign(record, "b1", after, now=clock.now())
    assert made.wordings == ["In short?", "Briefly"]
    assert [trial.wording for trial in made.trials] == [0, 0, 0, 1]


@pytest.mark.parametrize("wordings", [("tl;dr", ""), ("tl;dr",), ("tl;dr", "tl;dr")])
def test_words_with_outputs_cannot_go_and_no_two_are_the_same(
    record: Teardown, clock: FrozenClock, wordings: tuple[str, ...]
) -> None:
    before = [*record.probes]
    after = ProbeDraft("Sum it up", "Five bullets.", wordings=wordings)
    with pytest.raises(UsageError):
        redesign(record, "b1", after, now=clock.now())
    assert record.probes == before


def test_a_kind_that_came_from_elsewhere_may_stay(record: Teardown, clock: FrozenClock) -> None:
    record.probes = [record.probes[0].model_copy(update={"kind": "their own", "budget": "huge"})]
    after = ProbeDraft(
        "Sum it up", "Five bullets.", kind="their own", budget="huge",
        wordings=("tl;dr", "In short?"), quality_line=0.8,
    )  # fmt: skip
    made = redesign(record, "b1", after, now=clock.now())
    assert (made.kind, made.budget, made.quality_line) == ("their own", "huge", 0.8)
