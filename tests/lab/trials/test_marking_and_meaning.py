"""What marking and grouping rest on: who said what, how far people agree, what groups say."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from lab.trials.auditing import audit_lines
from lab.trials.blind import Said, outputs_of, said_by
from lab.trials.citations import CitationAudit, count_sources
from lab.trials.markers import agreement_lines, marker_agreement, marks_of
from lab.trials.meaning import group_sizes, group_trials, meaning_lines, rename_group, together
from lab.trials.writing import Judgement, mark_trial
from store.records import Mark, Probe, Trial
from tests.store.making import make_record

if TYPE_CHECKING:
    from store.records import Teardown

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def trial(number: int, **more: object) -> Trial:
    return Trial.model_validate({"id": f"t{number}", "output": f"It says {number}.", **more})


def holding(*trials: Trial, kind: str = "repeat") -> Teardown:
    probe = Probe(id="b1", kind=kind, prompt="When?", pass_rule="A date.", trials=[*trials])
    record = make_record("a-1234")
    record.probes = [probe]
    return record


def twice(*pairs: str) -> list[Trial]:
    """Return outputs that Ana and Ben marked, a pair of letters for each."""
    words = {"p": "pass", "f": "fail", "u": "unclear"}
    return [
        trial(
            n,
            verdict=words[pair[0]],
            marker="Ana",
            marks=[Mark.model_validate({"marker": "Ben", "verdict": words[pair[1]]})],
        )
        for n, pair in enumerate(pairs, start=1)
    ]


def test_one_sees_only_what_one_said_oneself() -> None:
    marked = trial(
        1, verdict="pass", marker="Ana", note="mine",
        marks=[Mark(marker="Ben", verdict="fail", note="his")],
    )  # fmt: skip
    assert said_by(marked, "ana ") == Said("pass", "mine")
    assert said_by(marked, "Ben") == Said("fail", "his")
    assert said_by(marked, "Cleo") == Said()
    assert said_by(trial(2), "Ana") == Said()


def test_errors_are_not_shown_for_marking_and_everybody_has_an_order_of_their_own() -> None:
    trials = [trial(n) for n in range(1, 9)] + [trial(9, verdict="error")]
    probe = Probe(id="b1", trials=trials)
    orders = [[one.id for one in outputs_of(probe, marker=name)] for name in ("Ana", "Ben")]
    assert sorted(orders[0]) == sorted(orders[1]) == [f"t{n}" for n in range(1, 9)]
    assert orders[0] != orders[1]


def test_agreement_is_said_in_plain_words() -> None:
    assert agreement_lines([trial(1, verdict="pass")]) == []
    few = agreement_lines(twice("pp", "pf"))
    assert few == [
        "2 outputs were marked by more than one. On 1 of 2 both say the same.",
        "From 10 outputs on it is said whether that is more than chance gives.",
    ]
    assert "chance would have given that too" in agreement_lines(twice(*["pp"] * 10))[1]


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        (["pp"] * 8 + ["ff"] * 8, "The rule is clear"),
        (["pp"] * 9 + ["ff"] * 4 + ["fp"] * 2, "with some care"),
        (["pp"] * 6 + ["ff"] * 2 + ["pf"] * 4, "sharpen the pass rule"),
        (["pf"] * 6 + ["fp"] * 6, "no more than chance"),
    ],
)
def test_what_agreement_is_worth_is_said_beside_its_figure(pairs: list[str], words: str) -> None:
    said = agreement_lines(twice(*pairs))[1]
    found = marker_agreement(twice(*pairs))
    assert found is not None
    assert words in said
    assert f"(alpha {found.alpha:.2f})" in said


def test_the_verdict_that_counts_comes_first_among_marks() -> None:
    marked = twice("pf")[0].model_copy(update={"note": "clear"})
    assert marks_of(marked) == [("Ana", "pass", "clear"), ("Ben", "fail", "")]


def test_the_same_words_come_one_after_the_other() -> None:
    trials = [trial(n, output=text) for n, text in enumerate(["a", "b", " a\n", "A", "b"], start=1)]
    assert [one.id for one in together(trials)] == ["t1", "t3", "t2", "t5", "t4"]


def test_a_group_is_no_verdict_and_is_shared_by_all_who_mark() -> None:
    record = holding(trial(1), trial(2, verdict="pass", marker="Ana"))
    group_trials(record, "b1", ["t1", "t2"], group="A", now=NOW)
    mark_trial(record, "b1", "t2", Judgement(verdict="fail"), marker="Ben", now=NOW)
    one, two = record.probes[0].trials
    assert (one.verdict, one.group, two.verdict, two.group) == ("unmarked", "A", "pass", "A")
    assert (two.marker, two.marks[0].verdict) == ("Ana", "fail")
    rename_group(record, "b1", "A", to="4 May", now=NOW)
    assert group_sizes(record.probes[0].trials) == {"4 May": 2}


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ("", []),
        ("A", []),
        ("AA", ["All 2 outputs mean the same.", "With only 2 outputs, more runs"]),
        ("AAB", ["2 different answers in 3", "“A”, came 2 of 3 times (67%)", "With only 3"]),
        ("AB", ["2 different answers", "No answer is more common", "With only 2 outputs"]),
        ("AAAAAAAABB", ["2 different", "came 8 of 10", "as much as 1.6 equally frequent"]),
        ("AA-", ["All 2 outputs", "With only 2", "1 output in no group and not counted"]),
    ],
)
def test_what_groups_say(groups: str, said: list[str]) -> None:
    trials = [trial(n, group=g.replace("-", "")) for n, g in enumerate(groups, start=1)]
    lines = meaning_lines(Probe(id="b1", trials=trials))
    assert len(lines) == len(said)
    assert all(words in line for words, line in zip(said, lines, strict=True))


def test_sources_are_counted_and_said_as_precision_and_recall() -> None:
    record = holding(trial(1), trial(2, wording=1), kind="citation_audit")
    assert audit_lines(record.probes[0]) == ["The sources of 2 outputs are not counted."]
    audit = CitationAudit(citations=4, supporting=3, sentences=8, supported=2)
    count_sources(record, "b1", "t2", audit=audit)
    assert audit_lines(record.probes[0]) == [
        "Precision 75%: of 4 citations, 3 bear out the sentence that they stand at.",
        "Recall 25%: of 8 sentences, 2 are borne out in full.",
        "The sources of 1 output are not counted.",
    ]
    count_sources(record, "b1", "t2", audit=None)
    assert record.probes[0].trials[1].audit is None
