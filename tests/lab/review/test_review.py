from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from hypothesis import HealthCheck, given, settings

from lab.review import in_words
from lab.review.mix import BASES
from lab.walk import section_words
from store.exchange.head import evidence_mix as exported_mix
from store.records import Basis, Claim, Evidence, Prediction, Session
from tests.lab.making import LONG_AGO, make_record, question, section
from tests.lab.review.looking import TODAY, look
from tests.store.record_strategies import teardowns

if TYPE_CHECKING:
    from lab.workspace import Workspace
    from store.records import Teardown


@given(teardowns())
@settings(max_examples=40, suppress_health_check=[*HealthCheck])
def test_every_record_that_can_exist_has_a_review(record: Teardown) -> None:
    before = record.to_dict()
    seen = look(record)
    assert record.to_dict() == before
    assert seen == look(record)
    assert seen.limits
    assert all(limit.text.strip() for limit in seen.limits)
    assert len({limit.id for limit in seen.limits}) == len(seen.limits)
    sections = {part.id for part in record.questions} | {claim.section for claim in record.claims}
    for finding in seen.findings:
        # An empty question stays one; every other rule asks in our words.
        assert finding.question or finding.rule in {"unanswered", "left-open"}
        assert finding.section in sections | {""}
    assert seen.mix.claims == len(record.claims)
    assert seen.mix.with_evidence <= seen.mix.claims
    assert seen.mix.line == exported_mix(record)
    assert len(seen.predictions.predictions) == len(record.predictions)
    assert sum(seen.predictions.counts.values()) == len(record.predictions)
    assert seen.time.seconds == sum(work.seconds for work in record.sections.values())


def test_the_bases_are_the_records_own_in_their_order() -> None:
    assert get_args(Basis) == BASES


def test_a_careful_colleague_has_nothing_to_object_to_the_worked_example(
    workspace: Workspace,
) -> None:
    example = workspace.example()
    seen = workspace.reviews.of(example)
    assert seen.findings == ()
    assert seen.mix.line == "tried 0 · published 3 · told 0 · inferred 1 · guess 0"
    assert seen.mix.with_evidence == 3
    assert seen.predictions.counts == {"yes": 2, "no": 1}
    assert [standing.score for standing in seen.sections] == [4, 2, 4, 4, 2, 3, 3, 4, 4, 3]
    variance = next(standing for standing in seen.sections if standing.section == "variance")
    assert variance.anchor.startswith("Fewer than five runs, or no pass rule")
    assert (variance.runs, variance.answered, variance.asked) == (0, 6, 6)
    assert [limit.id for limit in seen.limits] == [
        "runs-told", "day-unknown", "facts-unknown", "none-tried", "inferred", "outside",
    ]  # fmt: skip
    assert (seen.time.seconds // 60, seen.time.budget_minutes) == (95, 85)


def test_a_weak_teardown_is_read_as_weak(workspace: Workspace) -> None:
    from lab.drafting import NewTeardown

    record = workspace.create(NewTeardown("Cursor", template="quick"))
    for part in record.questions:
        record.work(part.id).score = 4
    record.work("frame").answers["what"] = "Cursor"
    record.work("variance").answers["task"] = "It has to be good enough for me to keep using it"
    record.claims = [
        Claim(id="c1", section="weaknesses", statement="Slow", kind="finding", basis="guess",
              confidence="high"),
    ]  # fmt: skip
    record.predictions = [Prediction(id="p1", statement="It keeps improving", probability=1.0)]
    seen = workspace.reviews.of(record)
    found = {(finding.rule, finding.section) for finding in seen.findings}
    assert {
        ("unanswered", "frame"),
        ("short-answer", "frame"),
        ("score-above-gaps", "frame"),
        ("score-above-gaps", "variance"),
        ("score-without-runs", "variance"),
        ("score-without-text", "strengths"),
        ("sure-guess", "weaknesses"),
        ("no-severity", "weaknesses"),
        ("prediction-certain", "frame"),
        ("prediction-no-date", "frame"),
    } <= found
    assert "have no answer" in in_words(seen.findings)


def test_an_empty_teardown_lacks_its_answers_and_is_told_nothing_else(workspace: Workspace) -> None:
    from lab.drafting import NewTeardown

    record = workspace.create(NewTeardown("Cursor", template="full"))
    seen = workspace.reviews.of(record)
    assert {finding.rule for finding in seen.findings} == {"unanswered", "left-open"}
    assert seen.time == type(seen.time)(seconds=0, budget_minutes=85, sittings=0, days=0)
    assert seen.mix.claims == 0


def test_only_evidence_that_is_there_counts_as_evidence() -> None:
    record = make_record()
    record.evidence = [
        Evidence.model_validate({"id": "e1", "quotes": [{"id": "q1", "exact": "x"}]})
    ]
    record.claims = [
        Claim.model_validate({"id": f"c{n}", "section": "frame", "statement": "x", "evidence": e,
                              "confidence": "high"})
        for n, e in enumerate((["e1"], ["q1"], ["gone"], []))
    ]  # fmt: skip
    tried = look(record).mix.counts[0]
    assert (tried.claims, tried.with_evidence, tried.sure) == (4, 2, 4)


def test_the_standing_of_a_section_is_counted() -> None:
    record = make_record(
        section("variance", question("repeat", kind="trials", required=True), question("why")),
        section("frame", question("claims", kind="claims")),
    )
    record.work("variance").answers["why"] = "Because it is so"
    record.work("variance").seconds = 90
    record.claims = [Claim(id="c1", section="frame", statement="Slow", because="Two seconds")]
    variance, frame = look(record).sections
    assert (variance.answered, variance.asked, variance.required_open) == (1, 2, 1)
    assert (variance.words, variance.runs, variance.claims, variance.seconds) == (4, 0, 0, 90)
    assert (frame.words, frame.runs, frame.claims) == (section_words(record, "frame"), None, 1)
    assert (variance.score, variance.anchor) == (None, "")


def test_sittings_and_their_days_are_counted() -> None:
    record = make_record()
    record.practice.sessions = [
        Session(started_at=LONG_AGO, ended_at=LONG_AGO, local_date=LONG_AGO.date())
    ] * 2
    assert (look(record).time.sittings, look(record).time.days) == (2, 1)


def test_predictions_that_are_due_come_first() -> None:
    record = make_record(section("frame", question("predict", kind="predictions")))
    record.predictions = [
        Prediction(id="p1", statement="a", outcome="no"),
        Prediction(id="p2", statement="b"),
        Prediction(id="p3", statement="c", due=TODAY),
    ]
    book = look(record).predictions
    assert [(each.id, each.state) for each in book.predictions] == [
        ("p3", "due"), ("p2", "open"), ("p1", "no"),
    ]  # fmt: skip
    assert (book.section, book.prompt) == ("frame", "predict")
    assert book.counts == {"due": 1, "open": 1, "no": 1}
