"""Claims that rest on probes, and on but one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.exporting import export_text
from lab.review.mix import evidence_mix
from lab.trials.citing import claims_on_one_run
from lab.trials.writing import take_out_probe
from store.exchange.markdown_reader import from_markdown
from store.records import Claim, Evidence, Probe, Trial
from tests.lab.making import make_record, question, section

if TYPE_CHECKING:
    from store.records import Teardown


def _trial(number: int, *, wording: int = 0) -> Trial:
    return Trial(id=f"t{number}", output="Paris.", verdict="pass", wording=wording, run=number)


def _claim(name: str, *evidence: str, basis: str = "tried") -> Claim:
    return Claim.model_validate(
        {"id": name, "section": "variance", "statement": f"Claim {name}.", "basis": basis,
         "evidence": [*evidence]}
    )  # fmt: skip


@pytest.fixture
def record() -> Teardown:
    found = make_record(section("variance", question("runs", kind="trials")))
    found.probes = [
        Probe(id="b1", prompt="Once | only", pass_rule="Paris.", trials=[_trial(1)]),
        Probe(id="b2", prompt="Twice", pass_rule="Paris.", trials=[_trial(1), _trial(2)]),
        Probe(id="b3", prompt="Each once", trials=[_trial(1), _trial(2, wording=1)]),
    ]
    found.evidence = [Evidence(id="e1", kind="page", title="Docs", url="https://x.example/")]
    found.claims = [
        _claim("c1", "b1"), _claim("c2", "b2"), _claim("c3", "b1", "e1"), _claim("c4", "b3"),
        _claim("c5", "b1", basis="told"), _claim("c6", "b1", "b2"), _claim("c7"),
    ]  # fmt: skip
    return found


def test_a_claim_on_one_run_is_one_that_names_nothing_else(record: Teardown) -> None:
    assert [claim.id for claim in claims_on_one_run(record)] == ["c1", "c4"]
    record.probes = record.probes[:1]
    assert [claim.id for claim in claims_on_one_run(record)][-1] == "c7"


def test_exports_warn_of_it_link_the_probe_and_read_back_as_it_was(record: Teardown) -> None:
    text = export_text(record)
    assert text.count("Warning: It rests on one run. <!-- teardown:warning -->") == 2
    assert "Evidence: b1 “Once only”" in text
    assert from_markdown(text) == record
    page = export_text(record, form="html")
    assert page.count("It rests on one run.") == 2
    assert '<a href="#probe-1">' in page
    assert 'id="probe-1"' in page


def test_taking_a_probe_out_leaves_no_claim_that_points_to_nothing(record: Teardown) -> None:
    tried = next(count for count in evidence_mix(record).counts if count.basis == "tried")
    assert tried.with_evidence == 5
    take_out_probe(record, "b1")
    assert [claim.evidence for claim in record.claims] == [
        [], ["b2"], ["e1"], ["b3"], [], ["b2"], [],
    ]  # fmt: skip
