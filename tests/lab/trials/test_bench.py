"""The bench: probes are designed, run, marked by one and by another, and taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.drafting import NewTeardown
from lab.errors import NoSuchPart, UsageError
from lab.trials.writing import Judgement, ProbeDraft, TrialDraft, find_probe

if TYPE_CHECKING:
    from lab.workspace import Workspace

RULE = "Names the date."
ASKED = ProbeDraft(prompt="Shorten this.", pass_rule=RULE, wordings=("Make it short.", "tldr"))


@pytest.fixture
def home(workspace: Workspace) -> str:
    """A teardown to work on."""
    return workspace.create(NewTeardown(product="Notion AI", author="Ana")).id


def test_a_probe_gets_an_id_its_rule_and_only_wordings_that_differ(
    workspace: Workspace, home: str
) -> None:
    draft = ProbeDraft(
        prompt="Shorten this.",
        pass_rule=f" {RULE} ",
        quality_line=0.8,
        budget="standard",
        wordings=("Shorten this.", " ", "tldr", "tldr"),
    )
    probe = workspace.bench.add_probe(home, draft)
    assert (probe.id, probe.pass_rule, probe.wordings) == ("b1", RULE, ["tldr"])
    assert probe.made_at == workspace.clock.now()
    assert workspace.load(home).probes == [probe]
    assert workspace.bench.add_probe(home, ASKED).id == "b2"


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (ProbeDraft(prompt=" ", pass_rule=RULE), "asks nothing"),
        (ProbeDraft(prompt="Hi", pass_rule=" "), "has no pass rule"),
        (ProbeDraft(prompt="Hi", pass_rule=RULE, kind="repaet"), "did you mean “repeat”"),
        (ProbeDraft(prompt="Hi", pass_rule=RULE, budget="huge"), "quick, standard, deep"),
        (ProbeDraft(prompt="Hi", pass_rule=RULE, quality_line=80), "from 0 to 100 %"),
    ],
    ids=("prompt", "rule", "kind", "budget", "line"),
)
def test_a_probe_that_cannot_be_is_refused_in_words(
    workspace: Workspace, home: str, draft: ProbeDraft, said: str
) -> None:
    with pytest.raises(UsageError) as caught:
        workspace.bench.add_probe(home, draft)
    assert said in str(caught.value)
    assert workspace.load(home).probes == []


def test_every_kind_of_the_method_can_be_probed(workspace: Workspace, home: str) -> None:
    for kind in workspace.bench.kinds():
        assert kind.passes
        workspace.bench.add_probe(
            home, ProbeDraft(prompt="Hi", pass_rule=kind.passes, kind=kind.id)
        )
    assert len(workspace.load(home).probes) == 35
    assert [budget.id for budget in workspace.bench.budgets()] == ["quick", "standard", "deep"]
    assert "as low as 57%" in workspace.bench.outlook(5)


def test_runs_are_numbered_by_wording_and_know_who_marked_them(
    workspace: Workspace, home: str
) -> None:
    workspace.settings.values["author"] = "Ana"
    bench = workspace.bench
    bench.add_probe(home, ASKED)
    drafts = (
        TrialDraft("One", verdict="pass", seconds=4.1, group=" A "),
        TrialDraft("Two", wording="TLDR"),
        TrialDraft("Three", wording="0"),
        TrialDraft("", verdict="error", wording="2"),
    )
    trials = [bench.add_trial(home, "b1", draft) for draft in drafts]
    assert [(t.id, t.wording, t.run) for t in trials] == [
        ("t1", 0, 1), ("t2", 2, 1), ("t3", 0, 2), ("t4", 2, 2),
    ]  # fmt: skip
    assert [t.marker for t in trials] == ["Ana", "", "", "Ana"]
    assert (trials[0].group, trials[0].seconds, trials[0].source) == ("A", 4.1, "pasted")
    assert trials[0].at == workspace.clock.now()
    assert [*workspace.load(home).probes[0].trials] == trials


def test_an_output_needs_text_a_known_wording_and_a_rule(workspace: Workspace, home: str) -> None:
    bench = workspace.bench
    bench.add_probe(home, ASKED)
    with pytest.raises(UsageError, match="no output"):
        bench.add_trial(home, "b1", TrialDraft(" "))
    with pytest.raises(UsageError, match="no wording “3”"):
        bench.add_trial(home, "b1", TrialDraft("x", wording="3"))
    with pytest.raises(NoSuchPart, match="b1"):
        bench.add_trial(home, "b7", TrialDraft("x"))
    bench.bring_in(home, bench.read("t.csv", b"probe,answer\nNew one,Yes\n"))
    with pytest.raises(UsageError, match="Probe b2 has no pass rule"):
        bench.add_trial(home, "b2", TrialDraft("x"))
    bench.set_pass_rule(home, "b2", RULE)
    assert bench.add_trial(home, "b2", TrialDraft("x")).id == "t2"


def test_a_second_marker_stands_beside_the_first(workspace: Workspace, home: str) -> None:
    bench = workspace.bench
    bench.add_probe(home, ASKED)
    bench.add_trial(home, "b1", TrialDraft("One"))
    first = bench.mark(home, "b1", "t1", Judgement("pass", "A", "dated"), marker="Ana")
    assert (first.verdict, first.group, first.note, first.marker) == ("pass", "A", "dated", "Ana")
    second = bench.mark(home, "b1", "t1", Judgement("fail"), marker="Ben")
    assert second.verdict == "pass"
    assert [(mark.marker, mark.verdict) for mark in second.marks] == [("Ben", "fail")]
    assert second.marks[0].at == workspace.clock.now()
    again = bench.mark(home, "b1", "t1", Judgement(group="B"), marker="ben")
    assert [(mark.verdict, mark.group) for mark in again.marks] == [("fail", "B")]
    own = bench.mark(home, "b1", "t1", Judgement("unclear"), marker="Ana")
    assert (own.verdict, own.group, len(own.marks)) == ("unclear", "A", 1)
    agreement = bench.agreement(workspace.load(home).probes[0])
    assert agreement is not None
    assert (agreement.outputs, agreement.alike, agreement.pairs) == (1, 0, 1)
    assert agreement.split == ("t1",)


def test_outputs_can_be_grouped_before_they_are_marked(workspace: Workspace, home: str) -> None:
    bench = workspace.bench
    bench.add_probe(home, ASKED)
    bench.add_trial(home, "b1", TrialDraft("One"))
    grouped = bench.mark(home, "b1", "t1", Judgement(group="A"), marker="Ana")
    assert (grouped.verdict, grouped.group, grouped.marker) == ("unmarked", "A", "")
    assert bench.mark(home, "b1", "t1", Judgement("fail"), marker="Ben").marker == "Ben"


def test_what_is_taken_out_is_gone_here_and_kept_in_the_history(
    workspace: Workspace, home: str
) -> None:
    bench = workspace.bench
    bench.add_probe(home, ASKED)
    for output in ("One", "Two"):
        bench.add_trial(home, "b1", TrialDraft(output))
    bench.take_out_trial(home, "b1", "t1")
    assert [trial.id for trial in workspace.load(home).probes[0].trials] == ["t2"]
    with pytest.raises(NoSuchPart, match="no trial “t1”"):
        bench.take_out_trial(home, "b1", "t1")
    bench.take_out_probe(home, "b1")
    assert workspace.load(home).probes == []
    story = workspace.past.story(home)
    assert len(story.entries) == 6


def test_a_probe_is_found_by_its_name_too(workspace: Workspace, home: str) -> None:
    bench = workspace.bench
    bench.add_probe(home, ProbeDraft(prompt="Hi", pass_rule=RULE, name="Mail"))
    record = workspace.load(home)
    assert find_probe(record, "mail").id == "b1"
    with pytest.raises(NoSuchPart, match=r"no probe “b2”\. Its probes are: b1\."):
        find_probe(record, "b2")


def test_blind_order_is_the_same_again(workspace: Workspace, home: str) -> None:
    bench = workspace.bench
    bench.add_probe(home, ASKED)
    for number in range(8):
        bench.add_trial(home, "b1", TrialDraft(f"Answer {number}"))
    probe = workspace.load(home).probes[0]
    order = [trial.id for trial in bench.in_blind_order(probe)]
    assert sorted(order) == sorted(trial.id for trial in probe.trials)
    assert order != [trial.id for trial in probe.trials]
    assert order == [trial.id for trial in bench.in_blind_order(probe)]
