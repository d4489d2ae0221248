"""The rules about predictions, metrics, claims and whole sections, on parts judged before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.records import Claim, Metric, Prediction
from tests.lab.making import make_record, question, section
from tests.lab.review.looking import TODAY, look
from tests.lab.review.unseen_parts import CLAIMS, METRICS, PREDICTIONS, SECTIONS, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.records import Teardown

_ABOUT_A_SECTION = ("no-user", "no-loser", "no-number", "no-source", "metric-no-ratio",
                    "feature-list")  # fmt: skip
_ABOUT_A_METRIC = ("metric-no-", "no-formula")


def rules_of(record: Teardown) -> set[str]:
    return {finding.rule for finding in look(record).findings}


def judged() -> Iterator[tuple[str, set[str], set[str]]]:
    """Yield what each part says, what a careful reader asks of it, and what the rules ask."""
    for statement, asks in PREDICTIONS:
        record = make_record(section("frame", question("predict", kind="predictions")))
        record.predictions = [Prediction(id="p1", statement=statement, probability=0.6, due=TODAY)]
        rule = {"prediction-cannot-fail"}
        yield statement, rule if asks else set(), rules_of(record) & rule
    for values, names in METRICS:
        record = make_record(section("measurement", question("outcome", kind="metric")))
        record.metrics = [Metric(id="m1", **values)]
        found = {rule for rule in rules_of(record) if rule.startswith(_ABOUT_A_METRIC)}
        yield values["name"], {*names}, found
    for values, asks in SEVERITIES:
        record = make_record(section("weaknesses", question("found", kind="findings")))
        record.claims = [Claim(id="c1", section="weaknesses", kind="finding", **values)]
        rule = {"severity-not-argued"}
        yield str(values), rule if asks else set(), rules_of(record) & rule
    for values, name in CLAIMS:
        record = make_record(section("strengths", question("list", kind="claims")))
        record.claims = [Claim(id="c1", section="strengths", **values)]
        found = {f.rule for f in look(record).findings if f.claim}
        yield str(values), {name} - {""}, found
    for where, text, asked in SECTIONS:
        record = make_record(section(where, question("answer")))
        record.work(where).answers["answer"] = text
        found = {rule.removeprefix("text-") for rule in rules_of(record)}
        yield text, {*asked}, found & {*_ABOUT_A_SECTION}


def test_of_ten_questions_about_parts_that_were_judged_before_at_most_one_is_false() -> None:
    right = 0
    false: list[tuple[str, str]] = []
    missed: list[tuple[str, str]] = []
    for said, expected, found in judged():
        right += len(expected & found)
        false += [(rule, said) for rule in found - expected]
        missed += [(rule, said) for rule in expected - found]
    assert right > 25
    assert len(false) <= (len(false) + right) / 10, false
    assert len(missed) <= (len(missed) + right) / 5, missed
