from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.conflict import SECOND_VERSION, as_second_version, differences
from store.records import (
    Card,
    Claim,
    Counterpoint,
    Evidence,
    Lesson,
    Metric,
    Prediction,
    Probe,
    Product,
    Session,
    Trial,
)
from tests.lab.making import LONG_AGO, make_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.records import Teardown


def changed(change: Callable[[Teardown], Any]) -> Teardown:
    record = make_record()
    change(record)
    return record


def answered(who: str = "", job: str = "", runs: str = "") -> Teardown:
    record = make_record()
    for section, prompt, text in (
        ("frame", "who", who),
        ("frame", "job", job),
        ("contact", "runs", runs),
    ):
        if text:
            record.work(section).answers[prompt] = text
    return record


def test_two_of_the_same_do_not_differ() -> None:
    assert differences(make_record(), make_record()) == []


def test_an_answer_is_named_by_section_and_question_in_words() -> None:
    (found,) = differences(answered("Ana"), answered("Bo"))
    assert found.where == "Frame · What about who?"
    assert (found.ours, found.theirs) == ("Ana", "Bo")
    assert (found.section, found.prompt) == ("frame", "who")
    assert found.changed_by == "unknown"


def test_what_only_one_side_has_is_empty_on_the_other() -> None:
    (found,) = differences(answered(), answered(job="Notes"))
    assert (found.ours, found.theirs) == ("", "Notes")


@pytest.mark.parametrize(
    ("ours", "theirs", "side"),
    [("new", "base", "ours"), ("base", "new", "theirs"), ("a", "b", "both"), ("", "base", "ours")],
)
def test_the_common_version_tells_who_changed_it(ours: str, theirs: str, side: str) -> None:
    (found,) = differences(answered(ours), answered(theirs), base=answered("base"))
    assert found.changed_by == side


def test_they_come_in_the_order_of_the_walk_facts_first() -> None:
    ours = answered("a", "b", "c")
    ours.author = "Ana"
    ours.claims.append(Claim(id="c1", section="frame", statement="x"))
    theirs = answered("A", "B", "C")
    theirs.claims.append(Claim(id="c2", section="contact", statement="y"))
    assert [each.where for each in differences(ours, theirs)] == [
        "Author",
        "Frame · What about who?",
        "Frame · What about job?",
        "Frame · Claim c1",
        "Contact · What about runs?",
        "Contact · Claim c2",
    ]


CHANGES: list[Callable[[Teardown], Any]] = [
    lambda r: setattr(r, "product", Product(name="Other")),
    lambda r: setattr(r.product, "plan", "Plus"),
    lambda r: setattr(r, "author", "Ana"),
    lambda r: setattr(r, "status", "finished"),
    lambda r: setattr(r, "archived", True),
    lambda r: setattr(r, "tags", ["a"]),
    lambda r: setattr(r, "review_by", LONG_AGO.date()),
    lambda r: setattr(r.work("frame"), "score", 0),
    lambda r: r.work("unknown").answers.update(x="y"),
    lambda r: r.claims.append(Claim(id="c1", section="frame", statement="x", severity=2)),
    lambda r: r.claims.append(Claim(id="c9", section="nowhere", statement="x")),
    lambda r: r.predictions.append(Prediction(id="p1", statement="x", probability=0.7)),
    lambda r: r.metrics.append(Metric(id="m1", name="x", trap="y")),
    lambda r: r.probes.append(Probe(id="q1", prompt="x", trials=[Trial(id="t1")])),
    lambda r: r.evidence.append(Evidence(id="e1", title="x")),
    lambda r: r.counterpoints.append(Counterpoint(id="k1", section="frame", counterpoint="x")),
    lambda r: r.take_home.lessons.append(
        Lesson(id="l1", principle="x", limit="y", card=Card(front="f", back="b"))
    ),
    lambda r: setattr(r.take_home, "cannot_conclude", "x"),
]


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_every_part_that_a_person_writes_is_compared(number: int) -> None:
    (found,) = differences(changed(CHANGES[number]), make_record(), base=make_record())
    assert found.where
    assert found.ours
    assert found.changed_by == "ours"


def test_clocks_and_counters_are_no_choice_for_a_person() -> None:
    ours = make_record(rev=7, updated_at=LONG_AGO.replace(year=2027))
    ours.work("frame").seconds = 90
    ours.practice.sessions.append(
        Session(started_at=LONG_AGO, ended_at=LONG_AGO, local_date=LONG_AGO.date())
    )
    assert differences(ours, make_record()) == []


def test_an_item_that_differs_only_inside_is_found() -> None:
    def with_claim(**values: Any) -> Teardown:
        return make_record(claims=[Claim(id="c1", section="frame", statement="x", **values)])

    (found,) = differences(with_claim(because="one"), with_claim(because="two"))
    assert "Because: one" in found.ours
    assert "Because: two" in found.theirs


_some = st.lists(st.integers(0, len(CHANGES) - 1), max_size=5)


@given(_some, _some)
def test_both_directions_tell_the_same_story(mine: list[int], theirs: list[int]) -> None:
    left, right = make_record(), make_record()
    for numbers, record in ((mine, left), (theirs, right)):
        for number in dict.fromkeys(numbers):
            CHANGES[number](record)
    there = {(each.where, each.ours, each.theirs) for each in differences(left, right)}
    back = {(each.where, each.theirs, each.ours) for each in differences(right, left)}
    assert there == back
    assert (there == set()) == (left == right)


def test_a_second_version_says_where_it_comes_from() -> None:
    ours = answered("Ana")
    ours.rev = 5
    second = as_second_version(ours, teardown_id="notion-ai-2222")
    assert (second.id, second.rev) == ("notion-ai-2222", 0)
    assert second.origin is not None
    assert (second.origin.kind, second.origin.name) == ("conflict", ours.id)
    assert second.tags == [SECOND_VERSION]
    assert second.sections == ours.sections
    assert (ours.id, ours.rev, ours.tags, ours.origin) == ("notion-ai-7k2q", 5, [], None)
    assert as_second_version(second, teardown_id="x").tags == [SECOND_VERSION]
