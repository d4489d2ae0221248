from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from lab.review import RULES, Subject, find, in_words, rule_title
from lab.written_template import template_from_record
from store.records import (
    Claim,
    Counterpoint,
    Evidence,
    Metric,
    Prediction,
    Probe,
    SectionWork,
    Trial,
)
from teardown_templates.model import CounterQuestion
from tests.lab.making import LONG_AGO, WORDS, make_record, question, section
from tests.lab.review.looking import TODAY, findings, look, rules

if TYPE_CHECKING:
    from store.records import Teardown


def written(text: str, *, score: int | None = None, **values: Any) -> Teardown:
    """Return a record of one section with one required question and this answer."""
    record = make_record(section("frame", question("who", required=True, **values)))
    work = record.work("frame")
    work.score = score
    if text:
        work.answers["who"] = text
    return record


def claimed(**values: Any) -> Teardown:
    record = make_record(section("frame", question("claims", kind="findings")))
    record.work("frame").score = 2
    facts = {"id": "c1", "section": "frame", "statement": "Slow", "because": "40 s, 3 tries"}
    record.claims = [Claim(**facts | values)]
    return record


def predicted(*predictions: Prediction, **values: Any) -> Teardown:
    record = make_record(section("frame", question("predict", kind="predictions")), **values)
    record.work("frame").score = 2
    record.predictions = list(predictions)
    return record


def prediction(name: str = "p1", **values: Any) -> Prediction:
    facts = {"probability": 0.7, "due": TODAY + timedelta(days=9), "statement": "It will"}
    return Prediction(id=name, **facts | values)


# What is missing


def test_what_is_missing_is_found_in_the_order_of_the_walk() -> None:
    record = make_record(
        section("frame", question("who", required=True), question("job")),
        section("weaknesses", question("found", kind="findings", required=True, count=3)),
    )
    record.work("frame").answers["job"] = "Notes"
    record.claims.append(
        Claim(id="c1", section="weaknesses", kind="finding", statement="40 s", severity=2)
    )
    found = findings(record)
    assert [(f.severity, f.rule, f.section, f.prompt) for f in found] == [
        ("error", "unanswered", "frame", "who"),
        ("warning", "unscored", "frame", ""),
        ("warning", "too-few-items", "weaknesses", "found"),
        ("warning", "unscored", "weaknesses", ""),
    ]
    assert in_words(found) == (
        "1 question has no answer, 2 sections have no score and 1 question asks for more items."
    )


def test_what_is_optional_is_a_hint_and_no_obstacle() -> None:
    record = make_record(section("frame", question("job")))
    assert [finding.severity for finding in findings(record)] == ["hint"]
    assert in_words(findings(record)) == ""


def test_a_finished_walk_lacks_nothing() -> None:
    record = make_record()
    for part in record.questions:
        record.work(part.id).score = 2
        for prompt in part.prompts:
            record.work(part.id).answers[prompt.id] = WORDS
    assert findings(record) == []


@pytest.mark.parametrize("text", ["A support lead", "word " * 7, "支持"])
def test_a_required_answer_of_a_few_words_is_shown_with_its_words(text: str) -> None:
    answer = f"  \n{text}"
    (found,) = findings(written(answer, score=2))
    assert (found.rule, found.severity, found.match) == ("short-answer", "hint", text.strip())
    assert found.span is not None
    assert answer[slice(*found.span)] == found.match


@pytest.mark.parametrize("text", ["40 s, 3 steps", "word " * 8, "３分", "支持者" * 6])
def test_a_short_answer_with_a_figure_and_one_of_eight_words_are_left_alone(text: str) -> None:
    assert findings(written(text, score=2)) == []


def test_counter_questions_wait_until_they_are_answered() -> None:
    record = written(WORDS, score=2)
    template = template_from_record(record, None)
    asked = CounterQuestion("evidence", "How do you know?")
    template = replace(
        template, sections=(replace(template.sections[0], counter_questions=(asked,)),)
    )
    (found,) = findings(record, template=template)
    assert (found.rule, found.section) == ("counter-open", "frame")
    assert found.question == "One waits. What do you say to it?"
    point = Counterpoint(id="q1", section="frame", counterpoint=asked.text, response="parked")
    record.counterpoints.append(point)
    assert findings(record, template=template) == []
    record.counterpoints[0].response = "open"
    record.example = True
    assert findings(record, template=template) == []


# Scores that do not fit what stands there


@pytest.mark.parametrize(("score", "rule"), [(1, "score-without-text"), (4, "score-without-text")])
def test_a_score_for_nothing_is_named(score: int, rule: str) -> None:
    assert rule in rules(written("", score=score))


def test_a_high_score_over_a_gap_is_named_and_a_low_one_is_not() -> None:
    for score, named in ((3, True), (4, True), (2, False)):
        record = make_record(
            section("frame", question("who", required=True), question("job", required=True))
        )
        record.work("frame").answers["who"] = WORDS
        record.work("frame").score = score
        assert ("score-above-gaps" in rules(record)) is named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("It always felt about the same to me", True),
        ("3 of 5 passed", False),
        ("Five runs, all good", False),
        ("None of them passed", False),
        ("五回", False),
    ],
)
def test_a_high_score_for_variation_without_a_run_or_a_figure_is_named(
    text: str, *, named: bool
) -> None:
    record = written(text, score=3, kind="trials")
    assert ("score-without-runs" in rules(record)) is named


def test_recorded_runs_answer_the_question_for_them() -> None:
    record = written("", score=2, kind="trials")
    assert rules(record)[0] == "unanswered"
    record.probes = [Probe(id="b1", pass_rule="Dated.", trials=[Trial(id="t1", verdict="pass")])]
    assert rules(record) == []


def test_a_recorded_run_or_a_modest_score_is_enough_to_be_silent() -> None:
    record = written("It felt the same", score=2, kind="trials")
    assert "score-without-runs" not in rules(record)
    record.work("frame").score = 4
    record.probes = [Probe(id="b1", pass_rule="Dated.", trials=[Trial(id="t1", verdict="pass")])]
    assert "score-without-runs" not in rules(record)


def test_a_zero_for_a_whole_page_is_asked_about_in_the_rubrics_own_words() -> None:
    record = written("word " * 60, score=0)
    assert rules(record) == []
    template = template_from_record(record, None)
    rubric = ("Not attempted", "a", "b", "c", "d")
    template = replace(template, sections=(replace(template.sections[0], rubric=rubric),))
    (found,) = findings(record, template=template)
    assert found.rule == "score-zero"
    assert "“Not attempted”, and 60 words" in found.question


def test_a_finding_wants_a_severity_where_findings_are_asked_for() -> None:
    (found,) = findings(claimed(kind="finding"))
    assert (found.rule, found.claim, found.match) == ("no-severity", "c1", "Slow")
    assert findings(claimed(kind="finding", severity=0)) == []
    assert findings(claimed(kind="finding", because="Severity 3: daily")) == []
    assert findings(claimed(kind="strength")) == []


def test_a_metric_wants_a_formula() -> None:
    record = make_record(section("plan", question("outcome", kind="metric")))
    record.work("plan").score = 2
    record.metrics = [
        Metric(id="m1", name="Engagement"),
        Metric(id="m2", name="Tasks per week"),
        Metric(id="m3", name="Rework", numerator="reverted", denominator="merged", pair="speed"),
    ]
    assert [(f.rule, f.match) for f in findings(record)] == [("no-formula", "Engagement")]
    record.work("plan").answers["outcome"] = WORDS
    assert findings(record) == []


# What claims stand on


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"basis": "guess", "confidence": "high"}, "sure-guess"),
        ({"basis": "inferred", "confidence": "high"}, "sure-inference"),
        ({"basis": "published"}, "no-source"),
        ({"basis": "published", "because": "Their docs say so"}, "source-not-kept"),
        ({"basis": "published", "statement": "About 27% were taken [s4]"}, "source-not-kept"),
        ({"basis": "published", "where": "https://example.com/x"}, "source-not-kept"),
        ({"basis": "tried", "because": ""}, "tried-unseen"),
        ({"basis": "tried", "because": "It is slow"}, "tried-unseen"),
        ({"basis": "told", "because": ""}, "told-by-whom"),
        ({"evidence": ["gone"]}, "evidence-missing"),
    ],
)
def test_labels_that_argue_with_each_other_are_named(values: dict[str, Any], rule: str) -> None:
    (found,) = findings(claimed(**values))
    assert (found.rule, found.claim) == (rule, "c1")


@pytest.mark.parametrize(
    "values",
    [
        {"basis": "guess", "confidence": "low"},
        {"basis": "tried", "confidence": "high"},
        {"basis": "tried", "because": "", "statement": "It answered “No” at once"},
        {"basis": "tried", "because": "It waits for the whole page"},
        {"basis": "tried", "because": "", "evidence": ["e1"]},
        {"basis": "told", "because": "", "statement": "Two nurses said that it is slow"},
        {"basis": "told", "because": "", "where": "At lunch"},
        {"basis": "told", "because": "", "evidence": ["e1"]},
        {"basis": "published", "evidence": ["e1"]},
        {"basis": "published", "evidence": ["q1"]},
    ],
)
def test_labels_that_fit_are_left_alone(values: dict[str, Any]) -> None:
    record = claimed(**values)
    record.evidence = [
        Evidence.model_validate({"id": "e1", "quotes": [{"id": "q1", "exact": "so"}]})
    ]
    assert findings(record) == []


def test_a_recorded_run_shows_what_was_tried() -> None:
    record = claimed(basis="tried", because="")
    record.probes = [Probe(id="p1", trials=[Trial(id="t1")])]
    assert "tried-unseen" not in rules(record)


# Predictions


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"due": TODAY}, "prediction-due"),
        ({"due": date(2026, 2, 1)}, "prediction-due"),
        ({"due": None}, "prediction-no-date"),
        ({"probability": None}, "prediction-no-chance"),
        ({"probability": 0.0}, "prediction-certain"),
        ({"probability": 1.0}, "prediction-certain"),
    ],
)
def test_a_prediction_that_cannot_be_scored_is_named(values: dict[str, Any], rule: str) -> None:
    (found,) = findings(predicted(prediction(**values)))
    assert (found.rule, found.section, found.prompt) == (rule, "frame", "predict")
    assert found.match == "It will"


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"due": date(2026, 2, 1), "outcome": "yes"},
        {"due": None, "outcome": "no"},
        {"probability": None, "outcome": "void"},
        {"probability": 0.01},
    ],
)
def test_a_sound_prediction_is_left_alone(values: dict[str, Any]) -> None:
    assert findings(predicted(prediction(**values))) == []


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("It will pass all five runs.", ["prediction-no-chance"]),
        ("It could perhaps go wrong.", ["prediction-no-chance", "prediction-cannot-fail"]),
        ("At least 4 of 5 runs pass, 70%.", []),
        ("At least 4 of 5 runs pass.", ["prediction-no-chance"]),
        ("Even odds that it passes four runs.", []),
    ],
)
def test_a_prediction_in_prose_is_read_where_none_stands_by_itself(
    text: str, rules: list[str]
) -> None:
    record = predicted()
    record.sections = {"frame": SectionWork(answers={"predict": text}, score=2)}
    assert [found.rule for found in findings(record)] == rules
    record.predictions = [prediction()]
    assert findings(record) == []


def test_a_prediction_made_after_the_finish_is_named() -> None:
    late = prediction(made_at=LONG_AGO + timedelta(seconds=1))
    before = prediction("p2", made_at=LONG_AGO)
    record = predicted(late, before, finished_at=LONG_AGO, status="finished")
    (found,) = findings(record)
    assert (found.rule, found.match) == ("prediction-late", "It will")


def test_three_predictions_at_one_percentage_are_asked_about_once() -> None:
    alike = [prediction(f"p{number}") for number in range(3)]
    (found,) = findings(predicted(*alike))
    assert (found.rule, found.prompt) == ("predictions-alike", "predict")
    assert "All 3 stand at 70%" in found.question
    assert findings(predicted(*alike[:2])) == []


# Nothing twice


def test_of_several_rules_that_ask_the_same_thing_of_a_claim_one_asks() -> None:
    record = claimed(basis="tried", because="", statement="It fails")
    assert [f.rule for f in look(record).findings if f.claim] == ["tried-unseen"]
    record.claims[0].because = "It waits for the page first"
    assert [f.rule for f in look(record).findings if f.claim] == ["text-single-case"]


def test_a_section_is_not_asked_twice_about_being_short_or_having_no_formula() -> None:
    said = {f.rule for f in look(written("A support lead", score=2)).findings}
    assert "short-answer" in said
    assert "text-short" not in said
    record = make_record(section("measurement", question("outcome", kind="metric")))
    record.work("measurement").score = 2
    record.metrics = [Metric(id="m1", name="Engagement", target="more of it " * 20)]
    asked = [f.question for f in look(record).findings if "over what" in f.question]
    assert asked == ["What is counted, and over what?"]


def test_who_answered_a_hint_as_a_counter_question_is_not_asked_again() -> None:
    record = written("It always works for the people who use it at night in our shop", score=2)
    (found,) = [f for f in look(record).findings if f.rule == "text-absolutes"]
    point = Counterpoint(id="k1", section="frame", counterpoint=found.question, source="rule")
    record.counterpoints = [point]
    assert found in look(record).findings
    record.counterpoints = [point.model_copy(update={"response": "useless"})]
    assert found not in look(record).findings
    assert found in find(Subject(record, template_from_record(record, None), TODAY))


# The rules themselves


def test_every_rule_has_a_name_of_its_own_and_words() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule_title(rule.id) == rule.title for rule in RULES)
    assert rule_title("text-rule-of-tomorrow") == "text-rule-of-tomorrow"
