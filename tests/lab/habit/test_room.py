"""The habit over a real library."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from lab.drafting import NewTeardown
from lab.errors import UsageError
from lab.habit.digest import Digests
from lab.habit.recall import MOST_A_DAY, DueCard
from lab.model import Card, Lesson, Prediction, Teardown

if TYPE_CHECKING:
    from lab.workspace import Workspace
    from tests.conftest import FrozenClock


def finish(workspace: Workspace, product: str = "Notion AI", **values: Any) -> Teardown:
    record = workspace.create(NewTeardown(product=product, template="quick"))
    return workspace.finish(record.model_copy(update=values))


def lessons(count: int) -> dict[str, Any]:
    taken = [
        Lesson(id=f"l{number}", principle="x", card=Card(front="Why?", back="So."))
        for number in range(count)
    ]
    return {"take_home": Teardown.model_fields["take_home"].get_default(call_default_factory=True)
            .model_copy(update={"lessons": taken})}  # fmt: skip


def cards(workspace: Workspace) -> list[DueCard]:
    own = workspace.habit.own()
    return workspace.habit.cards(own, workspace.habit.digests(own))


def test_cards_come_up_a_minute_a_day_and_wait_until_they_are_due(
    workspace: Workspace, clock: FrozenClock
) -> None:
    record = finish(workspace, **lessons(MOST_A_DAY + 2))
    first = cards(workspace)
    assert [card.id for card in first] == ["l0", "l1", "l2", "l3", "l4"]
    for card in first:
        workspace.habit.answer_card(card, "easy")
        workspace.habit.answer_card(card, "forgot")  # in another window, which did not know
    assert cards(workspace) == []
    kept = workspace.load(record.id).take_home.lessons[0].schedule
    assert (kept["looked_on"], kept["by"]) == ("2026-03-02", "fsrs-6")
    clock.move(days=1)
    own = [card for card in cards(workspace) if card.teardown]
    assert [card.id for card in own] == ["l5", "l6"]


def test_a_card_that_is_asked_is_no_work_on_its_teardown(
    workspace: Workspace, clock: FrozenClock
) -> None:
    old = finish(workspace, "Gamma", **lessons(1))
    clock.move(days=30)
    latest = finish(workspace, "Notion AI")
    asked = workspace.habit.asked(cards(workspace)[0])
    assert asked is not None
    assert asked.card.teardown == old.id
    workspace.habit.answer_card(asked.card, "knew")
    assert [row.id for row in workspace.summaries()] == [latest.id, old.id]
    assert workspace.resolve("last") == latest.id
    assert (workspace.load(old.id).rev, workspace.load(old.id).updated_at) == (
        old.rev + 1,
        old.updated_at,
    )
    workspace.habit.take_answer_back(asked)
    assert workspace.load(old.id).updated_at == old.updated_at


def test_a_card_of_the_method_joins_once_a_day_where_there_is_room(
    workspace: Workspace, clock: FrozenClock
) -> None:
    assert cards(workspace) == []
    finish(workspace)
    (card,) = cards(workspace)
    assert (card.teardown, card.seen) == ("", False)
    workspace.habit.answer_card(card, "forgot")
    workspace.habit.answer_card(card, "easy")
    assert cards(workspace) == []
    clock.move(days=1)
    assert {each.seen for each in cards(workspace)} == {True, False}
    workspace.preferences.set("recall", "false")
    assert cards(workspace) == []


def test_examples_and_what_teammates_wrote_never_count(workspace: Workspace) -> None:
    said = [Prediction(id="p1", statement="x", probability=0.8, due=date(2026, 1, 1))]
    workspace.preferences.set("author", "Mira")
    finish(workspace, "An example", example=True, predictions=said)
    finish(workspace, "By another", author="Otto", predictions=said)
    mine = finish(workspace, "Mine", predictions=said)
    overview = workspace.habit.overview()
    assert (overview.finished, overview.standing.week.done) == (1, 1)
    assert [entry.teardown for entry in workspace.habit.predictions()] == [mine.id]


def test_a_prediction_made_after_the_finish_is_shown_and_never_counted(
    workspace: Workspace, clock: FrozenClock
) -> None:
    record = finish(workspace)
    clock.move(days=1)
    late = Prediction(id="p1", statement="x", probability=1, made_at=clock.now(), outcome="yes")
    workspace.change(record.id, lambda found: found.predictions.append(late))
    assert [entry.late for entry in workspace.habit.predictions()] == [True]
    assert workspace.habit.overview().calibration.n == 0


def test_a_prediction_without_a_day_is_due_at_the_walks_end(workspace: Workspace) -> None:
    said = [Prediction(id="p1", statement="4 of 5 pass", probability=0.8)]
    record = finish(workspace, predictions=said)
    (due,) = (each for each in workspace.habit.overview().due if each.kind == "prediction")
    assert (due.id, due.on) == (f"{record.id} p1", "2026-03-02")


def test_what_to_do_next_begins_with_drafts_and_ends_with_chance(workspace: Workspace) -> None:
    workspace.create(NewTeardown(product="Begun", template="quick"))
    finish(workspace, "Cursor")
    queue = workspace.places.config / "queue.txt"
    queue.parent.mkdir(parents=True, exist_ok=True)
    queue.write_text("# mine\nPerplexity\n\ncursor\nPerplexity\n", encoding="utf-8")
    found = workspace.habit.overview(chance=Random(1)).following
    assert [due.kind for due in found] == ["draft", "queue", "product", "chance"]
    assert found[1].text == "Perplexity"


def test_a_late_night_belongs_to_the_week_before(workspace: Workspace, clock: FrozenClock) -> None:
    workspace.preferences.set("day_start", "4")
    clock.move(days=7, hours=-7)  # Monday, two in the night
    finish(workspace)
    standing = workspace.habit.overview().standing
    assert (standing.week.start, standing.week.done) == (date(2026, 3, 2), 1)
    clock.move(hours=3)
    assert workspace.habit.overview().standing.week.done == 0


@pytest.mark.parametrize("odd", [b"", b"{}", b'{"form": 1, "rows": {"a": 3}}', b"\xff"])
def test_a_remembered_file_that_is_odd_is_made_anew(workspace: Workspace, odd: bytes) -> None:
    finish(workspace, **lessons(1))
    assert len(cards(workspace)) == 2
    file = workspace.places.cache / "habit.json"
    file.write_bytes(odd)
    read = []

    def reading(row: Any) -> None:
        read.append(row.id)

    assert Digests(file, read=reading).of(workspace.habit.own()) == {}
    assert len(read) == 1


def test_weeks_that_are_over_keep_the_goal_that_they_had(
    workspace: Workspace, clock: FrozenClock
) -> None:
    workspace.preferences.set("goal", "2")
    assert workspace.preferences.written("earlier_goals") is None, "nothing is over yet"
    workspace.preferences.unset("goal")
    for _ in range(3):
        finish(workspace)
        clock.move(days=7)
    workspace.preferences.set("goal", "3")
    assert workspace.preferences.written("earlier_goals") == "1..2026-03-22"
    assert workspace.habit.rules().goal == 3
    assert workspace.habit.standing(workspace.habit.own()).streak == 3
    workspace.preferences.set("goal", "4")
    workspace.preferences.unset("goal")
    assert workspace.preferences.written("earlier_goals") == "1..2026-03-22"
    assert workspace.habit.standing(workspace.habit.own()).streak == 3


def test_a_week_keeps_its_goal_whichever_day_weeks_begin_on(
    workspace: Workspace, clock: FrozenClock
) -> None:
    workspace.preferences.set("goal", "2")
    clock.move(days=3)
    for _ in range(2):
        finish(workspace)
        finish(workspace)
        clock.move(days=7)
    workspace.preferences.set("goal", "1")
    finish(workspace)
    clock.move(days=7)
    for start in ("sunday", "tuesday", "friday"):
        workspace.preferences.set("week_start", start)
        weeks = workspace.habit.standing(workspace.habit.own()).weeks
        assert [week.status for week in weeks[:-1] if week.done] == ["met"] * 3, start


def test_taking_back_a_goal_weeks_later_leaves_the_weeks_between_as_they_were(
    workspace: Workspace, clock: FrozenClock
) -> None:
    workspace.preferences.set("goal", "2")
    finish(workspace)
    finish(workspace)
    clock.move(days=7)
    workspace.preferences.set("goal", "1")
    finish(workspace)
    clock.move(days=7)
    workspace.preferences.put_back("goal", 2)
    assert workspace.preferences.written("earlier_goals") == "2..2026-03-08, 1..2026-03-15"
    assert workspace.habit.standing(workspace.habit.own()).streak == 2


def test_an_earlier_goal_never_reaches_into_the_running_week(
    workspace: Workspace, clock: FrozenClock
) -> None:
    workspace.preferences.set("earlier_goals", "1..2099-01-01")
    workspace.preferences.set("goal", "3")
    finish(workspace)
    assert workspace.habit.overview().standing.week.status == "open"
    clock.move(days=7)
    assert workspace.habit.overview().standing.weeks[0].status == "met"
    workspace.preferences.set("goal", "2")
    assert workspace.preferences.written("earlier_goals") == "1..2026-03-08"


@pytest.mark.parametrize("text", ["1", "0..2026-03-22", "one..2026-03-22", "1..soon", "1..2026"])
def test_an_earlier_goal_is_refused_where_it_is_none(workspace: Workspace, text: str) -> None:
    with pytest.raises(UsageError, match="goals with their last day"):
        workspace.preferences.set("earlier_goals", text)
