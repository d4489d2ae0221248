"""The learner thinks first: what must be done before a model may speak."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from lab.counterpoints.answering import add_items, meet, respond
from lab.counterpoints.checking import Acceptance
from lab.counterpoints.gate import (
    MOST_IN_A_SECTION,
    MOST_IN_A_TEARDOWN,
    Gate,
    gate,
    gate_of_all,
    thought_about,
)
from lab.counterpoints.material import gather
from lab.counterpoints.offline import offline_questions
from lab.counterpoints.passages import passage_at
from lab.errors import NoSuchPart, UsageError
from lab.libraries import counterpoints
from lab.walk import UNLOCK_WORDS
from store.records import Counterpoint
from tests.lab.counterpoints.arguing import ASKED, TEMPLATE, TEXT, argued, item
from tests.lab.making import LONG_AGO, make_record, question, section
from tests.lab.review.looking import look

if TYPE_CHECKING:
    from lab.counterpoints.offline import OfflineQuestion
    from lab.workspace import Workspace
    from store.records import Teardown


def at(record: Teardown, *, most: int = 3) -> Gate:
    return gate(record, "strengths", template=TEMPLATE, most=most)


def give(record: Teardown, number: int) -> list[Counterpoint]:
    """Let a model say so many things."""
    words = TEXT.split()
    material = gather(record, TEMPLATE, ["strengths"])
    takes = Acceptance(material, mode="counterpoints", most=99, model="m")
    items = [
        takes.take(item(" ".join(words[n : n + 4]), counterpoint=f"Item {len(words)} {n}?"))
        for n in range(number)
    ]
    return add_items(record, [each for each in items if each is not None], now=LONG_AGO)


def test_the_numbers_are_the_methods_own() -> None:
    rules = counterpoints()
    assert rules.max_per_section == MOST_IN_A_SECTION
    assert rules.max_per_teardown == MOST_IN_A_TEARDOWN
    assert (rules.min_words, rules.self_score_required) == (UNLOCK_WORDS, True)


@pytest.mark.parametrize(
    ("text", "score", "words"),
    [
        ("", 2, "open after"),
        ("Too short", None, "more words and your own score"),
        (TEXT, None, "open after your own score"),
    ],
)
def test_first_the_section_is_written_and_scored(text: str, score: int | None, words: str) -> None:
    record = argued(text=text, score=score, met="")
    assert at(record).step == "write"
    assert words in at(record).words


def test_then_its_questions_are_met_and_one_is_answered_or_the_text_changed() -> None:
    record = argued(met="")
    assert at(record).step == "questions"
    shown = meet(record, questions_of(record), now=LONG_AGO)
    assert at(record).step == "revise"
    respond(record, shown[-1].id, "rebutted", reply="Four people saw it")
    assert at(record) == Gate("ask", "", 3)


def questions_of(record: Teardown) -> list[OfflineQuestion]:
    return offline_questions(
        record, "strengths", template=TEMPLATE, findings=look(record, template=TEMPLATE).findings
    )


def test_a_changed_text_is_a_revision_and_a_promise_alone_is_none() -> None:
    record = argued(met="open")
    assert at(record).step == "revise"
    record.counterpoints = [
        record.counterpoints[0].model_copy(update={"response": "changed", "reply": "Will do"})
    ]
    assert at(record).step == "revise"
    record.work("strengths").answers["best"] += " Not for threads of many mails."
    assert at(record).is_open


def test_a_models_items_want_their_answers_before_it_may_speak_again() -> None:
    record = argued()
    (first,) = give(record, 1)
    assert at(record).step == "answer"
    assert "One item waits" in at(record).words
    respond(record, first.id, "useless")
    assert at(record) == Gate("ask", "", 2)


def test_a_section_holds_three_and_a_teardown_twelve() -> None:
    record = argued()
    for each in give(record, 3):
        respond(record, each.id, "useless")
    assert at(record).step == "full"
    assert "3 things about this section" in at(record).words
    more = [
        record.counterpoints[-1].model_copy(update={"id": f"m{n}", "section": "other"})
        for n in range(MOST_IN_A_TEARDOWN - 1)
    ]
    other = argued()
    other.counterpoints += more
    assert at(other).left == 1
    other.counterpoints += [more[0].model_copy(update={"id": "m99"})]
    assert at(other).step == "full"
    said = gate_of_all(other, template=TEMPLATE, most=3).words
    assert "12 things about this teardown" in said
    assert give(other, 2) == []


def test_a_whole_teardown_opens_after_three_sections() -> None:
    names = ("a", "b", "c", "d")
    record = make_record(*(section(name, question("q")) for name in names))
    for number, name in enumerate(names[:3]):
        assert gate_of_all(record, template=TEMPLATE, most=3).step == "write"
        record.work(name).answers["q"], record.work(name).score = TEXT, 2
        assert number < 3
    assert gate_of_all(record, template=TEMPLATE, most=3) == Gate("ask", "", 3)


def test_a_counter_question_is_not_answered_by_a_change_that_was_not_made() -> None:
    record = argued(met="open")
    asked = record.counterpoints[0]
    with pytest.raises(UsageError, match="Nothing is changed yet"):
        respond(record, asked.id, "changed", reply="Shorter")
    record.work("strengths").answers["best"] += " In four of five runs."
    assert respond(record, asked.id, "changed", reply="Counted").response == "changed"


def test_of_a_section_whose_questions_nobody_answered_a_model_is_not_told() -> None:
    record = argued(met="open")
    assert gate_of_all(record, template=TEMPLATE, most=3).words == (
        "The whole opens once you answered a counter-question in 1 more section."
    )
    assert thought_about(record, template=TEMPLATE) == []
    respond(record, "k1", "useless")
    assert thought_about(record, template=TEMPLATE) == ["strengths"]
    (point,) = give(record, 1)
    assert gate_of_all(record, template=TEMPLATE, most=3).step == "answer"
    respond(record, point.id, "useless")
    assert gate_of_all(record, template=TEMPLATE, most=3).is_open


def test_what_was_changed_is_kept_as_before_and_after() -> None:
    record = argued()
    (point,) = give(record, 1)
    assert (point.prompt, point.before) == ("best", TEXT)
    with pytest.raises(UsageError, match="Nothing is changed yet"):
        respond(record, point.id, "changed", reply="Shorter")
    record.work("strengths").answers["best"] = "In four of five runs it keeps the date."
    done = respond(record, point.id, "changed", reply="Counted the runs")
    assert (done.before, done.after) == (TEXT, "In four of five runs it keeps the date.")
    assert record.counterpoints[-1] == done


@pytest.mark.parametrize(
    ("response", "why"),
    [("rebutted", "why you disagree"), ("parked", "what would settle it"), ("open", "no answer")],
)
def test_an_answer_wants_a_word_why(response: str, why: str) -> None:
    record = argued()
    with pytest.raises(UsageError, match=why):
        respond(record, "k1", response, reply="  ")
    with pytest.raises(NoSuchPart, match="no counterpoint “k9”"):
        respond(record, "k9", "useless")


def test_questions_are_met_once_each() -> None:
    record = argued(met="")
    asked = questions_of(record)
    first = meet(record, asked, now=LONG_AGO)
    assert meet(record, asked, now=LONG_AGO) == first == record.counterpoints
    assert [point.id for point in first] == [f"k{n + 1}" for n in range(len(first))]
    assert {ASKED[0].text, ASKED[1].text} <= {point.counterpoint for point in first}


def test_every_section_of_the_worked_example_has_a_good_question_and_none_twice(
    workspace: Workspace,
) -> None:
    example = workspace.example()
    asked = {
        section.id: [q.question for q in workspace.opponent.questions(example, section.id)]
        for section in example.questions
    }
    assert len(asked) == 10
    assert all(asked.values())
    everything = [question for questions in asked.values() for question in questions]
    assert len(set(everything)) == len(everything) > 30


def test_a_question_about_the_whole_section_keeps_no_copy_of_it() -> None:
    record = argued(met="")
    shown = meet(record, questions_of(record), now=LONG_AGO)
    assert {point.before for point in shown if point.source == "template"} == {""}
    assert at(record).step == "revise"
    record.claims[0] = record.claims[0].model_copy(update={"because": "Five of us saw it"})
    assert at(record).is_open


def test_white_space_is_no_revision() -> None:
    record = argued(met="")
    meet(record, questions_of(record), now=LONG_AGO)
    record.work("strengths").answers["best"] = TEXT.replace("\n", "\n\n") + " \n"
    assert at(record).step == "revise"


def test_a_long_answer_is_not_copied_by_each_question_about_it() -> None:
    long = f"{TEXT} Most users always like it. " + "It is a sentence without a question. " * 2700
    record = argued(met="", text=long)
    assert len(long) > 99_000
    shown = meet(record, questions_of(record), now=LONG_AGO)
    placed = [point for point in shown if point.before]
    assert placed
    assert all(len(point.before) < 1600 for point in placed)
    assert all(point.target_quote in point.before for point in placed)
    point = give(record, 1)[0]
    size = len(record.model_dump_json())
    assert size < 1.1 * len(long)
    assert at(record).step == "revise"
    with pytest.raises(UsageError, match="Nothing is changed yet"):
        respond(record, point.id, "changed", reply="Shorter")
    record.work("strengths").answers["best"] = long.replace("always like", "in 4 of 5 cases like")
    done = respond(record, placed[0].id, "changed", reply="Counted")
    assert "always like" in done.before
    assert "in 4 of 5 cases like" in done.after
    assert len(done.after) < 1600
    respond(record, point.id, "useless")
    assert at(record).is_open


def test_a_record_of_an_earlier_version_kept_all_of_the_text() -> None:
    record = argued()
    old = {"id": "k1", "section": "strengths", "prompt": "best", "counterpoint": ASKED[0].text,
           "before": TEXT, "source": "rule"}  # fmt: skip
    record.counterpoints = [Counterpoint.model_validate(old)]
    assert at(record).step == "revise"
    record.work("strengths").answers["best"] += " In 4 of 5."
    assert at(record).is_open
    done = respond(record, "k1", "changed", reply="Counted")
    assert (done.before, done.after) == (TEXT, f"{TEXT} In 4 of 5.")
    whole = sha256(passage_at(record, "strengths", prompt="", claim="").encode()).hexdigest()
    seen = old | {"before": "", "prompt": "", "seen": whole[:16]}
    record.counterpoints = [Counterpoint.model_validate(seen)]
    assert at(record).step == "revise"


def test_only_what_was_changed_keeps_its_text() -> None:
    record = argued()
    (point,) = give(record, 1)
    assert respond(record, point.id, "rebutted", reply="No").before == ""
