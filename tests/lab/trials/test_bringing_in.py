"""Files of trials come into a teardown once, each trial where it belongs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.drafting import NewTeardown
from lab.errors import TrialsUnreadable
from lab.trials.bringing_in import bring_in, found_probes, plan
from lab.trials.files import FoundProbe, FoundTrial, TrialFile, read_trials
from lab.trials.writing import ProbeDraft
from store.records import Probe, Trial
from tests.lab.making import make_record

if TYPE_CHECKING:
    from pathlib import Path

    from lab.workspace import Workspace
    from store.records import Teardown

TABLE = b"""probe,answer,verdict,wording
Shorten this.,One,pass,
Shorten this.,Two,fail,
Shorten this.,One,pass,
Shorten this.,Three,,tldr
Draw it.,Four,?,
"""


def runs(record: Teardown) -> list[list[tuple[str, int, int, str]]]:
    return [[(t.id, t.wording, t.run, t.output) for t in p.trials] for p in record.probes]


def test_new_prompts_become_probes_and_known_ones_get_the_trials() -> None:
    record = make_record()
    done = bring_in(record, read_trials("t.csv", TABLE), now=None)
    assert [(b.probe, b.name, b.is_new, b.new, b.known) for b in done.bounds] == [
        ("b1", "Shorten this.", True, 4, 0),
        ("b2", "Draw it.", True, 1, 0),
    ]
    assert done.bounds[0].by_wording == (("Shorten this.", 3), ("tldr", 1))
    first, second = record.probes
    assert (first.prompt, first.wordings, first.pass_rule) == ("Shorten this.", ["tldr"], "")
    assert runs(record)[0] == [
        ("t1", 0, 1, "One"), ("t2", 0, 2, "Two"), ("t3", 0, 3, "One"), ("t4", 1, 1, "Three"),
    ]  # fmt: skip
    assert second.trials[0].verdict == "unclear"
    assert {trial.source for trial in first.trials} == {"imported"}
    more = read_trials("t.csv", b"probe,answer,wording\nshorten  THIS.,Five,\nb1,Six,1\n")
    done = bring_in(record, more, now=None)
    assert [(b.probe, b.is_new, b.new) for b in done.bounds] == [("b1", False, 1), ("b1", False, 1)]


def test_a_table_that_names_only_wordings_makes_the_first_its_prompt() -> None:
    record = make_record()
    text = b"probe,wording,answer\nnotes,p0,a\nnotes,p1,b\nnotes,p0,c\n"
    bring_in(record, read_trials("t.csv", text), now=None)
    (probe,) = record.probes
    assert (probe.name, probe.prompt, probe.wordings) == ("notes", "p0", ["p1"])
    assert [trial.wording for trial in probe.trials] == [0, 1, 0]
    assert bring_in(record, read_trials("t.csv", text), now=None).new == 0


def test_a_plan_changes_nothing_and_says_what_is_there() -> None:
    record = make_record()
    file = read_trials("t.csv", TABLE)
    before = record.to_dict()
    assert plan(record, file).new == 5
    assert record.to_dict() == before
    bring_in(record, file, now=None)
    before = record.to_dict()
    assert (plan(record, file).new, plan(record, file).known) == (0, 5)
    assert record.to_dict() == before


def test_a_file_that_grew_brings_only_what_is_new() -> None:
    record = make_record()
    bring_in(record, read_trials("t.csv", TABLE), now=None)
    grown = TABLE + b"Shorten this.,One,pass,\nShorten this.,Nine,pass,\n"
    done = bring_in(record, read_trials("t.csv", grown), now=None)
    assert (done.new, done.known) == (2, 5)
    assert [trial.run for trial in record.probes[0].trials] == [1, 2, 3, 1, 4, 5]


def test_marks_that_a_file_changes_stay_and_are_counted() -> None:
    record = make_record()
    bring_in(record, read_trials("t.csv", TABLE), now=None)
    again = TABLE.replace(b"One,pass", b"One,fail", 1).replace(b"Three,,", b"Three,pass,")
    done = bring_in(record, read_trials("t.csv", again), now=None)
    assert [(bound.known, bound.other_marks) for bound in done.bounds] == [(4, 2), (1, 0)]
    assert [trial.verdict for trial in record.probes[0].trials] == [
        *("pass", "fail", "pass", "unmarked"),
    ]
    bare = b"probe,answer\nShorten this.,One\nShorten this.,Two\n"
    assert bring_in(record, read_trials("t.csv", bare), now=None).bounds[0].other_marks == 0


@pytest.mark.parametrize("first", [0, 1])
def test_a_tools_files_of_the_same_runs_are_counted_once(first: int) -> None:
    def file(form: str, *trials: FoundTrial) -> TrialFile:
        return TrialFile(form, (FoundProbe("", prompt="Hi", trials=[*trials]),), "")

    timed = [FoundTrial("A", verdict="pass", seconds=s) for s in (0.1, 0.2)]
    files = [
        file("promptfoo", *timed, FoundTrial("B", verdict="fail", seconds=0.3)),
        file("promptfoo", *(FoundTrial(words, verdict="pass") for words in "AABA")),
    ]
    record = make_record()
    bring_in(record, files[first], now=None)
    done = bring_in(record, files[1 - first], now=None)
    assert len(record.probes[0].trials) == 4
    assert done.bounds[0].other_marks == 1
    table = file("csv", FoundTrial("A", verdict="pass", seconds=9.0))
    assert bring_in(record, table, now=None).new == 1


def test_the_runs_that_a_person_pasted_are_not_those_of_a_tool() -> None:
    pasted = Trial(id="t1", output="A", at=datetime(2026, 3, 2, tzinfo=UTC))
    record = make_record(probes=[Probe(id="b1", prompt="Hi", trials=[pasted])])
    table = TrialFile("promptfoo", (FoundProbe("", prompt="Hi", trials=[FoundTrial("A")]),), "")
    assert bring_in(record, table, now=None).new == 1


def test_answers_alone_come_in_once_beside_whatever_probes_there_are() -> None:
    record = make_record()
    bring_in(record, read_trials("t.csv", TABLE), now=None)
    alone = read_trials("t.jsonl", b'{"answer": "x\\ud800"}\n{"answer": "y"}')
    assert bring_in(record, alone, now=None).new == 2
    assert (bring_in(record, alone, now=None).new, len(record.probes)) == (0, 3)


def test_the_same_prompt_of_two_targets_is_two_probes() -> None:
    probes = tuple(
        FoundProbe("", prompt="Hi", target=name, trials=[FoundTrial("x")]) for name in ("m1", "m2")
    )
    file = TrialFile("promptfoo", probes, "")
    record = make_record()
    bring_in(record, file, now=None)
    assert [(probe.prompt, probe.target) for probe in record.probes] == [("Hi", "m1"), ("Hi", "m2")]
    assert bring_in(record, file, now=None).new == 0


def test_a_prompt_that_is_a_wording_here_comes_in_as_that_wording() -> None:
    record = make_record()
    bring_in(record, read_trials("t.csv", TABLE), now=None)
    probes = tuple(
        FoundProbe("b1", prompt=words, trials=[FoundTrial("new")])
        for words in ("Shorten this.", "tldr", "Something else.")
    )
    done = bring_in(record, TrialFile("promptfoo", probes, ""), now=None)
    assert [(bound.probe, bound.by_wording) for bound in done.bounds] == [
        ("b1", (("Shorten this.", 1),)),
        ("b1", (("tldr", 1),)),
        ("b3", (("Something else.", 1),)),
    ]
    assert [trial.wording for trial in record.probes[0].trials][-2:] == [0, 1]


def test_two_checks_of_one_prompt_are_never_mixed() -> None:
    passed, failed = FoundTrial("x", verdict="pass"), FoundTrial("x", verdict="fail")
    probes = (
        FoundProbe("", prompt="Hi", pass_rule="contains A", trials=[passed]),
        FoundProbe("", prompt="Hi", pass_rule="is-json", trials=[failed]),
    )
    file = TrialFile("promptfoo", probes, "")
    record = make_record()
    bring_in(record, file, now=None)
    assert [probe.pass_rule for probe in record.probes] == ["contains A", "is-json"]
    assert [probe.trials[0].marker for probe in record.probes] == ["promptfoo", "promptfoo"]
    record.probes.reverse()
    assert bring_in(record, file, now=None).new == 0


def test_verdicts_by_another_rule_are_named(workspace: Workspace) -> None:
    home = workspace.create(NewTeardown(product="Notion AI")).id
    bench = workspace.bench
    bench.add_probe(home, ProbeDraft(prompt="Hi", pass_rule="Is kind."))
    found = FoundProbe("", prompt="hi ", pass_rule="contains A", trials=[FoundTrial("A")])
    done = bench.bring_in(home, TrialFile("promptfoo", (found,), ""), pass_rule="Unused.")
    assert [(b.is_new, b.other_rule) for b in done.bounds] == [(False, "contains A")]
    assert workspace.load(home).probes[0].pass_rule == "Is kind."


def test_the_same_file_twice_writes_nothing(workspace: Workspace) -> None:
    home = workspace.create(NewTeardown(product="Notion AI")).id
    file = workspace.bench.read("t.csv", TABLE)
    assert workspace.bench.bring_in(home, file, pass_rule="Short.").new == 5
    record = workspace.load(home)
    assert [probe.pass_rule for probe in record.probes] == ["Short.", "Short."]
    assert workspace.bench.bring_in(home, file).new == 0
    assert workspace.load(home).rev == record.rev


@pytest.mark.needs_shared_data
@pytest.mark.parametrize(
    "name", ["promptfoo_repeat3.json", "promptfoo_repeat3.jsonl", "promptfoo_repeat3.csv",
             "inspect_epochs3.json"],
)  # fmt: skip
def test_each_tools_file_brings_the_same_three_trials_once(shared_data: Path, name: str) -> None:
    record = make_record()
    file = read_trials(name, (shared_data / "trials" / name).read_bytes())
    assert bring_in(record, file, now=None).new == file.trials
    assert bring_in(record, file, now=None).new == 0
    assert [trial.verdict for trial in record.probes[0].trials] == ["pass", "fail", "pass"]


@pytest.mark.needs_shared_data
def test_every_file_that_promptfoo_wrote_of_the_same_runs_is_those_runs(shared_data: Path) -> None:
    record = make_record()
    for ending in ("jsonl", "csv", "json"):
        name = f"promptfoo_repeat3.{ending}"
        bring_in(record, read_trials(name, (shared_data / "trials" / name).read_bytes()), now=None)
    assert [len(probe.trials) for probe in record.probes] == [3]


@pytest.mark.needs_shared_data
def test_a_packed_log_names_the_command_that_unpacks_it(shared_data: Path) -> None:
    data = (shared_data / "trials" / "inspect_epochs3.eval").read_bytes()
    with pytest.raises(TrialsUnreadable, match="inspect log dump"):
        read_trials("stdin", data)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.sampled_from(["", "w"])),
        max_size=8,
    ),
    st.integers(0, 8),
)
def test_whatever_a_file_holds_it_comes_in_once(rows: list[tuple[str, str, str]], cut: int) -> None:
    def made(part: list[tuple[str, str, str]]) -> TrialFile:
        probes: dict[str, FoundProbe] = {}
        for name, output, wording in part:
            probe = probes.setdefault(name, FoundProbe(name, prompt=name))
            probe.trials.append(FoundTrial(output, wording=wording))
        return TrialFile("csv", tuple(probes.values()), "")

    record = make_record()
    bring_in(record, made(rows[:cut]), now=None)
    bring_in(record, made(rows), now=None)
    assert bring_in(record, made(rows), now=None).new == 0
    assert sum(len(probe.trials) for probe in record.probes) == len(rows)
    for probe in record.probes:
        assert len({trial.id for trial in probe.trials}) == len(probe.trials)
        assert len({(trial.wording, trial.run) for trial in probe.trials}) == len(probe.trials)


def test_probes_of_a_file_can_stand_alone_under_the_files_names() -> None:
    probes = found_probes(read_trials("t.csv", TABLE))
    assert [(probe.id, len(probe.trials)) for probe in probes] == [("b1", 4), ("b2", 1)]
    named = found_probes(read_trials("t.csv", b"probe,answer\nb2,x\nA prompt,y\nb3,z\n"))
    assert [probe.id for probe in named] == ["b2", "b2-2", "b3"]
