from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.cells import width

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program


@pytest.fixture
def walked(program: Program, teardown_id: str) -> str:
    """A teardown with an answer, a score and a claim."""
    program("answer", teardown_id, "frame.what", "--text", "The editor.\n\n    code()\n\nDone.")
    program("score", teardown_id, "frame", "3")
    program(
        "claim", teardown_id, "--section", "weaknesses", "--statement", "It stalls",
        "--because", "Eight seconds", "--severity", "3",
    )  # fmt: skip
    return teardown_id


def test_what_a_rematch_keeps_out_of_sight_is_shown_after_a_question(
    program: Program, walked: str
) -> None:
    program("new", "Notion AI", "--template", "rematch")
    asked = program("show", walked, terminal=True, asking=True, stdin=b"n\n")
    assert (asked.status, asked.out) == (0, "")
    assert "A rematch of this is under way" in asked.line
    assert "The editor." in program("show", walked, terminal=True, asking=True, stdin=b"y\n").out
    for words in (
        ("open", walked),
        ("compare", walked, walked),
        ("history", walked, "--diff", "2"),
        ("edit", walked),
        ("evidence", walked),
        ("counterpoints", walked, "--offline"),
        ("probe", "stats", walked),
        ("probe", "diff", walked, walked),
    ):
        asked = program(*words, terminal=True, asking=True, stdin=b"n\n")
        assert (asked.status, asked.out) == (0, ""), asked
    assert "The editor." in program("show", walked).out


def test_people_read_questions_answers_scores_and_claims(program: Program, walked: str) -> None:
    done = program("show", walked)
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "Notion AI"
    assert any(walked in line for line in lines[:5])
    assert any("frame" in line and "score 3" in line for line in lines)
    assert any(line.startswith("  what · ") for line in lines)
    assert "        code()" in lines
    assert "  c1 · finding · tried · moderate · severity 3" in lines
    assert "    Because: Eight seconds" in lines
    assert "    –" in lines


@pytest.mark.parametrize("columns", [20, 60, 140])
def test_text_fits_the_terminal(
    program: Program, walked: str, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    long = "日本語と " * 60 + "x" * 300
    program("answer", walked, "frame.who", "--text", long)
    lines = program("show", walked, terminal=True).out.splitlines()
    assert max(width(line) for line in lines) <= columns
    shown = "".join(line.strip() for line in lines)
    assert "x" * 300 in shown


def test_one_section_is_read_alone(program: Program, walked: str) -> None:
    done = program("show", walked, "--section", "weaknesses")
    assert "It stalls" in done.out
    assert "code()" not in done.out
    part = program("show", walked, "--section", "frame", "--json").json["teardown"]
    assert [section["id"] for section in part["questions"]] == ["frame"]
    assert list(part["sections"]) == ["frame"]
    assert part["claims"] == []
    assert part["id"] == walked


def test_the_whole_record_is_printed(program: Program, walked: str) -> None:
    done = program("show", walked, "--json")
    assert done.json["schema"] == "teardown.show/v1"
    assert done.json["teardown"]["id"] == walked
    assert done.err == ""


@pytest.mark.parametrize("short", ["last", "noti", "notion-ai-"])
def test_an_id_may_be_short(program: Program, teardown_id: str, short: str) -> None:
    assert program("show", short, "--json").json["teardown"]["id"] == teardown_id


def test_a_short_id_that_fits_several_names_them(program: Program) -> None:
    ids = [program.new("Notion AI") for _ in range(2)]
    done = program("show", "notion")
    assert (done.status, done.out) == (1, "")
    assert all(each in done.line for each in ids)


def test_check_finds_what_is_missing(program: Program, teardown_id: str) -> None:
    done = program("check", teardown_id)
    assert done.status == 3
    assert "frame.what" in done.out
    assert "11 questions have no answer" in done.line
    document = program("check", teardown_id, "--json").json
    assert document["teardown"] == teardown_id
    assert {finding["severity"] for finding in document["findings"]} == {"error"}


def test_check_is_content_once_nothing_required_is_missing(
    program: Program, teardown_id: str
) -> None:
    for finding in program("check", teardown_id, "--json").json["findings"]:
        question = f"{finding['section']}.{finding['prompt']}"
        program("answer", teardown_id, question, "--text", "Answered, at 70%")
    done = program("check", teardown_id)
    assert done.status == 0
    assert "sections have no score" in done.line
    assert program("check", teardown_id, "--strict").status == 3
    for section in program("show", teardown_id, "--json").json["teardown"]["questions"]:
        program("score", teardown_id, section["id"], "2")
    done = program("check", teardown_id, "--strict")
    assert done.status == 0
    assert "Nothing required is missing" in done.line


def test_json_holds_numbers_of_any_size_and_halves_of_characters(
    program: Program, teardown_id: str, teardown_home: Path
) -> None:
    path = teardown_home / "library" / "teardowns" / f"{teardown_id}.json"
    document = json.loads(path.read_text("utf-8"))
    (record,) = document["_default"].values()
    record["from_the_future"] = {"large": 2**70, "half": "a\ud800b", "right to left": "\u202e"}
    path.write_text(json.dumps(document), encoding="utf-8")
    shown = program("show", teardown_id, "--json")
    assert shown.status == 0, shown.err
    assert shown.json["teardown"]["from_the_future"]["large"] == 2**70
    assert "\u202e" not in shown.out
    assert shown.json["teardown"]["from_the_future"]["right to left"] == "\u202e"
