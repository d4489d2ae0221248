from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program


def record(program: Program, teardown_id: str) -> dict[str, Any]:
    teardown: dict[str, Any] = program("show", teardown_id, "--json").json["teardown"]
    return teardown


def test_new_prints_the_id_alone(program: Program) -> None:
    done = program("new", "  Notion \n AI ")
    assert done.status == 0
    assert done.out.startswith("notion-ai-")
    assert len(done.out.splitlines()) == 1
    assert record(program, done.out.strip())["product"]["name"] == "Notion AI"


def test_new_takes_every_fact(program: Program) -> None:
    facts = {
        "--url": "https://notion.so",
        "--maker": "Notion",
        "--category": "whatever I call it",
        "--surface": "web",
        "--plan": "Plus",
        "--product-version": "2026-03",
        "--region": "EU",
        "--template": "chat",
        "--author": "Ana",
    }
    flat = [part for pair in facts.items() for part in pair]
    teardown_id = program.new("Notion AI", *flat, "--tag", "a", "--tag", "b", "--tag", "a")
    written = record(program, teardown_id)
    assert written["product"] == {
        "name": "Notion AI",
        "maker": "Notion",
        "url": "https://notion.so",
        "category": "whatever I call it",
        "surface": "web",
        "plan": "Plus",
        "version": "2026-03",
        "region": "EU",
    }
    assert (written["author"], written["tags"]) == ("Ana", ["a", "b"])
    assert written["template"]["id"] == "chat"
    assert written["questions"]


def test_the_settings_give_the_author_and_the_template(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("config", "set", "author", "Ana")
    monkeypatch.setenv("TEARDOWN_TEMPLATE", "voice")
    written = record(program, program.new("Siri"))
    assert (written["author"], written["template"]["id"]) == ("Ana", "voice")
    written = record(program, program.new("Siri", "--author", "Bo", "--template", "quick"))
    assert (written["author"], written["template"]["id"]) == ("Bo", "quick")
    assert record(program, program.new("Siri", "--author", ""))["author"] == ""


def test_an_answer_is_written_verbatim(program: Program, teardown_id: str) -> None:
    text = "  Two spaces, **stars**\n\n# No heading\n\ttab — “quotes” 日本\u00a0"
    done = program("answer", teardown_id, "frame.what", "--text", text)
    assert (done.status, done.out) == (0, "")
    assert record(program, teardown_id)["sections"]["frame"]["answers"] == {"what": text}


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"one\r\ntwo\r\n", "one\ntwo"),
        (b"\xef\xbb\xbfwith a mark", "with a mark"),
        (b"two ends\n\n", "two ends\n"),
        (b"old\rmac", "old\nmac"),
    ],
)
def test_an_answer_comes_from_a_file_or_stdin(
    program: Program, teardown_id: str, tmp_path: Path, raw: bytes, text: str
) -> None:
    file = tmp_path / "answer.txt"
    file.write_bytes(raw)
    assert program("answer", teardown_id, "frame.who", "--file", str(file)).status == 0
    assert record(program, teardown_id)["sections"]["frame"]["answers"]["who"] == text
    assert program("answer", teardown_id, "frame.what", "--file", "-", stdin=raw).status == 0
    assert record(program, teardown_id)["sections"]["frame"]["answers"]["what"] == text


def test_an_empty_text_takes_the_answer_back(program: Program, teardown_id: str) -> None:
    program("answer", teardown_id, "frame.what", "--text", "Something")
    assert "taken back" in program("answer", teardown_id, "frame.what", "--text", "").line
    assert record(program, teardown_id)["sections"]["frame"]["answers"] == {}


@pytest.mark.parametrize("score", ["0", "4"])
def test_a_score_is_given(program: Program, teardown_id: str, score: str) -> None:
    assert program("score", teardown_id, "frame", score).status == 0
    work = record(program, teardown_id)["sections"]["frame"]
    assert work["score"] == int(score)
    assert work["scored_at"]


def test_a_claim_prints_its_id(program: Program, teardown_id: str) -> None:
    done = program("claim", teardown_id, "--section", "strengths", "--statement", "It cites")
    assert (done.status, done.out) == (0, "c1\n")
    done = program(
        "claim", "last", "--section", "weaknesses", "--statement", "Slow", "--because", "8 s",
        "--basis", "published", "--confidence", "high", "--severity", "3",
    )  # fmt: skip
    assert done.out == "c2\n"
    first, second = record(program, teardown_id)["claims"]
    assert (first["kind"], first["basis"], first["severity"]) == ("strength", "tried", None)
    assert second["kind"] == "finding"
    assert (second["because"], second["basis"]) == ("8 s", "published")
    assert (second["confidence"], second["severity"]) == ("high", 3)


def test_what_was_there_before_stays_in_the_history(
    program: Program, teardown_id: str, teardown_home: Path
) -> None:
    for text in ("one", "two"):
        program("answer", teardown_id, "frame.what", "--text", text)
    versions = sorted((teardown_home / "library" / "history" / teardown_id).glob("*.json"))
    assert len(versions) == 2
    assert '"one"' in versions[-1].read_text("utf-8")
    assert record(program, teardown_id)["rev"] == 3
