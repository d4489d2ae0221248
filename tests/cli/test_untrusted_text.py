"""Text from files is shown, and does nothing."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program

HOSTILE = (
    "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x9b31m\x9d0;t\x9c bidi\u202eesrever\u2066x"
    "\u2028line\ufeff[/b] {x} \x00\x7f end"
)
OUR_STYLES = re.compile(r"\x1b\[[012]m")
FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def everything_hostile(value: Any, key: str = "") -> Any:
    """Return the record with hostile text wherever free text stands."""
    if isinstance(value, dict):
        return {name: everything_hostile(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [everything_hostile(each, key) for each in value]
    free = {
        "name", "maker", "url", "surface", "plan", "version", "region", "category", "author",
        "title", "text", "statement", "because", "who", "where", "breaks_if", "what", "tags",
        "principle", "limit", "cannot_conclude", "formula", "how_known",
    }  # fmt: skip
    return HOSTILE if isinstance(value, str) and key in free else value


@pytest.fixture
def hostile(program: Program, teardown_id: str, teardown_home: Path) -> str:
    """A teardown in which every text is an attack."""
    program("answer", teardown_id, "frame.what", "--text", "x")
    program("score", teardown_id, "frame", "1")
    program("claim", teardown_id, "--section", "frame", "--statement", "x", "--because", "y")
    path = teardown_home / "library" / "teardowns" / f"{teardown_id}.json"
    document = json.loads(path.read_text("utf-8"))
    ((key, record),) = document["_default"].items()
    record["tags"] = ["tag"]
    record["predictions"] = [{"id": "p1", "statement": "x"}]
    record["metrics"] = [{"id": "m1", "name": "x", "formula": "f", "kind": HOSTILE}]
    record["take_home"] = {
        "lessons": [{"id": "l1", "principle": "x", "limit": "y"}],
        "cannot_conclude": "x",
    }
    document["_default"][key] = everything_hostile(record)
    path.write_text(json.dumps(document), encoding="utf-8")
    return teardown_id


@pytest.mark.parametrize(
    "command",
    ["list", "show last", "show last --section frame", "check last", "list --json",
     "show last --json", "check last --json", "list --product zzz"],
)  # fmt: skip
def test_nothing_acts_on_a_terminal(program: Program, hostile: str, command: str) -> None:
    assert hostile
    done = program(*command.split(), terminal=True)
    assert done.status in {0, 3}
    shown = OUR_STYLES.sub("", done.out)
    assert not FORBIDDEN.search(shown)
    assert not FORBIDDEN.search(done.err)
    if "show last" in command and "json" not in command:
        assert "␛]0;owned␇" in shown
        assert "[/b] {x}" in shown


def test_a_pipe_gets_what_was_written(program: Program, hostile: str) -> None:
    assert HOSTILE.split("\u2028", maxsplit=1)[0] in program("show", hostile).out
    parsed = program("show", hostile, "--json").json
    assert parsed["teardown"]["product"]["name"] == HOSTILE


def test_a_row_stays_a_row(program: Program, hostile: str) -> None:
    assert hostile
    lines = program("list", terminal=True).out.splitlines()
    assert len(lines) == 2


def test_names_in_errors_are_harmless(program: Program, hostile: str) -> None:
    for arguments in (
        ("show", HOSTILE.replace("\x00", "")),
        ("show", hostile, "--section", HOSTILE),
        ("answer", hostile, HOSTILE, "--text", "x"),
        ("templates", "show", HOSTILE),
        ("templates", "check", HOSTILE),
        ("config", "get", HOSTILE),
        ("config", "set", "author", HOSTILE),
        (HOSTILE,),
        ("list", "--" + HOSTILE),
    ):
        done = program(*arguments)
        assert done.status in {1, 2}
        assert not FORBIDDEN.search(done.line)


def test_a_hostile_file_name_of_an_own_template_is_harmless(
    program: Program, teardown_home: Path
) -> None:
    folder = teardown_home / "config" / "templates"
    folder.mkdir(parents=True)
    (folder / "a\x1b[2J.yaml").write_text("id: [", encoding="utf-8")
    done = program("templates", "list", terminal=True)
    assert done.status == 0
    assert done.err
    assert not FORBIDDEN.search(done.err)


@pytest.mark.parametrize(
    ("environment", "styled"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"FORCE_COLOR": "0"}, False),
    ],
)
def test_styles_are_left_out_where_they_are_not_wanted(
    program: Program,
    teardown_id: str,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    styled: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in program("show", teardown_id, terminal=True).out) == styled
    assert "\x1b[" not in program("list", "--json", terminal=True).out


def test_styles_can_be_had_in_a_pipe(
    program: Program, teardown_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b[" not in program("show", teardown_id).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1m" in program("show", teardown_id).out
