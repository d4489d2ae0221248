from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.walk import (
    UNLOCK_WORDS,
    claims_in,
    count_words,
    first_unanswered,
    is_answered,
    is_unlocked,
    item_count,
    next_item_id,
    outline,
    questions_in_order,
    refresh_done,
    section_words,
    words_until_unlocked,
)
from store.records import Claim, Lesson, Metric, Prediction
from tests.lab.making import WORDS, make_record, question, section

if TYPE_CHECKING:
    from store.records import Teardown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  \n ", 0),
        ("one two", 2),
        ("it's well-known, e.g. here", 4),
        ("3.5 of 4", 3),
        ("naïve café", 2),
        ("日本語の文章", 3),
        ("使う GPT 一", 3),
        ("— … !", 0),
    ],
)
def test_words_are_counted_as_a_person_would(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.text(max_size=60), st.text(max_size=60))
def test_more_text_never_has_fewer_words(first: str, second: str) -> None:
    assert count_words(f"{first} {second}") >= count_words(first)


def test_questions_come_in_the_order_of_the_walk() -> None:
    names = [(s, q.id) for s, q in questions_in_order(make_record())]
    assert names == [("frame", "who"), ("frame", "job"), ("contact", "runs")]


def test_white_space_is_no_answer() -> None:
    record = make_record()
    record.work("frame").answers["who"] = " \n\t"
    assert not is_answered(record, "frame", record.questions[0].prompts[0])


@pytest.mark.parametrize("kind", ["claims", "findings", "predictions", "metric", "card"])
def test_an_item_answers_a_structured_question(kind: str) -> None:
    asked = question("items", kind=kind, required=True)
    record = make_record(section("frame", asked))
    assert not is_answered(record, "frame", asked)
    record.claims.append(Claim(id="c1", section="frame", statement="It works"))
    record.predictions.append(Prediction(id="p1", statement="It fails on tables"))
    record.metrics.append(Metric(id="m1", name="Kept answers"))
    record.take_home.lessons.append(Lesson(id="l1", principle="Show the source"))
    assert is_answered(record, "frame", asked)
    assert item_count(record, "frame", asked) == 1


def test_claims_answer_only_their_own_section() -> None:
    asked = question("found", kind="findings")
    record = make_record(section("frame", asked), section("contact", asked))
    record.claims.append(Claim(id="c1", section="contact", statement="Slow"))
    assert not is_answered(record, "frame", asked)
    assert is_answered(record, "contact", asked)
    assert [claim.id for claim in claims_in(record, "contact")] == ["c1"]


def test_the_walk_goes_on_at_the_first_required_gap_then_at_any() -> None:
    record = make_record()
    assert first_unanswered(record) == ("frame", "who")
    record.work("frame").answers["who"] = "Me"
    assert first_unanswered(record) == ("contact", "runs")
    record.work("contact").answers["runs"] = "5 of 5"
    assert first_unanswered(record) == ("frame", "job")
    record.work("frame").answers["job"] = "Notes"
    assert first_unanswered(record) is None


def test_the_outline_tells_how_far_each_section_is() -> None:
    record = make_record()
    assert [row.state for row in outline(record)] == ["empty", "empty"]
    record.work("frame").answers["job"] = "Notes"
    assert outline(record)[0].state == "started"
    record.work("frame").answers["who"] = "Me"
    record.work("frame").seconds = 61
    row = outline(record)[0]
    assert (row.state, row.answered, row.asked, row.seconds) == ("written", 2, 2, 61)
    record.work("frame").score = 0
    assert outline(record)[0].state == "done"
    assert outline(record)[0].score == 0


def test_a_score_alone_makes_no_section_done() -> None:
    record = make_record(section("frame", question("job")))
    record.work("frame").score = 3
    refresh_done(record)
    assert not record.sections["frame"].done
    assert outline(record)[0].state == "started"


def test_done_goes_away_with_the_answer() -> None:
    record = make_record()
    record.work("frame").answers["who"] = "Me"
    record.work("frame").score = 2
    refresh_done(record)
    assert record.sections["frame"].done
    record.work("frame").answers.clear()
    refresh_done(record)
    assert not record.sections["frame"].done


def test_a_section_opens_after_words_and_a_score() -> None:
    record = make_record()
    record.work("frame").answers["who"] = WORDS
    assert words_until_unlocked(record, "frame") == 0
    assert not is_unlocked(record, "frame")
    record.work("frame").score = 1
    assert is_unlocked(record, "frame")
    record.work("frame").answers["who"] = WORDS.removesuffix(" word")
    assert not is_unlocked(record, "frame")
    assert words_until_unlocked(record, "frame") == 1


def test_items_count_as_words_where_they_are_asked_for() -> None:
    record = make_record(
        section("frame", question("guess", kind="predictions")), section("contact", question("x"))
    )
    record.predictions.append(Prediction(id="p1", statement="It will fail", how_known="Trying"))
    assert section_words(record, "frame") == 4
    assert section_words(record, "contact") == 0
    plan = make_record(
        section("frame", question("plan", kind="metric"), question("card", kind="card"))
    )
    plan.metrics.append(Metric(id="m1", name="Kept answers", numerator="kept", window="a week"))
    plan.take_home.lessons.append(Lesson(id="l1", principle="Show sources", limit="not in chat"))
    plan.claims.append(Claim(id="c1", section="frame", statement="It cites", because="I looked"))
    assert section_words(plan, "frame") == 14


_answers = st.lists(
    st.one_of(st.text(max_size=40), st.integers(0, 60).map(lambda n: "word " * n + "a" * 3000)),
    max_size=4,
)


@given(_answers)
def test_what_is_missing_is_what_the_words_leave_over(texts: list[str]) -> None:
    record = make_record()
    record.work("frame").answers.update({f"q{n}": text for n, text in enumerate(texts)})
    missing = max(0, UNLOCK_WORDS - section_words(record, "frame"))
    assert words_until_unlocked(record, "frame") == missing


@given(
    st.sets(st.sampled_from(["frame.who", "frame.job", "contact.runs"])),
    st.sets(st.sampled_from(["frame", "contact"])),
)
def test_done_and_the_outline_always_agree(answered: set[str], scored: set[str]) -> None:
    record = make_record()
    for name in answered:
        section_id, _, prompt = name.partition(".")
        record.work(section_id).answers[prompt] = "text"
    for section_id in scored:
        record.work(section_id).score = 2
    refresh_done(record)
    for row in outline(record):
        work = record.sections.get(row.section_id)
        assert (work is not None and work.done) == (row.state == "done")


def _with_claims(*ids: str) -> Teardown:
    return make_record(claims=[Claim(id=i, section="frame", statement="x") for i in ids])


@pytest.mark.parametrize(
    ("there", "next_id"),
    [
        ((), "c1"),
        (("c1", "c2"), "c3"),
        (("c1", "c3"), "c4"),
        (("c9",), "c10"),
        (("other", "c²", "c99999999999999"), "c1"),
    ],
)
def test_a_new_id_lies_above_all_others(there: tuple[str, ...], next_id: str) -> None:
    if "c²" in there:
        items: list[object] = [type("Item", (), {"id": name}) for name in there]
        assert next_item_id("claims", items) == next_id
        return
    assert next_item_id("claims", _with_claims(*there).claims) == next_id
