"""``teardown check`` of whole folders, and its findings as code hosts read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program

_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"minLength": 1}}}
_LINE = {"type": "integer", "minimum": 1}
SHAPE: dict[str, Any] = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name", "rules"],
                                "properties": {
                                    "rules": {
                                        "uniqueItems": True,
                                        "items": {
                                            "required": ["id"],
                                            "properties": {"shortDescription": _TEXT},
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "invocations": {"items": {"required": ["executionSuccessful"]}},
                    "results": {
                        "items": {
                            "required": ["message", "ruleId", "level", "locations"],
                            "properties": {
                                "message": _TEXT,
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "partialFingerprints": {"additionalProperties": {"type": "string"}},
                                "locations": {
                                    "items": {
                                        "properties": {
                                            "physicalLocation": {
                                                "required": ["artifactLocation"],
                                                "properties": {
                                                    "artifactLocation": {
                                                        "required": ["uri"],
                                                        "properties": {
                                                            "uri": {"pattern": "^[!-~]+$"}
                                                        },
                                                    },
                                                    "region": {
                                                        "required": ["startLine"],
                                                        "additionalProperties": _LINE,
                                                    },
                                                },
                                            }
                                        }
                                    }
                                },
                            },
                        }
                    },
                },
            },
        },
    },
}
"""The parts of SARIF 2.1.0 that code hosts read."""


@pytest.fixture
def folder(
    program: Program, teardown_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A group's folder: a teardown as Markdown and one as JSON, among other files."""
    where = tmp_path / "ours" / "week 1"
    where.mkdir(parents=True)
    text = "# Not ours\n\nIts page says “always”.\nMy view: it always works,\nand never stops."
    program("answer", teardown_id, "frame.what", "--text", text)
    program("claim", teardown_id, "--section", "weaknesses", "--statement", "It is slow",
            "--basis", "guess", "--confidence", "high")  # fmt: skip
    program("export", teardown_id, "-o", str(where / "ü.md"))
    program("export", program.new("Perplexity"), "--format", "json", "-o", str(where / "b.json"))
    (where / "README.md").write_text("# Our group\n\nWe always meet.\n", encoding="utf-8")
    (where / "package.json").write_text("{}\n", encoding="utf-8")
    (where / "notes.txt").write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return where


def sarif(program: Program, *names: str) -> tuple[int, dict[str, Any]]:
    done = program("check", *names, "--format", "sarif")
    Draft202012Validator(SHAPE).validate(done.json)
    (run,) = done.json["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
    return done.status, run


def test_a_folder_is_checked_file_by_file_and_what_is_no_teardown_is_passed_over(
    program: Program, folder: Path
) -> None:
    done = program("check", "ours", "--jsonl")
    assert done.status == 3
    assert [line.partition('"file":')[2].split(",")[0] for line in done.out.splitlines()] == [
        '"ours/week 1/b.json"', '"ours/week 1/ü.md"',
    ]  # fmt: skip
    assert done.err.splitlines()[0] == "ours: 2 other files were passed over."
    assert program("check", "ours", "--json").status == 2
    (folder / "b.json").unlink()
    (folder / "ü.md").unlink()
    nothing = program("check", "ours")
    assert (nothing.status, nothing.out) == (1, "")
    assert "There is no teardown in “ours”" in nothing.line


def test_each_finding_names_its_file_and_the_line_with_its_words(
    program: Program, folder: Path
) -> None:
    status, run = sarif(program, "ours")
    assert status == 3
    lines = (folder / "ü.md").read_text("utf-8").splitlines()
    found = {}
    for result in run["results"]:
        (location,) = result["locations"]
        place = location["physicalLocation"]
        if place["artifactLocation"]["uri"] == "ours/week%201/%C3%BC.md":
            assert place["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
            region = place["region"]
            line = lines[region["startLine"] - 1]
            if "startColumn" in region:
                line = line[region["startColumn"] - 1 : region["endColumn"] - 1]
            found[result["ruleId"], result["message"]["text"][:12]] = line
    assert found["text-absolutes", "“always” You"] == "always"
    assert lines.index("My view: it always works,") > 0
    assert found["sure-guess", "“It is slow”"] == "- It is slow"
    assert found["text-unquantified", "“slow” “slow"] == "slow"
    assert any("teardown:section strengths" in line or "frame.who" in line or "What" in line
               for (rule, _), line in found.items() if rule == "unanswered")  # fmt: skip


def test_a_finding_in_json_names_the_line_of_its_value(program: Program, folder: Path) -> None:
    program("check", "ours")
    record = program.new("Third")
    program("answer", record, "frame.what", "--text", "It always works")
    program("export", record, "--format", "json", "-o", str(folder / "c.json"))
    _, run = sarif(program, str(folder / "c.json"))
    (one,) = [each for each in run["results"] if each["ruleId"] == "text-absolutes"]
    region = one["locations"][0]["physicalLocation"]["region"]
    line = (folder / "c.json").read_text("utf-8").splitlines()[region["startLine"] - 1]
    assert line.strip() == '"what": "It always works"'


def test_a_fingerprint_stays_while_the_lines_above_it_change(
    program: Program, folder: Path
) -> None:
    def prints() -> set[str]:
        _, run = sarif(program, str(folder / "ü.md"))
        return {
            result["partialFingerprints"]["teardown/v1"]
            for result in run["results"]
            if result["ruleId"].startswith("text-")
        }

    before = prints()
    text = (folder / "ü.md").read_text("utf-8")
    (folder / "ü.md").write_text(text.replace("# Not ours", "# Not ours\n\nMore."), "utf-8")
    assert prints() == before != set()


def test_teardowns_of_the_library_have_a_name_and_no_file(
    program: Program, teardown_id: str
) -> None:
    status, run = sarif(program, teardown_id)
    assert status == 3
    location = run["results"][0]["locations"][0]
    assert location == {"logicalLocations": [{"fullyQualifiedName": f"{teardown_id}/frame/what"}]}


def test_a_file_that_cannot_be_read_stands_in_the_report(program: Program, folder: Path) -> None:
    text = (folder / "ü.md").read_text("utf-8")
    (folder / "bad.md").write_text(
        text.replace("teardown_schema: 2", "teardown_schema: x"), "utf-8"
    )
    status, run = sarif(program, "ours")
    assert status == 1
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    (told,) = invocation["toolExecutionNotifications"]
    assert "bad.md" in told["message"]["text"]
    assert len(run["results"]) > 5


def test_only_one_form_is_printed(program: Program, teardown_id: str) -> None:
    for other in ("--json", "--jsonl"):
        assert program("check", teardown_id, "--format", "sarif", other).status == 2
    assert program("check", teardown_id, "--format", "xml").status == 2
