"""``teardown probe run`` against a server on this machine, and against a program."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator
from llmock.scenarios import Fail

from lab.schemas import read_schema

if TYPE_CHECKING:
    from pathlib import Path

    from llmock.pytest_plugin import LLMock

    from tests.cli.running import Program

DAY = f"'{sys.executable}' -I -S -c 'import sys; print(\"Day\", len(sys.stdin.read()))'"


@pytest.fixture
def probe(program: Program, teardown_id: str) -> str:
    """A probe of one teardown, with two wordings."""
    program(
        *("probe", "add", teardown_id, "--prompt", "Which day?", "--wording", "When?"),
        *("--pass-rule", "Names the day."),
    )
    return "b1"


def test_a_command_is_run_recorded_and_gone_on_with(program: Program, probe: str) -> None:
    run = (
        "probe",
        "run",
        "last",
        probe,
        "--target",
        "command",
        "--command",
        DAY,
        "--concurrency",
        "1",
    )
    done = program(*run, "-n", "1")
    assert (done.status, done.out) == (0, "t1\nt2\n"), done.err
    assert "2 runs wanted: 2 to make by the command." in done.err
    assert "2 outputs recorded. They wait to be marked." in done.err
    again = program(*run, "-n", "2", "--wording", "0", "--rule", "contains day 10")
    assert (again.status, again.out) == (0, "t3\n")
    assert "2 runs wanted, 1 of them recorded already: 1 to make" in again.err
    trials = program("show", "last", "--json").json["teardown"]["probes"][0]["trials"]
    assert [(t["wording"], t["run"], t["output"], t["verdict"]) for t in trials] == [
        (0, 1, "Day 10", "unmarked"),
        (1, 1, "Day 5", "unmarked"),
        (0, 2, "Day 10", "pass"),
    ]
    assert trials[2]["marker"] == "rule: contains “day 10”"
    assert trials[0]["source"] == "command"
    nothing = program(*run, "-n", "1", "--json")
    assert (nothing.json["missing"], nothing.json["trials"]) == (0, [])


def test_a_service_is_asked_and_the_document_says_what_came(
    program: Program, probe: str, llmock: LLMock
) -> None:
    llmock.add(Fail(429, retry_after=0.01))
    program("config", "set", "price_output", "15")
    done = program(
        *("probe", "run", "last", probe, "-n", "2", "--target", "anthropic", "--wording", "When?"),
        *("--concurrency", "1", "--max-cost", "0.05", "--temperature", "0", "--json"),
    )
    assert done.status == 0, done.err
    document = done.json
    Draft202012Validator(read_schema("probe-run")).validate(document)
    assert [trial["wording"] for trial in document["trials"]] == [1, 1]
    assert (document["missing"], document["limit"]) == (0, 0.05)
    assert 0 < document["cost"] < document["most_cost"] < 0.05
    assert "They cost at most $0.03; the limit is $0.05" in done.err
    assert llmock.last_request.body["temperature"] == 0


def test_a_wrong_key_ends_it_in_one_line_and_records_nothing(
    program: Program, probe: str, llmock: LLMock
) -> None:
    llmock.fail(401, times=None, message="no such key: llmock-test-key")
    run = ("probe", "run", "last", probe, "-n", "5", "--target", "openai", "--model", "m")
    done = program(*run, "--json")
    assert done.status == 1
    assert "does not know your key" in done.err
    assert "llmock-test-key" not in done.err + done.out
    assert done.json["stopped"]["kind"] == "KeyRefused"
    assert (done.json["trials"], done.json["missing"]) == ([], 10)


def test_without_a_key_it_says_what_is_missing(
    program: Program, probe: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    done = program("probe", "run", "last", probe, "-n", "1")
    assert done.status == 1
    assert "ANTHROPIC_API_KEY" in done.err
    assert "works without one" in done.err


def test_a_dry_run_asks_nobody(program: Program, probe: str, llmock: LLMock) -> None:
    run = ("probe", "run", "last", probe, "-n", "5", "--base-url", "https://model.example")
    done = program(*run, "--dry-run")
    assert (done.status, done.out) == (0, "")
    assert "10 to make by claude-sonnet-5-5 at model.example. No price is set" in done.line
    assert llmock.requests == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-n", "0"), "no whole number from 1 to 1000"),
        (("-n", "1", "--target", "command"), "No command was given"),
        (("-n", "1", "--target", "openai"), "keeps it. --model says it for this once."),
        (("-n", "1", "--max-cost", "1"), "no price is set"),
        (("-n", "1", "--max-cost", "much"), "no amount of US dollars, such as 0.50"),
        (("-n", "1", "--temperature", "9"), "from 0 to 2"),
        (("-n", "1", "--rule", "be good"), "“be good” is no rule"),
        (("-n", "1", "--wording", "7"), "has no wording “7”"),
        (("-n", "1", "--base-url", "ftp://x"), "address must begin with https://"),
        (("-n", "1", "--target", "command", "--command", "'"), "cannot be read"),
    ],
)
def test_what_can_never_be_right_is_refused_before_anything_is_asked(
    program: Program, probe: str, arguments: tuple[str, ...], words: str
) -> None:
    done = program("probe", "run", "last", probe, *arguments)
    assert done.status == 2
    assert words in done.err


def test_a_schema_may_stand_in_a_file(program: Program, probe: str, tmp_path: Path) -> None:
    schema = tmp_path / "day.json"
    schema.write_text('{"title": "A day",\n "type": "integer"}', encoding="utf-8")
    done = program(
        *("probe", "run", "last", probe, "-n", "1", "--wording", "0", "--target", "command"),
        *("--command", f"'{sys.executable}' -I -S -c 'print(3)'"),
        *("--rule", f"json schema @{schema}", "--json"),
    )
    assert done.json["trials"][0]["verdict"] == "pass", done.err


def test_a_rule_marks_what_is_there_beside_what_people_said(program: Program, probe: str) -> None:
    program("config", "set", "author", "Ana")
    program("probe", "trial", "last", probe, "--text", "In 30 days.", "--verdict", "fail")
    program("probe", "trial", "last", probe, "--text", "Soon.")
    program("probe", "trial", "last", probe, "--text", "", "--verdict", "error")
    done = program("probe", "mark", "last", probe, "--rule", "contains 30 days")
    assert done.out.splitlines() == [
        "t1     pass",
        "t2     fail     does not contain “30 days”",
    ]
    assert done.line == "rule: contains “30 days”: 1 pass, 1 fail."
    people, alone, error = program("show", "last", "--json").json["teardown"]["probes"][0]["trials"]
    assert (people["verdict"], people["marker"]) == ("fail", "Ana")
    assert people["marks"][0]["marker"] == "rule: contains “30 days”"
    assert (alone["verdict"], alone["note"]) == ("fail", "does not contain “30 days”")
    assert error["marks"] == []
    empty = program("probe", "mark", "last", probe, "--rule", " ")
    assert (empty.status, "no rule to mark by" in empty.err) == (2, True)
