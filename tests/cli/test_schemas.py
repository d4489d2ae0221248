"""Every ``--json`` kind against its published schema, with real output."""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from lab.schemas import kinds, read_schema, schema_file, show_schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program

BACKUP = "backup.zip"

COMMANDS: dict[str, tuple[str, ...]] = {
    "capture": ("capture", "-"),
    "catalog": ("catalog", "--next"),
    "check": ("check", "last"),
    "compare": ("compare", "last", "compared"),
    "config": ("config", "get"),
    "config-check": ("config", "check"),
    "counterpoints": ("counterpoints", "last", "--offline"),
    "doctor": ("doctor", "--fix"),
    "evidence": ("evidence", "last"),
    "group-status": ("group", "status"),
    "group-sync": ("group", "sync"),
    "habit": ("habit",),
    "history": ("history", "last", "--diff", "3"),
    "import": ("import", "-"),
    "keys": ("keys",),
    "list": ("list",),
    "new": ("new", "Another"),
    "predictions": ("predictions",),
    "probe-diff": ("probe", "diff", "last", "last"),
    "probe-run": (
        *("probe", "run", "last", "b1", "-n", "5", "--dry-run"),
        *("--target", "command", "--command", "true"),
    ),
    "probe-stats": ("probe", "stats", "last"),
    "restore": ("restore", BACKUP),
    "show": ("show", "last"),
    "template": ("templates", "show", "chat"),
    "template-check": ("templates", "check", "-"),
    "templates": ("templates", "list"),
    "trash": ("trash", "list"),
    "where": ("where",),
}


def validate(document: dict[str, Any]) -> str:
    """Validate a document against the schema that it names; return its kind."""
    name, _, version = document["schema"].partition("/")
    assert version == "v1"
    kind = str(name).removeprefix("teardown.")
    Draft202012Validator(read_schema(kind), format_checker=FormatChecker()).validate(document)
    return kind


@pytest.fixture
def busy(
    program: Program, teardown_id: str, teardown_home: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """A home in which every kind has something to say."""
    program.new("Compared")
    program("answer", teardown_id, "frame.what", "--text", "Text")
    program("score", teardown_id, "frame", "2")
    program("claim", teardown_id, "--section", "frame", "--statement", "It is so")
    program("probe", "add", teardown_id, "--prompt", "Say it.", "--pass-rule", "It is said.")
    for verdict in ("pass", "fail", "error"):
        program("probe", "trial", teardown_id, "b1", "--text", "It", "--verdict", verdict)
    program("evidence", teardown_id, "--observed", "It took nine seconds.")
    program("trash", "put", program.new("Removed"))
    damaged = program.new("Damaged")
    program("score", damaged, "frame", "1")
    path = teardown_home / "library" / "teardowns" / f"{damaged}.json"
    path.write_text("{", encoding="utf-8")
    config = teardown_home / "config" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('gaol = 1\n[keys]\n"home.new" = "n,N"\n', encoding="utf-8")
    monkeypatch.chdir(teardown_home)
    program("backup", BACKUP)
    program("group", "init", "group", "--name", "Ana", "--no-git")
    program("group", "new-round", "Notion AI")
    program("score", teardown_id, "frame", "2")
    assert program("group", "seal", teardown_id).status == 0
    return teardown_id


def test_every_published_kind_is_printed_by_a_command() -> None:
    assert kinds() == sorted(COMMANDS)


@pytest.mark.parametrize("kind", sorted(COMMANDS))
def test_real_output_is_what_the_schema_says_and_the_schema_bites(
    program: Program, busy: str, kind: str
) -> None:
    assert busy
    done = program(*COMMANDS[kind], "--json", stdin=b"id: x\nfoo: y\n")
    assert done.status in {0, 3}, done.err
    assert validate(done.json) == kind
    assert done.out.endswith("}\n")
    schema, document = read_schema(kind), done.json
    Draft202012Validator.check_schema(schema)
    for name in schema["required"]:
        with pytest.raises(ValidationError):
            Draft202012Validator(schema).validate({**document, name: 7.5})
        short = {key: value for key, value in document.items() if key != name}
        with pytest.raises(ValidationError):
            Draft202012Validator(schema).validate(short)


def test_the_schema_of_show_is_the_records_own() -> None:
    assert read_schema("show") == show_schema(), "run: python -m lab.schemas"


def test_the_schema_of_show_can_be_written_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("lab.schemas.schema_file", lambda kind: tmp_path / f"{kind}.json")
    runpy.run_module("lab.schemas")
    assert (tmp_path / "show.json").read_text("utf-8") == schema_file("show").read_text("utf-8")


def test_a_single_setting_fits_the_schema_too(program: Program) -> None:
    assert validate(program("config", "get", "goal", "--json").json) == "config"
