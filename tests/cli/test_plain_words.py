"""What a command says helps: it names what is wrong, and a next step that this command has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program


@pytest.fixture
def settings(teardown_home: Path) -> Path:
    path = teardown_home / "config" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


def test_settings_that_are_not_used_are_named_by_whatever_reads_them(
    program: Program, settings: Path
) -> None:
    settings.write_text('author = "Ana"\ngoal = = 3\n', "utf-8")
    for arguments in (("new", "X"), ("config", "get", "author"), ("habit",)):
        done = program(*arguments)
        assert done.status == 0
        assert "config.toml" in done.err
        assert "“teardown config check” says more." in done.err
    assert program("config", "check").err.count("teardown config check") == 0
    assert program("habit", "--prompt").err == ""


def test_what_is_no_setting_is_taken_out_of_the_file(program: Program, settings: Path) -> None:
    settings.write_text('gaol = 3\n[keys]\n"nope" = "x"\n', "utf-8")
    for name in ("gaol", "keys.nope"):
        done = program("config", "unset", name)
        said = f"{name} is taken out of the file; there is no such setting."
        assert (done.status, done.line) == (0, said)
    assert "gaol" not in settings.read_text("utf-8")
    assert program("config", "unset", "gaol").status == 2


def test_a_program_that_is_named_is_the_one_that_runs(program: Program, teardown_id: str) -> None:
    program("probe", "add", teardown_id, "--prompt", "Which day?", "--pass-rule", "Names it.")
    run = ("probe", "run", teardown_id, "b1", "-n", "1", "--command", "echo Monday")
    refused = program(*run, "--target", "anthropic")
    assert (refused.status, "no anthropic" in refused.err) == (2, True)
    assert "to make by the command" in program(*run).err
    dear = program(*run, "--max-cost", "1")
    assert "Leave the limit out." in dear.err
    assert "Price" not in dear.err


def test_a_counterpoint_is_told_nothing_of_options_that_it_lacks(
    program: Program, teardown_id: str
) -> None:
    program("answer", teardown_id, "frame.what", "--text", "word " * 40)
    program("score", teardown_id, "frame", "2")
    program("counterpoints", teardown_id, "--section", "frame", "--offline")
    program("reply", teardown_id, "k1", "rebutted", "--because", "No.")
    ask = ("counterpoints", teardown_id, "--section", "frame", "--service", "command")
    said = program(*ask).err
    assert "model_command" in said
    assert "--command" not in said
    both = program("counterpoints", teardown_id, "--offline", "--mode", "steelman")
    assert "--section" not in both.err


def test_an_example_is_said_to_be_one(program: Program, home: Path) -> None:
    program("demo", "--keep", str(home / "demo"))
    done = program("--data-dir", str(home / "demo"), "reply", "worked-example", "k1", "useless")
    assert "worked-example is an example" in done.err


def test_a_name_that_two_probes_would_share_is_refused(program: Program, teardown_id: str) -> None:
    add = ("probe", "add", teardown_id, "--pass-rule", "y", "--name", "Sum")
    program(*add, "--prompt", "q1")
    done = program(*add, "--prompt", "q2")
    assert (done.status, "it is b1" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "the file is empty"), ("A line of mine.\n", "no teardown that was exported")],
)
def test_what_never_was_a_teardown_is_said_to_be_none(
    program: Program, home: Path, text: str, said: str
) -> None:
    file = home / "note.md"
    file.write_text(text, "utf-8")
    done = program("check", str(file))
    assert (done.status, said in done.err, "code host" in done.err) == (1, True, False)


def test_matched_findings_that_are_none_are_not_said_to_be_shown(
    program: Program, home: Path
) -> None:
    names = [program.new("Inlet"), program.new("Inlet")]
    file = home / "m.json"
    file.write_text("[1,2", "utf-8")
    done = program("compare", *names, "--matches", str(file))
    assert (done.status, done.out) == (1, "")
    assert "line 1 is no JSON" in done.err
    assert "shown" not in done.err
    assert program("compare", *names, "--json", "--format", "html").status == 2


def test_an_own_catalogue_with_a_mistake_is_named_where_it_is_left_out(
    program: Program, teardown_home: Path
) -> None:
    folder = teardown_home / "config" / "templates"
    folder.mkdir(parents=True)
    (folder / "catalog.yaml").write_text("schema: 1\nentries: 3\n", "utf-8")
    done = program("catalog")
    assert done.status == 0
    assert "catalog.yaml" in done.err
