"""``teardown check`` of whole folders, and its findings as code hosts read them."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from tests.cli.running import Program


def shape(required: str, **properties: Any) -> dict[str, Any]:
    """Return an object that has these properties and no others; *required* names some of them."""
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


def several(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


WORDS = {"type": "string", "minLength": 1}
FROM_ONE = {"type": "integer", "minimum": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = shape("text", text=WORDS)
RULE = shape(
    "id", id=WORDS, shortDescription=MESSAGE, defaultConfiguration=shape("level", level=LEVEL)
)
PLACE = shape(
    "artifactLocation region",
    artifactLocation=shape("uri", uri={"type": "string", "pattern": "^[!-~]+$"}, uriBaseId=WORDS),
    region=shape("startLine", startLine=FROM_ONE, startColumn=FROM_ONE, endColumn=FROM_ONE),
)
LOCATION = shape(
    "logicalLocations",
    logicalLocations=several(shape("fullyQualifiedName", fullyQualifiedName=WORDS)),
    physicalLocation=PLACE,
)
RESULT = shape(
    "ruleId ruleIndex level message locations partialFingerprints",
    ruleId=WORDS,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=MESSAGE,
    locations={**several(LOCATION), "minItems": 1, "maxItems": 1},
    partialFingerprints=shape("teardown/v1", **{"teardown/v1": WORDS}),
)
INVOCATION = shape(
    "executionSuccessful",
    executionSuccessful={"type": "boolean"},
    toolExecutionNotifications=several(shape("level message", level=LEVEL, message=MESSAGE)),
)
RUN = shape(
    "tool columnKind invocations results",
    tool=shape(
        "driver",
        driver=shape(
            "name version rules",
            name=WORDS,
            version=WORDS,
            rules={**several(RULE), "uniqueItems": True},
        ),
    ),
    columnKind={"const": "unicodeCodePoints"},
    invocations=several(INVOCATION),
    results=several(RESULT),
)
SHAPE = shape(
    "$schema version runs",
    version={"const": "2.1.0"},
    runs={**several(RUN), "minItems": 1},
    **{"$schema": {"type": "string", "format": "uri"}},
)
"""What we use of SARIF 2.1.0, by the names that it has there (section 3 of the standard)."""


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


@pytest.mark.parametrize(
    ("line_end", "encoding"), [("\r\n", "utf-8"), ("\n", "utf-8-sig"), ("\r\n", "utf-8-sig")]
)
def test_line_ends_and_marks_of_other_systems_move_no_finding(
    program: Program, folder: Path, line_end: str, encoding: str
) -> None:
    record = program.new("Third")
    program("answer", record, "frame.what", "--text",
            "It *always* works.\n登録 👩‍👩‍👧 cafe\u0301, it is **intuitive**.")  # fmt: skip
    file = folder / "third.md"
    program("export", record, "-o", str(file))
    text = file.read_text("utf-8")
    with file.open("w", encoding=encoding, newline="") as written:
        written.write(text.replace("\n", line_end))
    _, run = sarif(program, str(file))
    found = []
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        if "startColumn" in region:
            line = text.split("\n")[region["startLine"] - 1]
            found.append(line[region["startColumn"] - 1 : region["endColumn"] - 1])
    assert found == ["always", "intuitive"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such names and links there")
def test_what_a_folder_holds_besides_is_named_and_goes_no_further(
    program: Program, folder: Path
) -> None:
    teardown = (folder / "ü.md").read_bytes()
    (folder / "new\nline\x1b[31m.md").write_bytes(teardown)
    Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff.md")).write_bytes(teardown)
    (folder / "binary.md").write_bytes(bytes(range(256)))
    with (folder / "huge.json").open("wb") as huge:
        huge.truncate(100 * 1024 * 1024)
    (folder / "secret.md").symlink_to("/etc/passwd")
    (folder / "round").symlink_to("..")
    os.mkfifo(folder / "pipe.md")
    done = program("check", "ours", "--format", "sarif")
    Draft202012Validator(SHAPE).validate(done.json)
    assert done.status == 1
    assert "\x1b" not in done.err
    said = done.err.splitlines()
    place = "ours/week 1"
    assert said[0].startswith(f"“{place}/binary.md” was not checked: it is not text in UTF-8: li")
    assert said[1].startswith(f"“{place}/huge.json” was not checked: it is larger than 32 MB, wh")
    assert set(said[2:5]) == {
        f"{place}/pipe.md: it is no file.",
        f"{place}/round: it is a link, and links are not followed.",
        f"{place}/secret.md: it is a link, and links are not followed.",
    }
    (run,) = done.json["runs"]
    (invocation,) = run["invocations"]
    assert len(invocation["toolExecutionNotifications"]) == 2
    files = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].rpartition("/")[2]
        for result in run["results"]
    }
    assert files == {"%C3%BC.md", "b.json", "new%0Aline%1B%5B31m.md", "bad%FF.md"}
    everything = program("check", "ours", "--jsonl")
    assert (everything.status, len(everything.out.splitlines())) == (1, 4)


@pytest.mark.skipif(sys.platform == "win32", reason="the example is for a machine with bash")
def test_the_docs_show_how_a_group_checks_its_teardowns_with_each_change(
    folder: Path,
) -> None:
    docs = Path(__file__).resolve().parents[2] / "docs" / "cli.md"
    example = docs.read_text("utf-8").partition("can have them checked with each change.")[2]
    workflow = yaml.safe_load(example.partition("```yaml\n")[2].partition("```")[0])
    (step,) = [
        each["run"]
        for each in workflow["jobs"]["teardowns"]["steps"]
        if each.get("run", "").startswith("teardown check")
    ]
    (folder.parent / "week 1").rename(folder.parent.parent / "teardowns")
    call = shlex.join([sys.executable, "-c", "from cli.main import main; raise SystemExit(main())"])

    def run() -> int:
        root = docs.parents[1]
        environment = {**os.environ, "PYTHONPATH": str(root)}
        return subprocess.run(
            ["bash", "-e", "-c", f'teardown() {{ {call} "$@"; }}\n{step}'],
            env=environment,
            check=False,
            capture_output=True,
        ).returncode

    assert run() == 0
    uploaded = workflow["jobs"]["teardowns"]["steps"][-1]["with"]["sarif_file"]
    document = json.loads(Path(uploaded).read_text("utf-8"))
    Draft202012Validator(SHAPE).validate(document)
    assert len(document["runs"][0]["results"]) > 5
    Path("teardowns/broken.md").write_bytes(bytes(range(256)))
    assert run() == 1


def test_only_one_form_is_printed(program: Program, teardown_id: str) -> None:
    for other in ("--json", "--jsonl"):
        assert program("check", teardown_id, "--format", "sarif", other).status == 2
    assert program("check", teardown_id, "--format", "xml").status == 2
