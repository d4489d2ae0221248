"""What finished teardowns show one after the other, and a card as it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lab.habit.recall import DueCard
from lab.model import Counterpoint, Probe, SectionWork, Trial
from tests.lab.habit.test_room import cards, finish, lessons

if TYPE_CHECKING:
    from lab.model import Verdict
    from lab.workspace import Workspace
    from tests.conftest import FrozenClock


def probe(runs: int, verdict: Verdict = "pass") -> Probe:
    trials = [Trial(id=f"t{number}", verdict=verdict) for number in range(runs)]
    return Probe(id="b1", trials=trials)


def said(number: int, response: Any, model: str = "small", source: Any = "model") -> Counterpoint:
    return Counterpoint(
        id=f"c{number}", section="moment", counterpoint="?", response=response,
        source=source, model=model, prompt_version="3",
    )  # fmt: skip


def test_what_was_finished_is_told_one_after_the_other(
    workspace: Workspace, clock: FrozenClock
) -> None:
    for days, score, runs in ((0, 1, 3), (30, 3, 20)):
        clock.move(days=days)
        finish(workspace, sections={"moment": SectionWork(score=score)}, probes=[probe(runs)])
    told = workspace.habit.over_time()
    assert [(each.section, each.scores) for each in told.sections] == [("moment", (1, 3))]
    first, last = told.periods
    assert (first.is_month, first.part, last.part, last.finished) == (True, 3, 4, 1)
    assert (first.runs, last.runs, last.probes) == (3, 20, 1)
    assert first.width is not None
    assert last.width is not None
    assert 0 < last.width < first.width < 1
    assert sum(told.categories.values()) == 2
    clock.move(days=200)
    finish(workspace, probes=[probe(1, "unmarked")])
    *_, quarter = workspace.habit.over_time().periods
    assert (quarter.is_month, quarter.year, quarter.part, quarter.width) == (False, 2026, 4, None)


def test_the_critic_has_a_record_for_each_model_and_version(workspace: Workspace) -> None:
    given = [said(1, "changed"), said(2, "useless"), said(3, "open"), said(4, "parked", "large")]
    finish(workspace, counterpoints=[*given, said(5, "changed", source="template")])
    small, large = workspace.habit.over_time().critics
    assert (small.model, small.prompt_version, small.given) == ("small", "3", 3)
    assert (small.responses["changed"], small.responses["useless"]) == (1, 1)
    assert (large.model, large.given, large.responses["parked"]) == ("large", 1, 1)


def test_an_answer_can_be_taken_back_as_if_it_had_not_been_given(workspace: Workspace) -> None:
    finish(workspace, **lessons(1))
    room = workspace.habit
    before = cards(workspace)
    assert [bool(card.teardown) for card in before] == [True, False]
    for card in before:
        asked = room.asked(card)
        assert asked is not None
        days = room.days_of_answers(asked)
        assert days["forgot"] <= days["hard"] <= days["knew"] < days["easy"]
        room.answer_card(card, "knew")
        again = room.asked(card)
        assert again is not None
        assert again.schedule["due_on"] == days["knew"].isoformat()
        room.take_answer_back(asked)
    assert cards(workspace) == before


def test_the_cards_of_a_product_wait_while_its_rematch_is_under_way(
    workspace: Workspace, clock: FrozenClock
) -> None:
    record = finish(workspace, **lessons(1))
    assert [card.teardown for card in cards(workspace)] == [record.id, ""]
    clock.move(hours=1)
    rematch = workspace.habit.begin_rematch(record.id)
    assert [card.teardown for card in cards(workspace)] == [""]
    workspace.finish(rematch)
    assert [card.teardown for card in cards(workspace)] == [record.id, ""]


def test_a_card_that_is_gone_is_not_asked(workspace: Workspace) -> None:
    record = finish(workspace, **lessons(1))
    assert workspace.habit.asked(DueCard(record.id, "l9", "2026-03-02")) is None
    assert workspace.habit.asked(DueCard("", "pattern.none", "2026-03-02")) is None
