"""A rematch: what goes along, what stays hidden until when, and what it may come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.drafting import NewTeardown
from lab.errors import NoSuchPart
from lab.habit.rematch import (
    VERDICTS,
    outlook_of,
    still_to_write,
    verdict_answer,
    verdict_in,
)
from lab.history import changes as history
from lab.history.changes import what_changed
from lab.model import Prediction, Probe, Trial
from lab.trials.difference import bench_difference

if TYPE_CHECKING:
    from lab.model import Teardown
    from lab.workspace import Workspace
    from tests.conftest import FrozenClock

FIRST = ["What I remember and expect", "Non-deterministic behaviour"]


def probe(passes: int, of: int) -> Probe:
    trials = [
        Trial(id=f"t{at}", run=at, output="x", verdict="pass" if at <= passes else "fail")
        for at in range(1, of + 1)
    ]
    return Probe(id="b1", prompt="Say it", pass_rule="It is said.", trials=trials)


def finished(workspace: Workspace, clock: FrozenClock, name: str = "Otter") -> Teardown:
    record = workspace.create(NewTeardown(name, url="https://otter.ai", template="quick"))
    workspace.change(record.id, lambda each: setattr(each, "probes", [probe(4, 5)]))
    clock.move(days=40)
    return workspace.finish(workspace.load(record.id))


def write(record: Teardown, section_id: str) -> None:
    for section in record.questions:
        if section.id == section_id:
            for question in section.prompts:
                if question.kind not in {"trials", "compare"}:
                    record.work(section_id).answers[question.id] = "So."


def test_the_probe_and_its_rule_go_along_and_the_outputs_stay(
    workspace: Workspace, clock: FrozenClock
) -> None:
    old = finished(workspace, clock)
    new = workspace.habit.begin_rematch(old.id)
    assert (new.product.name, new.product.url) == ("Otter", "https://otter.ai")
    (taken,) = new.probes
    assert (taken.prompt, taken.pass_rule, taken.trials) == ("Say it", "It is said.", [])


def test_a_product_of_another_name_stays_hidden_and_is_compared_all_the_same(
    workspace: Workspace, clock: FrozenClock
) -> None:
    said = Prediction(id="p1", statement="x", probability=0.8)
    old = finished(workspace, clock)
    workspace.change(old.id, lambda each: each.predictions.append(said))
    new = workspace.habit.begin_rematch(old.id)
    assert new.rev == 1, "one write: nothing can stop it half-way"
    workspace.change(new.id, lambda each: setattr(each.product, "name", "Otter Notes"))
    assert workspace.habit.hidden(workspace.summaries()) == {old.id: new.id}
    own = workspace.habit.own()
    assert [due.kind for due in workspace.habit.due(own)] == ["recall"]
    assert workspace.comparisons.earlier(new.id) == old.id
    assert f"Begun as a rematch of {old.id}" in [
        change.text for change in what_changed(workspace.load(old.id), workspace.load(new.id))
    ]
    workspace.library.trash(old.id)
    assert workspace.habit.hidden(workspace.summaries()) == {old.id: new.id}
    assert workspace.comparisons.earlier(new.id) == ""


def test_a_rematch_of_a_product_of_another_name_settles_the_one_that_was_due(
    workspace: Workspace, clock: FrozenClock
) -> None:
    def due() -> list[tuple[str, str]]:
        every = workspace.habit.due(workspace.habit.own())
        return [(each.id, each.text) for each in every if each.kind == "rematch"]

    old = finished(workspace, clock)
    clock.move(days=31)
    assert due() == [(old.id, "Otter")]
    new = workspace.habit.begin_rematch(old.id)
    workspace.change(new.id, lambda each: setattr(each.product, "name", "Otter Notes"))
    assert due() == []
    workspace.finish(workspace.load(new.id))
    clock.move(days=31)
    assert due() == []
    clock.move(days=31)
    assert due() == [(new.id, "Otter Notes")]


def test_the_old_stays_hidden_until_memory_and_runs_are_written(
    workspace: Workspace, clock: FrozenClock
) -> None:
    old = finished(workspace, clock)
    other = finished(workspace, clock, "Gemini")
    assert workspace.habit.hidden(workspace.summaries()) == {}
    new = workspace.habit.begin_rematch(old.id)
    rows = workspace.summaries()
    assert workspace.habit.hidden(rows) == workspace.habit.hidden(rows, unread=True)
    assert workspace.habit.hidden(rows) == {old.id: new.id}
    assert still_to_write(new) == FIRST
    assert still_to_write(other) == []
    write(new, "recall")
    write(new, "variance")
    assert still_to_write(new) == FIRST[1:]  # the probe came along, but nothing was run
    new.probes = [probe(2, 5)]
    assert still_to_write(new) == []
    workspace.save(new)
    assert workspace.habit.hidden(workspace.summaries()) == {}


def test_what_was_foretold_last_time_is_not_asked_for_while_its_rematch_is_under_way(
    workspace: Workspace, clock: FrozenClock
) -> None:
    old = finished(workspace, clock)
    workspace.change(
        old.id, lambda each: each.predictions.append(Prediction(id="p1", statement="It mumbles"))
    )

    def asked_for() -> list[str]:
        due = workspace.habit.due(workspace.habit.own())
        return [each.text for each in due if each.kind == "prediction"]

    assert asked_for() == ["It mumbles"]
    new = workspace.habit.begin_rematch(old.id)
    assert asked_for() == []
    workspace.archive(new.id)
    assert asked_for() == ["It mumbles"]


def test_a_rematch_that_is_finished_or_put_away_hides_nothing(
    workspace: Workspace, clock: FrozenClock
) -> None:
    old = finished(workspace, clock)
    new = workspace.habit.begin_rematch(old.id)
    workspace.archive(new.id)
    assert workspace.habit.hidden(workspace.summaries()) == {}
    workspace.archive(new.id, archived=False)
    record = workspace.finish(workspace.load(new.id))
    assert still_to_write(record) == []
    assert workspace.habit.hidden(workspace.summaries()) == {}


def test_runs_marked_by_another_rule_say_nothing_about_a_change(workspace: Workspace) -> None:
    records = []
    for passes, rule in ((30, "Said."), (3, "Said aloud.")):
        each = probe(passes, 30).model_copy(update={"pass_rule": rule})
        record = workspace.create(NewTeardown("Otter"))
        records.append(record.model_copy(update={"probes": [each]}))
    assert "pass rule is another one" in outlook_of(bench_difference(*records)).words


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ((30, 30), (3, 30), "the product changed, or you"),
        ((15, 30), (16, 30), "noise is the plainest"),
        ((4, 5), (2, 5), "Too few runs"),
        ((0, 0), (0, 0), "Too few runs"),
    ],
)
def test_the_runs_say_which_verdicts_they_allow(
    then: tuple[int, int], now: tuple[int, int], said: str, workspace: Workspace
) -> None:
    records = []
    for passes, of in (then, now):
        record = workspace.create(NewTeardown("Otter"))
        record.probes = [probe(passes, of)]
        records.append(record)
    assert said in outlook_of(bench_difference(*records)).words


def test_without_a_common_prompt_the_runs_say_nothing(workspace: Workspace) -> None:
    one = workspace.create(NewTeardown("Otter"))
    assert "say nothing" in outlook_of(bench_difference(one, one)).words


@pytest.mark.parametrize("because", ["", "4 of 5 then.", "Noise. Really"])
def test_a_verdict_is_read_back_from_the_answer(because: str) -> None:
    for verdict in VERDICTS:
        assert verdict_in(verdict_answer(verdict, because)) == (verdict, because)
    assert verdict_in("In my own words") == (None, "In my own words")


def test_one_section_is_practised_alone(workspace: Workspace) -> None:
    record = workspace.habit.begin_drill("recovery", "Otter")
    assert [section.id for section in record.questions] == ["recovery"]
    assert workspace.template_of(record).sections[0].rubric
    with pytest.raises(NoSuchPart):
        workspace.habit.begin_drill("recall", "Otter")


def test_a_drill_neither_settles_a_rematch_nor_is_what_it_is_of(
    workspace: Workspace, clock: FrozenClock
) -> None:
    whole = finished(workspace, clock)
    clock.move(days=20)
    drill = workspace.finish(workspace.habit.begin_drill("recovery", "Otter"))
    begun = workspace.habit.begin_drill("recovery", "Otter")
    clock.move(days=11)
    (due,) = (each for each in workspace.habit.overview().due if each.kind == "rematch")
    assert (due.id, due.text) == (whole.id, "Otter")
    assert history.began(drill).text == "Begun as a drill of one section"
    assert begun.status == "draft"
    assert begun.rev == 1, "one write: nothing can stop it half-way"
