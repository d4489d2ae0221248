from __future__ import annotations

import math
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.trials.rates import could_have_missed
from store.records import Claim, Evidence, Metric, Prediction, Probe, Product, Session, Trial
from tests.lab.making import LONG_AGO, make_record, question, section
from tests.lab.review.looking import look

if TYPE_CHECKING:
    from store.records import Teardown


def said(record: Teardown) -> dict[str, str]:
    return {limit.id: limit.text for limit in look(record).limits}


def with_runs(*runs: str, **values: Any) -> Teardown:
    """Return a record with one probe a string: p passes, f fails, e is an error, u unmarked."""
    names = {"p": "pass", "f": "fail", "e": "error", "u": "unmarked"}
    record = make_record(**values)
    record.probes = [
        Probe(
            id=f"b{number}",
            trials=[
                Trial.model_validate({"id": f"t{place}", "verdict": names[mark]})
                for place, mark in enumerate(marks)
            ],
        )
        for number, marks in enumerate(runs)
    ]
    return record


@pytest.mark.parametrize(
    ("runs", "bound"),
    [(5, 0.4507), (10, 0.2589), (20, 0.1391), (30, 0.0950), (59, 0.0495), (100, 0.0295)],
)
def test_the_bound_is_the_published_one(runs: int, bound: float) -> None:
    assert could_have_missed(runs) == pytest.approx(bound, abs=5e-5)


@given(st.integers(1, 10_000))
def test_a_fault_at_the_bound_is_missed_one_time_in_twenty(runs: int) -> None:
    bound = could_have_missed(runs)
    assert bound is not None
    assert (1 - bound) ** runs == pytest.approx(0.05)
    assert bound <= 3 / runs
    assert math.ceil(round(math.log(0.05) / math.log(1 - bound), 6)) == runs


def test_without_a_run_nothing_is_said_about_how_often() -> None:
    assert "nothing here says how often" in said(make_record())["runs-none"]


def test_runs_that_stand_in_words_alone_are_said_to_be_so() -> None:
    record = make_record(section("variance", question("repeat", kind="trials")))
    record.work("variance").answers["repeat"] = "3 of 5 passed"
    limits = said(record)
    assert "rests on the words alone" in limits["runs-told"]
    assert "runs-none" not in limits


@pytest.mark.parametrize(
    ("runs", "sentence"),
    [
        (("p",), "With 1 run of one prompt, what happens in fewer than about 95% of runs"),
        (("pfpep",), "With 4 runs of one prompt, what happens in fewer than about 53% of runs"),
        (("ppppp", "fffff"), "With 5 runs of each of 2 prompts, what happens in fewer than about"),
        (("ppppp", "fffff"), "fewer than about 45% of runs may"),
        (("p" * 10, "ff", "uu"), "The 2 prompts had 2 to 10 runs. What happens in fewer than"),
        (("p" * 10, "ff", "uu"), "than about 78% of runs (after 2) or 26% (after 10)"),
        (("p" * 400,), "fewer than about 0.7% of runs"),
    ],
)  # fmt: skip
def test_few_runs_say_what_they_could_have_missed(runs: tuple[str, ...], sentence: str) -> None:
    assert sentence in said(with_runs(*runs))["runs-few"]


def test_runs_that_nobody_marked_give_no_rate() -> None:
    assert said(with_runs("u"))["runs-unmarked"].startswith("1 run is recorded and it is not")
    limits = said(with_runs("ue", "u"))
    assert limits["runs-unmarked"].startswith("3 runs are recorded and none is marked")
    assert "runs-few" not in limits


def test_one_prompt_speaks_for_one_task() -> None:
    assert "One prompt in one wording" in said(with_runs("pp"))["runs-one-prompt"]
    record = with_runs("pp")
    record.probes[0].trials[1].wording = 1
    assert said(record)["runs-one-prompt"].startswith("One prompt was run")
    assert "runs-one-prompt" not in said(with_runs("pp", "p"))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"observed_from": date(2026, 3, 1), "observed_to": date(2026, 3, 1)},
         "seen on one day, 1 March 2026"),
        ({"observed_from": date(2026, 3, 1), "observed_to": date(2026, 3, 4)},
         "seen between 1 March 2026 and 4 March 2026"),
        ({"observed_from": date(2026, 3, 4), "observed_to": date(2026, 3, 1)},
         "seen between 1 March 2026 and 4 March 2026"),
        ({"observed_from": date(2026, 3, 1)}, "seen from 1 March 2026"),
        ({"observed_to": date(2026, 3, 1)}, "seen until 1 March 2026"),
        ({}, "No day of use is recorded"),
    ],
)  # fmt: skip
def test_the_days_are_the_ones_that_were_observed(values: dict[str, Any], words: str) -> None:
    assert words in " ".join(said(make_record(**values)).values())


def test_without_observed_days_those_of_the_sittings_count() -> None:
    record = make_record()
    for days in (0, 0, 3):
        day = LONG_AGO + timedelta(days=days)
        record.practice.sessions.append(
            Session(started_at=day, ended_at=day, local_date=day.date(), active_seconds=60)
        )
    assert "done between 5 January 2026 and 8 January 2026" in said(record)["days"]
    record.practice.sessions.pop()
    assert "done on one day, 5 January 2026" in said(record)["day-one"]


def test_without_sittings_the_days_of_the_runs_count() -> None:
    record = with_runs("pp")
    record.probes[0].trials[0].at = LONG_AGO
    assert "done on one day, 5 January 2026" in said(record)["day-one"]


@given(st.lists(st.integers(1, 300), min_size=1, max_size=6))
def test_the_figures_about_runs_are_those_of_the_runs(sizes: list[int]) -> None:
    sentence = said(with_runs(*("p" * size for size in sizes)))["runs-few"]
    figures = [float(each) for each in re.findall(r"([0-9.]+)%", sentence)]
    least, most = min(sizes), max(sizes)
    expected = [100 * (1 - 0.05 ** (1 / n)) for n in dict.fromkeys((least, most))]
    assert figures == pytest.approx(expected, abs=0.5)
    counts = {int(each) for each in re.findall(r"\b([0-9]+)\b(?![.%])", sentence)}
    assert {least, most} <= counts
    assert counts <= {least, most, len(sizes)}


@given(st.lists(st.sampled_from(["tried", "published", "told", "inferred", "guess"]), max_size=9))
def test_the_figures_about_claims_are_those_of_the_claims(bases: list[str]) -> None:
    limits = said(claims(*bases))
    soft = sum(basis in {"inferred", "guess"} for basis in bases)
    if len(bases) > 1 and soft:
        assert limits["inferred"].startswith(f"{soft} of {len(bases)} claims ")
    assert ("inferred" in limits) is bool(soft)
    hard = [basis for basis in bases if basis in {"published", "told"}]
    assert ("none-tried" in limits) is (bool(hard) and "tried" not in bases)
    assert ("own-use-only" in limits) is (not hard and "tried" in bases)


def test_plan_version_and_region_are_named_or_missed() -> None:
    limits = said(make_record(product=Product(name="P", plan="Plus\n plan", region="  ")))
    assert limits["facts-one"].startswith("It holds for one plan (Plus plan).")
    assert limits["facts-unknown"].startswith("Version and region are not filled in.")
    full = said(make_record(product=Product(name="P", plan="A", version="B" * 99, region="C")))
    assert "facts-unknown" not in full
    assert f"one version ({'B' * 39}…)" in full["facts-one"]


def claims(*bases: str) -> Teardown:
    record = make_record()
    record.claims = [
        Claim.model_validate({"id": f"c{n}", "section": "frame", "statement": "x", "basis": basis})
        for n, basis in enumerate(bases)
    ]
    return record


@pytest.mark.parametrize(
    ("bases", "ids"),
    [
        ((), {"claims-none"}),
        (("tried",), {"own-use-only"}),
        (("tried", "told"), set()),
        (("tried", "guess"), {"own-use-only", "inferred"}),
        (("published", "inferred"), {"none-tried", "inferred"}),
        (("guess",), {"inferred"}),
    ],
)
def test_what_claims_are_known_by_bounds_what_they_show(
    bases: tuple[str, ...], ids: set[str]
) -> None:
    about_claims = {"claims-none", "own-use-only", "none-tried", "inferred"}
    assert set(said(claims(*bases))) & about_claims == ids


def test_inferred_and_guessed_claims_are_counted() -> None:
    limits = said(claims("tried", "guess", "inferred", "inferred"))
    assert limits["inferred"].startswith("3 of 4 claims are inferred or guessed")
    assert said(claims("guess"))["inferred"].startswith("The only claim is inferred or guessed")


def test_what_is_said_about_prices_wants_a_page_about_prices() -> None:
    record = make_record(section("economics", question("unit")))
    assert "prices" not in said(record)
    record.work("economics").answers["unit"] = "A seat"
    assert "prices" in said(record)
    for page in ("https://example.com/pricing", "https://example.com/de/preise"):
        record.evidence = [Evidence(id="e1", kind="page", url=page)]
        assert "prices" not in said(record)
    record.evidence = [Evidence(id="e1", kind="page", url="https://example.com/docs")]
    assert "prices" in said(record)


def test_metrics_that_nobody_outside_sees_are_counted() -> None:
    record = make_record()
    record.metrics = [Metric(id="m1", name="A", observable="no"), Metric(id="m2", name="B")]
    assert said(record)["metrics-unseen"].startswith("1 of 2 metrics cannot be seen")


def test_open_predictions_are_expectations() -> None:
    record = make_record()
    record.predictions = [
        Prediction(id="p1", statement="x"),
        Prediction(id="p2", statement="y", outcome="yes"),
    ]
    assert said(record)["predictions-open"].startswith("1 prediction is open")


def test_sentences_are_whole_and_their_figures_make_sense() -> None:
    record = with_runs("pf", product=Product(name="P", plan="Plus"))
    for text in said(record).values():
        assert text[0].isupper() or text[0].isdigit()
        assert text.endswith(".")
        assert "  " not in text
        assert not re.search(r"\b1 (runs|claims|metrics|predictions)\b", text)
