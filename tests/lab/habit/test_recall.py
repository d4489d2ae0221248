from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from fsrs import Card, Scheduler, State

from lab.habit.method_deck import MethodDeck
from lab.habit.recall import MOST_A_DAY, Answer, DueCard, after_answer, method_cards, todays

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(("days", "expected"), [(10, 0.9), (30, 0.7661)])
def test_the_library_keeps_to_the_published_curve(days: int, expected: float) -> None:
    # FSRS-4.5 is what newer ones become with a decay of .5.
    parameters = (*Scheduler().parameters[:20], 0.5)
    card = Card(card_id=0, state=State.Review, stability=10, difficulty=5, last_review=NOW)
    found = Scheduler(parameters).get_card_retrievability(card, NOW + timedelta(days=days))
    assert found == pytest.approx(expected, abs=5e-5)


def test_what_is_known_comes_back_later_each_time() -> None:
    plan: dict[str, object] = {}
    now, gaps = NOW, []
    for _ in range(5):
        plan = after_answer(plan, "knew", now=now, today=now.date())
        due = datetime.fromisoformat(str(plan["due"]))
        gaps.append((due - now).days)
        now = due
    assert gaps == sorted(gaps)
    assert gaps[0] >= 1
    assert gaps[-1] > 30


def test_what_was_forgotten_comes_back_soonest() -> None:
    def gap(answer: Answer) -> datetime:
        return datetime.fromisoformat(after_answer({}, answer, now=NOW, today=TODAY)["due"])

    assert gap("forgot") <= gap("hard") <= gap("knew") < gap("easy")
    assert gap("forgot") >= NOW + timedelta(days=1)


@pytest.mark.parametrize("odd", [{"due": "soon"}, {"state": 9, "due": 3}, {"stability": "x"}])
def test_an_odd_schedule_begins_anew(odd: dict[str, object]) -> None:
    assert after_answer(odd, "knew", now=NOW, today=TODAY) == after_answer(
        {}, "knew", now=NOW, today=TODAY
    )


def test_the_day_of_the_next_look_is_counted_where_one_is() -> None:
    # Already the third in Auckland; the card must not come again on that day.
    plan = after_answer({}, "forgot", now=NOW, today=date(2026, 3, 3))
    assert (plan["looked_on"], plan["due_on"] > "2026-03-03") == ("2026-03-03", True)


def test_a_clock_that_was_set_back_breaks_nothing() -> None:
    plan = after_answer({}, "knew", now=NOW, today=TODAY)
    again = after_answer(plan, "knew", now=NOW - timedelta(days=400), today=TODAY)
    assert datetime.fromisoformat(again["due"]) > NOW - timedelta(days=400)


def test_a_day_never_brings_more_than_a_minute() -> None:
    due = [(f"2026-03-{day:02}", "a-1234", f"l{day}") for day in range(28, 0, -1)]
    assert [card.id for card in todays(due)] == ["l1", "l2", "l3", "l4", "l5"]
    assert todays(due, looked_at=MOST_A_DAY - 1) == [DueCard("a-1234", "l1", "2026-03-01")]
    assert todays(due, looked_at=99) == []


def test_the_method_has_cards_of_its_own() -> None:
    assert len(method_cards()) > 40
    assert all(front.strip() and back.strip() for front, back in method_cards().values())


def test_the_methods_schedules_are_kept_and_may_be_lost(tmp_path: object) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "state" / "recall.json"
    deck = MethodDeck(file)
    assert deck.schedules() == {}
    deck.keep("pattern.versions", {"due": "2026-03-09"})
    assert MethodDeck(file).schedules() == {"pattern.versions": {"due": "2026-03-09"}}
    file.write_text('{"cards": [1]}')
    assert deck.schedules() == {}
    deck.keep("pattern.versions", {"due": "2026-03-10"})
    assert file.with_name("recall.unreadable.json").read_text() == '{"cards": [1]}'
    assert list(deck.schedules()) == ["pattern.versions"]
    file.write_text('{"cards": {"a": 1, "b": {"due": "x"}}, "newer": 2}')
    deck.keep("b", {})
    assert file.read_text() == '{"cards": {}, "newer": 2}'
