"""A probe on a teardown's page."""

from __future__ import annotations

from store.exchange.html_probes import probe_card
from store.records import Audit, Mark, Probe, Trial

VERDICTS = ("pass", "pass", "fail", "unclear", "error", "unmarked")


def card(*says: str) -> str:
    trials = [
        Trial.model_validate({"id": f"t{run}", "run": run, "output": f"out {run}", "verdict": word})
        for run, word in enumerate(VERDICTS, start=1)
    ]
    trials[1].wording = 1
    trials[2].audit = Audit(citations=4, supporting=3, sentences=10, supported=8)
    trials[0].marks = [Mark(marker="Ben", verdict="fail", group="B", note="No *date*.")]
    probe = Probe(id="b1", name="Mail", prompt="Say it.", wordings=["Tell me."], trials=trials)
    return probe_card(probe, says)


def test_only_what_was_judged_counts_as_a_run() -> None:
    counted = "2 of 3 passed · 1 failed · 1 unclear · 1 error · 1 not marked"
    assert counted in card()
    assert "None yet." in probe_card(Probe(id="b1"), ())


def test_wordings_are_numbered_as_trials_name_them() -> None:
    page = card()
    assert "1. Tell me." in page
    assert "Run 1 · the prompt itself" in page
    assert "Run 2 · wording 1" in page


def test_a_second_marker_stands_under_the_output() -> None:
    page = card()
    assert '<bdi>Ben</bdi> · <span aria-hidden="true">○</span> failed · group <bdi>B</bdi>' in page
    assert "<em>date</em>" in page


def test_sources_stand_with_the_output() -> None:
    said = "3 of 4 citations support their sentence, 8 of 10 sentences are supported"
    assert card().count(said) == 1


def test_what_the_runs_are_worth_stands_in_lines() -> None:
    assert "3 of 5 passed.<br>With 5 runs" in card("3 of 5 passed.", "With 5 runs &c.")
    assert "&amp;c." in card("3 of 5 passed.", "With 5 runs &c.")
    assert "Result" not in card()
