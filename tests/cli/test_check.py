from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from lab.schemas import read_schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program


@pytest.fixture
def weak(program: Program, teardown_id: str) -> str:
    """A teardown with something to say about every kind of thing."""
    program("answer", teardown_id, "frame.what", "--text", "Only this")
    program("score", teardown_id, "frame", "4")
    program("claim", teardown_id, "--section", "weaknesses", "--statement", "It is slow",
            "--basis", "guess", "--confidence", "high")  # fmt: skip
    return teardown_id


def test_findings_stand_under_their_section_with_a_question_and_the_words_they_are_about(
    program: Program, weak: str
) -> None:
    done = program("check", weak)
    lines = done.out.splitlines()
    at = lines.index("  warning  weaknesses c1 · Sure of a guess")
    assert lines[at + 1 : at + 3] == [
        "    “It is slow”",
        "    Marked as a guess and held with high confidence. Which of the two is it?",
    ]
    sections = [line for line in lines if line and not line.startswith((" ", "-"))]
    assert sections.index("Frame and call your shots") < sections.index(
        "What does not work, and how much it matters"
    )


def test_what_follows_the_findings_is_the_mix_the_minutes_and_the_limits(
    program: Program, weak: str
) -> None:
    _, _, tail = program("check", weak).out.partition("Claims: ")
    assert tail.startswith("tried 0 · published 0 · told 0 · inferred 0 · guess 1 (0 of 1 point")
    assert "\nMinutes: 0 of 15\n\nWhat cannot be concluded\n- No run is recorded" in tail


def test_the_learners_own_limits_come_first(
    program: Program, teardown_id: str, teardown_home: Path
) -> None:
    path = teardown_home / "library" / "teardowns" / f"{teardown_id}.json"
    document = json.loads(path.read_text("utf-8"))
    (record,) = document["_default"].values()
    record["take_home"] = {"cannot_conclude": "Nothing about teams."}
    path.write_text(json.dumps(document), encoding="utf-8")
    _, _, tail = program("check", teardown_id).out.partition("What cannot be concluded\n")
    assert tail.startswith("- Nothing about teams.\n- No run is recorded")


@pytest.mark.parametrize("form", ["md", "json"])
def test_a_file_is_checked_like_the_teardown_that_it_holds(
    program: Program, weak: str, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"mine.{form}"
    assert program("export", weak, "--format", form, "-o", str(file)).status == 0
    program("trash", "put", weak)
    done = program("check", str(file), "--json")
    assert (done.status, done.json["teardown"], done.json["file"]) == (3, weak, str(file))
    assert done.line.startswith(f"{file}: 9 questions have no answer")
    assert "sure-guess" in {finding["rule"] for finding in done.json["findings"]}
    again = program("check", "-", "--json", stdin=file.read_bytes())
    assert (again.status, again.json) == (3, {**done.json, "file": None})
    assert again.line.startswith("stdin: ")


def test_a_file_needs_no_ending_of_its_own(program: Program, weak: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.txt"
    file.write_text(program("export", weak).out, encoding="utf-8")
    assert program("check", str(file)).status == 3


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.md", "# Only a heading\n", "line 1: "),
        ("a.json", '{\n "schema": "teardown.show/v1",\n "teardown": 7}\n', "line 1: "),
        ("a.json", "{\n\n]", "line 3: "),
        ("a.md", None, "there is no such file"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_lines(
    program: Program, tmp_path: Path, name: str, text: str | None, why: str
) -> None:
    file = tmp_path / name
    if text is not None:
        file.write_text(text, encoding="utf-8")
    done = program("check", str(file))
    assert (done.status, done.out) == (1, "")
    assert str(file) in done.line
    assert why in done.line


def test_several_are_checked_and_one_that_cannot_be_read_stops_none(
    program: Program, weak: str, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.md"
    bad.write_text("nothing", encoding="utf-8")
    other = program.new("Perplexity")
    done = program("check", weak, str(bad), other, weak)
    assert done.status == 1
    assert len(done.err.splitlines()) == 3
    assert done.out.splitlines()[0] == "Notion AI"
    assert "\n\nPerplexity\n" in done.out
    assert done.out.count("What cannot be concluded") == 2


def test_jsonl_is_one_document_a_line_and_each_fits_the_schema(program: Program, weak: str) -> None:
    from jsonschema import Draft202012Validator

    other = program.new("Perplexity")
    done = program("check", weak, other, "--jsonl")
    documents = [json.loads(line) for line in done.out.splitlines()]
    assert [document["teardown"] for document in documents] == [weak, other]
    for document in documents:
        Draft202012Validator(read_schema("check")).validate(document)
    assert documents[0] == program("check", weak, "--json").json


def test_json_is_for_one(program: Program, weak: str) -> None:
    other = program.new("Perplexity")
    assert program("check", weak, other, "--json").status == 2
    assert program("check", weak, "--json", "--jsonl").status == 2


def test_a_hint_is_no_problem_and_a_warning_only_when_strict(program: Program, weak: str) -> None:
    for finding in program("check", weak, "--json").json["findings"]:
        if finding["severity"] == "error":
            place = f"{finding['section']}.{finding['prompt']}"
            program("answer", weak, place, "--text", "Ten of ten words that say as much as needed")
    assert program("check", weak).status == 0
    assert program("check", weak, "--strict").status == 3


def test_checking_changes_nothing(program: Program, weak: str, teardown_home: Path) -> None:
    from tests.cli.running import tree_of

    before = tree_of(teardown_home)
    program("check", weak, "--strict")
    assert tree_of(teardown_home) == before


def test_reading_a_teardown_says_how_its_claims_are_known(program: Program, weak: str) -> None:
    line = "claims: tried 0 · published 0 · told 0 · inferred 0 · guess 1"
    assert line in program("show", weak).out.splitlines()
    assert "claims: " not in program("show", program.new("Perplexity")).out


def test_the_mix_says_how_many_claims_rest_on_what_changed(
    program: Program, teardown_id: str, teardown_home: Path
) -> None:
    path = teardown_home / "library" / "teardowns" / f"{teardown_id}.json"
    document = json.loads(path.read_text("utf-8"))
    (record,) = document["_default"].values()
    quote = {"id": "q1", "exact": "$20 per month", "standing": "moved", "now": "$25 per month"}
    record["evidence"] = [{"id": "e1", "kind": "page", "title": "Pricing", "quotes": [quote]}]
    section = record["questions"][0]["id"]
    record["claims"] = [{"id": "c1", "section": section, "statement": "Cheap", "evidence": ["q1"]}]
    path.write_text(json.dumps(document), encoding="utf-8")
    said = " ".join(program("check", teardown_id).out.split())
    assert "(1 of 1 point to evidence) Of these, 1 wants another look: quote reads oth" in said
    assert "“Pricing” said “$20 per month” and now says “$25 per month”. Does it still" in said
