"""Files of trials: ours, promptfoo's and Inspect's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from lab.trials.files import TrialFile, read_trials
from lab.trials.repeats import mean_all_of_k, mean_any_of_k

if TYPE_CHECKING:
    from pathlib import Path


def verdicts(file: TrialFile) -> list[list[str]]:
    return [[trial.verdict for trial in probe.trials] for probe in file.probes]


def result(output: Any, *, model: str = "m1", **more: Any) -> dict[str, Any]:
    return {
        "provider": {"id": model, "label": ""},
        "promptId": "p",
        "prompt": {"raw": "What is it best at?"},
        "testCase": {
            "vars": {"product": "X"},
            "assert": [{"type": "contains", "value": "A"}],
            "metadata": {"probe": "best-at"},
        },
        "vars": {"product": "X"},
        "success": True,
        "failureReason": 0,
        "response": {"output": output},
        "latencyMs": 1500,
        **more,
    }


def sample(epoch: int, grade: Any, **more: Any) -> dict[str, Any]:
    return {
        "id": "p1",
        "epoch": epoch,
        "input": "What is it best at?",
        "target": "A",
        "output": {"completion": f"Answer {epoch}", "model": "m1", "time": 0.5},
        "scores": {"includes": {"value": grade}},
        "started_at": "2026-11-22T09:09:27+01:00",
        **more,
    }


def log(*samples: dict[str, Any], **more: Any) -> bytes:
    whole = {"eval": {"model": "m1"}, "samples": samples, "results": {"scores": []}, **more}
    return json.dumps(whole).encode()


# Our own tables


def test_a_table_needs_only_answers() -> None:
    file = read_trials("t.csv", b'Answer\nYes\n"No,\nnever"\n')
    assert file.format == "csv"
    assert [trial.output for trial in file.probes[0].trials] == ["Yes", "No,\nnever"]
    assert verdicts(file) == [["unmarked", "unmarked"]]


def test_columns_stand_in_any_order_and_others_are_named() -> None:
    text = (
        "verdict;probe;mood;answer;seconds;group;wording;note;at\n"
        "PASS;b1;good;Yes;4.1;A;Say it;fine;2026-03-09T10:00:00Z\n"
        "no;b2;bad;No;;;;;\nmaybe;b1;;Hm;-3;;;;yesterday\n"
    )
    file = read_trials("t.csv", text.encode("utf-8-sig"))
    assert [probe.name for probe in file.probes] == ["b1", "b2"]
    assert verdicts(file) == [["pass", "unmarked"], ["fail"]]
    first, odd = file.probes[0].trials
    assert (first.seconds, first.group, first.wording, first.note) == (4.1, "A", "Say it", "fine")
    assert first.at is not None
    assert (odd.seconds, odd.at) == (None, None)
    assert file.notes == (
        "Not read: mood.",
        (
            "1 verdict is none of pass, fail, unclear, error (“maybe” in line 4): this trial came "
            "in unmarked."
        ),
        "1 time is no number of seconds (“-3” in line 4).",
        (
            "1 instant cannot be read (“yesterday” in line 4); they are written like "
            "2026-11-22T09:30:00Z."
        ),
    )


@pytest.mark.parametrize("many", [True, False])
def test_json_lines_are_read_as_lines_or_as_one_list(many: bool) -> None:  # noqa: FBT001  # a parameter of the test
    rows = [
        {"probe": "b1", "answer": "Yes", "verdict": True, "seconds": 3},
        {"probe": "b1", "answer": {"text": "No"}, "verdict": "error"},
    ]
    text = json.dumps(rows) if not many else "\n\n".join(map(json.dumps, rows))
    file = read_trials("t.jsonl", text.encode())
    assert file.format == "jsonl"
    assert verdicts(file) == [["pass", "error"]]
    assert file.probes[0].trials[1].output == '{"text": "No"}'


@pytest.mark.parametrize(
    "data",
    [
        "answer,verdict,seconds\r\nna\u00efve; yes,pass,4.1\r\n".encode("utf-8-sig"),
        'answer\tverdict\tseconds\n"na\u00efve; yes"\tpass\t4,1\n'.encode("utf-16"),
        'sep=;\r\nanswer;verdict;seconds\r\n"na\u00efve; yes";PASS;4,1\r\n'.encode(),
        '\n\n"mood, if any";Answer;verdict;seconds\n;"na\u00efve; yes";1;4.1 s\n'.encode(),
        "answer,verdict,seconds\rna\u00efve; yes,TRUE,4.1\r".encode(),
    ],
    ids=("excel", "unicode text", "sep", "comma in a name", "old mac"),
)
def test_a_table_is_read_however_a_spreadsheet_saved_it(data: bytes) -> None:
    (probe,) = read_trials("t.csv", data).probes
    assert [(one.output, one.verdict, one.seconds) for one in probe.trials] == [
        ("na\u00efve; yes", "pass", 4.1)
    ]


def test_a_row_that_nobody_filled_in_is_no_output() -> None:
    text = b"probe,answer,verdict\nb1,Yes,pass\nb1,,\nb1,,fail\n"
    file = read_trials("t.csv", text)
    assert verdicts(file) == [["pass", "fail"]]
    assert file.notes == ("1 row has no answer and no verdict, and stayed out (line 3).",)


# promptfoo


def test_a_success_that_nothing_checked_is_not_a_pass() -> None:
    bare = result("A")
    bare["testCase"] = {"vars": {}}
    file = read_trials("r.json", json.dumps({"results": {"results": [bare]}}).encode())
    assert verdicts(file) == [["unmarked"]]


def test_results_of_promptfoo_are_grouped_by_model_prompt_variables_and_checks() -> None:
    other = result("C")
    other["testCase"] = {**other["testCase"], "assert": [{"type": "is-json"}]}
    rows = [result("A"), result("B", model="m2"), result("A2"), other]
    file = read_trials("r.json", json.dumps({"results": {"results": rows}}).encode())
    assert [(probe.target, len(probe.trials)) for probe in file.probes] == [
        ("m1", 2),
        ("m2", 1),
        ("m1", 1),
    ]
    first = file.probes[0]
    assert (first.name, first.prompt, first.pass_rule) == (
        "best-at",
        "What is it best at?",
        "contains A",
    )
    assert first.trials[0].seconds == 1.5
    assert "repeats of one prompt" in file.grouped_by


def test_an_error_of_promptfoo_is_no_failure() -> None:
    rows = [
        result("A"),
        result("B", success=False, failureReason=1, gradingResult={"reason": "no A in it"}),
        result(None, success=False, failureReason=2, error="429", response=None),
        result({"a": 1}, success=False, failureReason=None, error="x"),
        {**result("C"), "success": None},
    ]
    file = read_trials("r.jsonl", "\n".join(map(json.dumps, rows)).encode())
    assert verdicts(file) == [["pass", "fail", "error", "fail", "unmarked"]]
    trials = file.probes[0].trials
    assert [trial.note for trial in trials[:3]] == ["", "no A in it", "429"]
    assert trials[3].output == '{"a": 1}'


def test_a_table_of_promptfoo_has_an_output_and_its_marks_for_each_model() -> None:
    head = 'product,"[m1] About {{product}}",Status,Score,"[m2] About {{product}}",Status,Score\n'
    rows = "X,A,PASS,1,B,FAIL,0\nX,C,ERROR,0,D,PASS,1\nY,E,PASS,1\n"
    file = read_trials("r.csv", (head + rows).encode())
    assert [(probe.prompt, probe.target) for probe in file.probes] == [
        ("About X", "m1"),
        ("About X", "m2"),
        ("About Y", "m1"),
    ]
    assert verdicts(file) == [["pass", "error"], ["fail", "pass"], ["pass"]]


def test_a_table_of_promptfoo_whose_prompt_has_no_variables_is_no_json() -> None:
    file = read_trials("r.csv", b"[openai:gpt-4.1] Say hi,Status,Score\nHi,PASS,1\nHo,FAIL,0\n")
    assert (file.probes[0].prompt, verdicts(file)) == ("Say hi", [["pass", "fail"]])


def test_results_of_an_early_version_say_less_about_the_test() -> None:
    graded = {"pass": True, "componentResults": [{"pass": True}]}
    row = {"provider": {"id": "m1"}, "prompt": "Say hi", "vars": {}, "success": True}
    rows = [
        row | {"response": {"output": "Hi"}, "gradingResult": graded},
        row | {"response": {"output": "Ho"}, "success": False, "error": "Expected Hi"},
        row | {"error": "429", "success": False},
    ]
    file = read_trials("r.json", json.dumps({"version": 1, "results": rows}).encode())
    assert (file.probes[0].prompt, verdicts(file)) == ("Say hi", [["pass", "fail", "error"]])


# Inspect


def test_epochs_of_a_sample_are_repeats() -> None:
    file = read_trials("log.json", log(sample(1, "C"), sample(2, "I"), sample(3, 1.0)))
    assert verdicts(file) == [["pass", "fail", "pass"]]
    probe = file.probes[0]
    assert (probe.name, probe.target, probe.pass_rule) == ("p1", "m1", "includes A")
    assert probe.trials[0].seconds == 0.5
    assert probe.trials[0].at is not None
    assert probe.trials[0].at.isoformat() == "2026-11-22T08:09:27+00:00"
    assert file.notes == ()


def test_what_inspect_scores_in_between_is_unmarked_and_an_error_is_an_error() -> None:
    broken = sample(3, "I", error={"message": "timed out"})
    file = read_trials("log.json", log(sample(1, "P"), sample(2, 0.5), broken, results=None))
    assert verdicts(file) == [["unmarked", "unmarked", "error"]]
    assert [trial.note for trial in file.probes[0].trials] == [
        "scored P",
        "scored 0.5",
        "timed out",
    ]
    assert file.notes == (
        "2 scores are neither right nor wrong: these came in unmarked.",
        "The log is of a run that did not finish.",
    )


def test_a_log_of_the_first_version_has_one_score() -> None:
    old = sample(1, "C", scores=None, score={"value": "I"})
    file = read_trials("log.json", log(old))
    assert (verdicts(file), file.probes[0].pass_rule) == ([["fail"]], "A")


def test_a_conversation_is_asked_by_what_the_person_said() -> None:
    messages = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": [{"type": "text", "text": "Hello"}]},
        {"role": "user", "content": "Again"},
    ]
    two = sample(1, "C", input=messages)
    two["scores"]["other"] = {"value": "I"}
    file = read_trials("log.json", log(two))
    assert file.probes[0].prompt == "Hello\n\nAgain"
    assert file.notes == ("Verdicts are those of “includes”; not read: other.",)


@pytest.mark.needs_shared_data
@pytest.mark.parametrize(
    "name",
    [
        "promptfoo_repeat3.json",
        "promptfoo_repeat3.jsonl",
        "promptfoo_repeat3.csv",
        "inspect_epochs3.json",
    ],
)
def test_both_tools_files_give_the_same_three_trials(shared_data: Path, name: str) -> None:
    file = read_trials(name, (shared_data / "trials" / name).read_bytes())
    probe = file.probes[0]
    assert [(trial.output, trial.verdict) for trial in probe.trials] == [
        ("Answer A", "pass"),
        ("Answer B", "fail"),
        ("Answer A", "pass"),
    ]


@pytest.mark.needs_shared_data
def test_the_reducers_of_inspect_agree_with_ours(shared_data: Path) -> None:
    data = (shared_data / "trials" / "inspect_epochs3.json").read_bytes()
    said = {score["reducer"]: score for score in json.loads(data)["results"]["scores"]}
    counts = [
        (sum(one.verdict == "pass" for one in probe.trials), len(probe.trials))
        for probe in read_trials("log.json", data).probes
    ]
    for reducer, ours in (("pass_at_2", mean_any_of_k), ("pass_k_2", mean_all_of_k)):
        theirs = said[reducer]["metrics"]["accuracy"]["value"]
        assert ours(counts, k=2) == pytest.approx(theirs)
