"""The vocabularies fit together, and the examples' figures are the method's."""

from __future__ import annotations

import math
from dataclasses import FrozenInstanceError
from itertools import pairwise
from math import comb
from statistics import median

import pytest

from teardown_templates import libraries
from teardown_templates.content_files import read_content
from teardown_templates.loader import Templates

Z = 1.959964
KINDS_OF_METRIC = {
    "outcome",
    "adoption",
    "retention",
    "task",
    "quality",
    "trust",
    "guardrail",
    "latency",
    "cost",
}


def wilson(passes: int, runs: int) -> tuple[float, float]:
    rate = passes / runs
    spread = Z * math.sqrt(rate * (1 - rate) / runs + Z * Z / (4 * runs * runs))
    size = 1 + Z * Z / runs
    centre = rate + Z * Z / (2 * runs)
    return (centre - spread) / size, (centre + spread) / size


def test_the_vocabularies_have_the_sizes_of_the_method() -> None:
    assert len(libraries.probes()) == 35
    assert len(libraries.metrics()) == 43
    assert len(libraries.failures()) == 32
    assert len(libraries.patterns()) == 20
    assert len(libraries.autonomy_levels()) == 5
    assert len(libraries.heuristics()) == 18
    assert len(libraries.lint_rules()) == 13
    assert len(libraries.counterpoints().kinds) == 11


@pytest.mark.parametrize(
    "ids",
    [
        [item.id for item in libraries.probes()],
        [item.id for item in libraries.metrics()],
        [item.id for item in libraries.failures()],
        [item.id for item in libraries.patterns()],
        [item.id for item in libraries.heuristics()],
        [item.id for item in libraries.lint_rules()],
        [item.id for item in libraries.plan_parts()],
    ],
)
def test_ids_are_unique(ids: list[str]) -> None:
    assert len(ids) == len(set(ids))


def test_every_metric_has_another_one_for_a_pair_and_says_who_can_see_it() -> None:
    ids = {metric.id for metric in libraries.metrics()}
    for metric in libraries.metrics():
        assert metric.pair in ids - {metric.id}, metric.id
        assert metric.outside in {"yes", "proxy", "no"}, metric.id
        assert metric.kind in KINDS_OF_METRIC, metric.id
        assert metric.formula, metric.id
        assert metric.trap, metric.id
    assert {metric.kind for metric in libraries.metrics()} == KINDS_OF_METRIC
    assert set(read_content("lib_metrics")["kinds"]) == KINDS_OF_METRIC


def test_every_probe_says_what_to_do_and_what_passes() -> None:
    for probe in libraries.probes():
        assert probe.do, probe.id
        assert probe.passes, probe.id
        assert probe.report, probe.id
        assert probe.runs >= 1, probe.id
    assert [budget.id for budget in libraries.probe_budgets()] == ["quick", "standard", "deep"]
    assert "hich run came first" in libraries.blind_marking()


def test_failures_stand_in_five_groups_and_say_whether_they_are_silent() -> None:
    groups = {failure.group: failure.group_title for failure in libraries.failures()}
    assert list(groups) == ["content", "obedience", "action", "form", "service"]
    assert {failure.silent for failure in libraries.failures()} == {True, False}


def test_a_tags_question_draws_on_a_vocabulary_that_exists() -> None:
    modes = Templates().get("full").section("recovery").prompts[0]
    assert (modes.kind, modes.vocabulary) == ("tags", "lib_failures")
    assert read_content(modes.vocabulary)["groups"]


def test_text_rules_name_sections_of_the_full_template_and_can_show_their_match() -> None:
    sections = {section.id for section in Templates().get("full").sections}
    for rule in libraries.lint_rules():
        assert set(rule.sections) <= sections, rule.id
        assert bool(rule.any) == (rule.match in {"words", "missing_any"}), rule.id
        assert "{match}" not in rule.ask or rule.match == "words", rule.id
        assert (rule.value > 0) == (rule.match == "words_below"), rule.id
        assert (rule.min_bullets > 0) == (rule.match == "bullets_without_because"), rule.id
        assert all(word == word.casefold() for word in rule.any), rule.id


def test_what_a_model_may_return_speaks_of_the_kinds_that_there_are() -> None:
    rules = libraries.counterpoints()
    item = rules.output_schema["properties"]["counterpoints"]
    assert item["maxItems"] == rules.max_per_section == 3
    assert item["items"]["properties"]["kind"]["enum"] == [kind.id for kind in rules.kinds]
    assert item["items"]["required"] == list(item["items"]["properties"])
    assert [answer.id for answer in rules.responses] == ["changed", "rebutted", "parked", "useless"]
    assert (rules.min_words, rules.self_score_required) == (25, True)


def test_the_group_session_fills_its_hour() -> None:
    plan = libraries.session()
    assert sum(item.minutes for item in plan.agenda) == plan.minutes == 60
    assert plan.smallest <= plan.best_size[0] <= plan.best_size[1] <= plan.largest
    values = [reading.from_value for reading in plan.alpha_reading]
    assert values == [0.8, 0.667, -1.0]
    alpha = next(item for item in plan.reads_out if item.id == "alpha")
    assert (alpha.min_units, alpha.warn_below_units) == (8, 20)


def test_evidence_labels_go_from_strong_to_weak_and_scores_from_0_to_4() -> None:
    labels = libraries.evidence_labels()
    assert [label.id for label in labels] == ["tried", "published", "told", "inferred", "guess"]
    assert all(one.weight >= other.weight for one, other in pairwise(labels))
    assert len(libraries.score_meanings()) == len(libraries.severity_meanings()) == 5
    assert libraries.severity_meanings()[3] == "Major"


def test_heuristics_come_in_the_order_in_which_a_user_meets_them() -> None:
    moments = [heuristic.when for heuristic in libraries.heuristics()]
    assert moments == ["start"] * 2 + ["use"] * 4 + ["wrong"] * 5 + ["time"] * 7
    assert libraries.heuristics()[0].moment == "At the start"


def test_records_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        libraries.metrics()[0].name = "other"  # type: ignore[misc]


def test_an_example_can_be_changed_without_changing_the_next_one() -> None:
    libraries.worked_example()["sections"].clear()
    libraries.example_trials()["trials"].clear()
    assert libraries.worked_example()["sections"]
    assert libraries.example_trials()["trials"]


def test_the_worked_example_answers_every_question_of_the_full_template() -> None:
    example = libraries.worked_example()
    full = Templates().get("full")
    assert list(example["sections"]) == [section.id for section in full.sections]
    for section in full.sections:
        answers = example["sections"][section.id]["answers"]
        assert list(answers) == [prompt.id for prompt in section.prompts], section.id
        assert all(text.strip() for text in answers.values()), section.id


def test_the_worked_example_scores_itself_no_higher_than_its_rubric_allows() -> None:
    parts = libraries.worked_example()["sections"]
    scores = {name: part["self_score"] for name, part in parts.items()}
    # Nothing timed, no runs of its own, no earlier teardown to compare with.
    assert (scores["contact"], scores["variance"], scores["takeaway"]) == (2, 2, 3)
    assert all(0 <= score <= 4 for score in scores.values())


def test_the_worked_examples_predictions_are_marked_as_never_counting() -> None:
    example = libraries.worked_example()
    assert example["predictions_are_illustrative"] is True
    assert "never count" in example["disclaimer"]
    brier = [(item["p"] - item["outcome"]) ** 2 for item in example["predictions"]]
    assert sum(brier) / len(brier) == pytest.approx(0.262, abs=0.0005)
    assert [item["outcome"] for item in example["predictions"]] == [True, True, False]


def test_the_worked_example_cites_only_sources_that_it_lists() -> None:
    example = libraries.worked_example()
    listed = {source["id"] for source in example["sources"]}
    for item in example["predictions"]:
        assert {name.strip() for name in item["check"].split(",")} <= listed
    text = str(example["sections"])
    cited = {
        f"s{number}" for number in range(1, 40) if f"s{number}]" in text or f"s{number}," in text
    }
    assert cited <= listed
    assert {source["url"].split(":")[0] for source in example["sources"]} == {"https"}


def test_the_worked_examples_counterpoints_quote_its_own_words_and_are_answered() -> None:
    example = libraries.worked_example()
    rules = libraries.counterpoints()
    for item in example["counterpoints"]:
        answers = example["sections"][item["section"]]["answers"].values()
        assert any(item["target_quote"] in text for text in answers), item["target_quote"]
        assert item["kind"] in {kind.id for kind in rules.kinds}
        assert item["response"] in {answer.id for answer in rules.responses}
        assert item["reply"]


def test_the_worked_examples_figures_follow_from_the_formulas() -> None:
    answers = libraries.worked_example()["sections"]
    assert f"{1 - (1 - 0.43) ** 10:.1%}" == "99.6%"
    assert "99.6%" in answers["variance"]["answers"]["groups"]
    assert f"{1 - (1 - 0.2881) ** 10:.1%}" == "96.7%"
    assert "96.7%" in answers["variance"]["answers"]["limit"]
    # Users needed in each group to see 60% against 63%, four times in five, at 95%.
    needed = (Z + 0.8416) ** 2 * (0.6 * 0.4 + 0.63 * 0.37) / 0.03**2
    assert round(needed, -2) == 4100
    assert "about 4,100 tasks" in answers["measurement"]["answers"]["decide"]


def test_the_example_trials_have_the_figures_that_they_promise() -> None:
    data = libraries.example_trials()
    expected = data["expected"]
    runs = [trial for trial in data["trials"] if trial["prompt"] == "p0"]
    passes = sum(trial["verdict"] == "pass" for trial in runs)
    n, sizes = len(runs), list(expected["p0"]["groups"].values())
    assert (passes, n) == (expected["p0"]["passes"], expected["p0"]["runs"])
    assert wilson(passes, n) == pytest.approx(expected["p0"]["wilson95"], abs=5e-5)
    for k in (2, 3):
        assert 1 - comb(n - passes, k) / comb(n, k) == pytest.approx(expected["p0"][f"any_of_{k}"])
        assert comb(passes, k) / comb(n, k) == pytest.approx(expected["p0"][f"all_of_{k}"])
    assert sizes == [sum(trial["group"] == name for trial in runs) for name in ("A", "B")]
    entropy = -sum(size / n * math.log(size / n) for size in sizes)
    assert entropy == pytest.approx(expected["p0"]["entropy_nats"], abs=5e-5)
    assert 1 - entropy / math.log(n) == pytest.approx(expected["p0"]["consistency"], abs=5e-5)
    assert median(trial["seconds"] for trial in runs) == expected["p0"]["seconds_median"]
    assert max(trial["seconds"] for trial in runs) == expected["p0"]["seconds_worst"]
    every = sum(trial["verdict"] == "pass" for trial in data["trials"])
    assert (every, len(data["trials"])) == (
        expected["pooled"]["passes"],
        expected["pooled"]["runs"],
    )
    assert wilson(every, 11) == pytest.approx(expected["pooled"]["wilson95"], abs=5e-5)


def test_the_rematchs_interval_is_newcombes() -> None:
    (low_1, high_1), (low_2, high_2) = wilson(4, 5), wilson(2, 5)
    low = 0.4 - math.hypot(0.8 - low_1, high_2 - 0.4)
    high = 0.4 + math.hypot(high_1 - 0.8, 0.4 - low_2)
    assert (round(low, 4), round(high, 4)) == (-0.1626, 0.7264)
