"""The sample teardowns: each fits its template, says only what follows, and is marked invented."""

from __future__ import annotations

import re
from datetime import date, datetime
from math import sqrt
from typing import TYPE_CHECKING, Any

import pytest

from teardown_templates.libraries import evidence_labels, failures
from teardown_templates.loader import Templates
from tests.samples import samples

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SAMPLES = {sample["id"]: sample for sample in samples()}
GROUP = [sample for sample in SAMPLES.values() if "study group" in sample["tags"]]
EVERY = pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)

BEFORE = date(2026, 1, 1)
"""Whoever looks at the demo does so later than anybody wrote in it."""

Z = 1.959964


def texts(value: Any) -> Iterator[str]:
    """Yield every text inside a sample."""
    if isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value


def wilson(passed: int, runs: int) -> tuple[int, int]:
    """Return Wilson's 95 % interval in whole per cent (Newcombe 1998, method 3)."""
    rate = passed / runs
    centre = (rate + Z * Z / (2 * runs)) / (1 + Z * Z / runs)
    half = Z * sqrt(rate * (1 - rate) / runs + Z * Z / (4 * runs * runs)) / (1 + Z * Z / runs)
    return round(100 * (centre - half)), round(100 * (centre + half))


def verdicts(sample: Mapping[str, Any]) -> list[str]:
    return [trial["verdict"] for trial in sample["probes"][0].get("trials", ())]


def day(value: Any) -> date:
    return value if type(value) is date else date.fromisoformat(str(value)[:10])


def test_there_are_a_quick_one_a_draft_and_three_of_one_product() -> None:
    assert {(sample["template"], sample["status"]) for sample in SAMPLES.values()} == {
        ("quick", "finished"),
        ("search", "draft"),
        ("feature", "finished"),
    }
    assert sorted(sample["author"] for sample in GROUP) == ["Ana", "Ben", "Chen"]
    assert len({str(sample["product"]) for sample in GROUP}) == 1


@EVERY
def test_a_sample_answers_questions_that_its_template_asks(sample: Mapping[str, Any]) -> None:
    template = Templates().get(sample["template"])
    asked = {section.id: {p.id for p in section.prompts} for section in template.sections}
    assert list(sample["sections"]) == list(asked)[: len(sample["sections"])]
    for name, work in sample["sections"].items():
        assert set(work) <= {"score", "minutes", "answers", "claims"}
        assert set(work.get("answers", ())) <= asked[name], name
        assert work.get("score", 0) in range(5)


@EVERY
def test_a_sample_says_that_it_is_invented_and_names_no_address(sample: Mapping[str, Any]) -> None:
    everything = " ".join(texts(sample))
    assert "invented product" in sample["tags"]
    assert "invented" in sample["product"]["maker"]
    assert "invented" in everything.replace(sample["product"]["maker"], "")
    assert not re.search(r"https?:|www\.|@\w|\w\.(?:com|org|net|io)\b", everything)


@EVERY
def test_a_samples_words_are_the_methods(sample: Mapping[str, Any]) -> None:
    labels = {label.id for label in evidence_labels()}
    for work in sample["sections"].values():
        for claim in work.get("claims", ()):
            assert claim["basis"] in labels
            assert claim.get("severity", 0) in range(5)
            assert (claim["kind"] == "finding") == ("severity" in claim)
            assert all(claim[name] for name in ("statement", "because"))
    everything = " ".join(texts(sample)).casefold()
    assert not re.findall(r"tear-down|\bevals?\b|hallucinat|\bllms?\b|engagement", everything)
    assert '"' not in everything, "quotation marks are curly"


def test_the_failures_that_are_named_are_in_the_vocabulary() -> None:
    known = {tag.label.casefold() for tag in failures()}
    for sample in GROUP:
        modes = sample["sections"]["recovery"]["answers"]["modes"]
        named = re.findall(r"^- (.+?)(?: \(|:)", modes, re.MULTILINE) or [modes.split(".")[0]]
        assert {name.casefold() for name in named} <= known | {
            "nothing refused, nothing off format."
        }


@EVERY
def test_every_interval_is_wilsons(sample: Mapping[str, Any]) -> None:
    everything = " ".join(" ".join(text.split()) for text in texts(sample))
    stated = re.findall(r"(\d+) of (\d+)(?: passed)? \(95% interval (\d+)% to (\d+)%\)", everything)
    for passed, runs, low, high in stated:
        assert (int(low), int(high)) == wilson(int(passed), int(runs))
    assert len(stated) == everything.count("95% interval")
    for low, high in re.findall(r"\((\d+)% to (\d+)%\)", everything):
        assert (int(low), int(high)) == wilson(1, 5), "a single run of five"
    assert stated or sample["status"] == "draft"


@EVERY
def test_the_runs_add_up_to_what_is_said_of_them(sample: Mapping[str, Any]) -> None:
    marked = verdicts(sample)
    if sample["status"] == "draft":
        assert marked == []
        return
    assert len(marked) == 5
    said = sample["sections"]["variance"]["answers"]["repeat"]
    assert f"{marked.count('pass')} of 5 passed" in said


def test_the_three_ran_the_same_probe_and_saw_different_things() -> None:
    probes = [sample["probes"][0] for sample in GROUP]
    assert len({(probe["prompt"], probe["pass_rule"]) for probe in probes}) == 1
    assert {s["author"]: verdicts(s).count("pass") for s in GROUP} == {
        "Ana": 4,
        "Ben": 2,
        "Chen": 3,
    }
    assert wilson(4, 5) == (38, 96)
    assert wilson(2, 5) == (12, 77)
    assert wilson(9, 15) == (36, 80)


def test_the_three_agree_in_some_sections_and_differ_widely_in_others() -> None:
    spread = {}
    for name in GROUP[0]["sections"]:
        scores = [sample["sections"][name]["score"] for sample in GROUP]
        spread[name] = max(scores) - min(scores)
    assert sum(value == 0 for value in spread.values()) >= 3
    assert sum(value >= 2 for value in spread.values()) >= 4
    assert max(spread.values()) == 3


def test_the_three_share_findings_in_other_words_and_each_has_one_alone() -> None:
    about = {
        "refund": ("money back", "refund", "repayment"),
        "lost text": ("they were gone", "overwrites"),
        "no passage": ("which sentence", "not to the sentence"),
        "two questions": ("asked two things",),
        "retries": ("trying again counts",),
        "no trace": ("written by chen",),
    }
    seen: dict[str, set[str]] = {name: set() for name in about}
    statements = []
    for sample in GROUP:
        for claim in sample["sections"]["weaknesses"]["claims"]:
            if claim["kind"] == "finding":
                statements.append(claim["statement"])
                for name, signs in about.items():
                    if any(sign in claim["statement"].casefold() for sign in signs):
                        seen[name].add(sample["author"])
    assert len(set(statements)) == len(statements) == sum(map(len, seen.values()))
    assert sorted(map(len, seen.values())) == [1, 1, 1, 2, 2, 3]
    alone = [names for names in seen.values() if len(names) == 1]
    assert set().union(*alone) == {"Ana", "Ben", "Chen"}


def test_the_three_judge_the_shared_finding_differently() -> None:
    severities = {
        sample["author"]: sample["sections"]["weaknesses"]["claims"][0]["severity"]
        for sample in GROUP
    }
    assert severities == {"Ana": 4, "Ben": 3, "Chen": 4}


@EVERY
def test_the_dates_are_in_order_and_past(sample: Mapping[str, Any]) -> None:
    begun, ended = (datetime.fromisoformat(str(sample[name])) for name in ("begun", "ended"))
    changed = datetime.fromisoformat(str(sample.get("changed", sample["ended"])))
    assert begun.tzinfo is not None
    assert begun < ended <= changed
    assert changed.date() < BEFORE
    assert day(sample["observed_on"]) == begun.date()
    spent = sum(work["minutes"] for work in sample["sections"].values())
    assert spent <= (ended - begun).total_seconds() / 60
    for prediction in sample["predictions"]:
        known = day(prediction["due"]) <= changed.date() and sample["status"] == "finished"
        assert ("outcome" in prediction) == known, prediction["statement"]
        assert 0 < prediction["probability"] < 1


@EVERY
def test_counterpoints_quote_the_samples_own_words_and_are_answered(
    sample: Mapping[str, Any],
) -> None:
    for point in sample.get("counterpoints", ()):
        words = " ".join(" ".join(texts(sample["sections"][point["section"]])).split())
        assert point["target_quote"] in words
        assert point["response"] in {"changed", "rebutted", "parked"}
        assert point["reply"]


def test_the_counterpoints_of_our_own_are_the_templates_questions() -> None:
    for sample in SAMPLES.values():
        template = Templates().get(sample["template"])
        asked = {section.id: section for section in template.sections}
        for point in sample.get("counterpoints", ()):
            questions = {each.text: each.kind for each in asked[point["section"]].counter_questions}
            assert questions[point["counterpoint"]] == point["kind"]


def test_the_figures_follow_from_the_formulas() -> None:
    ana, ben, chen = (
        " ".join(" ".join(texts(sample)).split())
        for sample in sorted(GROUP, key=lambda sample: sample["author"])
    )
    unseen = 1 - 0.05 ** (1 / 5)
    assert round(100 * unseen) == 45
    assert "about 45 times in a hundred" in ana
    assert "about 45 times in a hundred" in chen
    needed = (Z + 0.841621) ** 2 * (0.12 * 0.88 + 0.09 * 0.91) / 0.03**2
    assert round(needed, -2) == 1600
    assert "about 1,600 conversations" in chen
    assert (60 * 20 - 200) * 0.05 == 50
    assert "about 50 euros a month on top" in ben
    assert (round(1 / 0.4, 1), round(1 / 0.77, 1), 2.5 * 5) == (2.5, 1.3, 12.5)
    assert "12.5 cents" in ben
    seconds = sorted(trial["seconds"] for trial in GROUP[1]["probes"][0]["trials"])
    assert (GROUP[1]["author"], seconds[2], seconds[-1]) == ("Ben", 5.1, 20.9)
