"""Settings, keys and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.settings import SETTINGS
from tui.commands import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.running import Program


def test_where_prints_every_path_and_makes_none(program: Program, teardown_home: Path) -> None:
    paths = program("where", "--json").json
    assert paths["library"] == str(teardown_home / "library")
    assert paths["settings"] == str(teardown_home / "config" / "config.toml")
    text = program("where").out
    assert all(path in text for name, path in paths.items() if not name.startswith("schema"))
    assert not teardown_home.exists()


def test_the_platforms_folders_are_used_without_a_home(
    program: Program, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.delenv("TEARDOWN_HOME")
    paths = program("where", "--json").json
    assert all(
        path.startswith(str(home)) for name, path in paths.items() if not name.startswith("schema")
    )


def test_every_command_of_the_app_has_its_line(program: Program) -> None:
    done = program("keys", "--json")
    assert [each["id"] for each in done.json["commands"]] == [each.id for each in COMMANDS]
    text = program("keys").out
    assert all(each.id in text for each in COMMANDS)
    assert all(len(line) <= 80 for line in text.splitlines())


def test_own_keys_are_shown(program: Program) -> None:
    program("config", "set", "keys.home.new", "ctrl+t,?")
    (new,) = (c for c in program("keys", "--json").json["commands"] if c["id"] == "home.new")
    assert (new["keys"], new["default_keys"]) == (["ctrl+t", "question_mark"], ["n"])
    assert "ctrl+t ?" in program("keys").out


def test_every_setting_is_listed_with_where_it_comes_from(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEARDOWN_VIM", "yes")
    assert program("config", "set", "goal", "3").status == 0
    document = program("config", "get", "--json").json
    assert list(document["settings"]) == list(SETTINGS)
    assert (document["settings"]["goal"], document["sources"]["goal"]) == (3, "file")
    assert (document["settings"]["vim"], document["sources"]["vim"]) == (True, "environment")
    assert document["sources"]["theme"] == "default"
    assert program("config") == program("config", "get")
    assert all(name in program("config").out for name in SETTINGS)


def test_one_setting_is_printed_alone(program: Program) -> None:
    assert program("config", "get", "week_start").out == "monday\n"
    assert program("config", "get", "vim").out == "false\n"
    assert program("config", "get", "keys.home.new").out == "n\n"
    assert program("config", "get", "author").out == "\n"
    assert program("config", "get", "max_cost").out == "0.5\n"


def test_a_setting_is_changed_and_its_file_keeps_its_comments(
    program: Program, teardown_home: Path
) -> None:
    path = teardown_home / "config" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('# mine\ngoal = 1  # a week\n\n[keys]\n"home.new" = "N"\n', "utf-8")
    assert program("config", "set", "goal", "2").status == 0
    assert program("config", "set", "author", "Ana “the PM”").status == 0
    assert path.read_text("utf-8") == (
        '# mine\ngoal = 2  # a week\nauthor = "Ana “the PM”"\n\n[keys]\n"home.new" = "N"\n'
    )
    assert program("config", "path").out == f"{path}\n"


def test_a_setting_is_taken_out_again(program: Program, teardown_home: Path) -> None:
    path = teardown_home / "config" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('# mine\ngoal = "many"\n[keys]\nhome.new = "N"\n', "utf-8")
    done = program("config", "unset", "goal")
    assert (done.status, done.err.splitlines()[0]) == (0, "goal is 1 now.")
    assert program("config", "unset", "keys.home.new").err.startswith("keys.home.new is n now.")
    assert path.read_text("utf-8").startswith("# mine\n[keys]\n")
    again = program("config", "unset", "goal")
    assert (again.status, again.err) == (0, "goal was not in the file; it is 1.\n")
    wrong = program("config", "unset", "gaol")
    assert (wrong.status, wrong.err) == (2, "There is no setting “gaol”. Did you mean “goal”?\n")


def test_a_template_that_is_not_there_cannot_be_set(program: Program) -> None:
    done = program("config", "set", "template", "quik")
    assert done.status != 0
    assert "quick" in done.err
    assert program("config", "get", "template").out == "\n"


def test_groups_and_lines_are_shown(program: Program) -> None:
    program("config", "set", "goal", "3")
    text = program("config").out
    assert "this version does not have yet" in text
    assert "line 1" in text
    about = {each["key"]: each for each in program("config", "get", "--json").json["about"]}
    assert (about["goal"]["line"], about["goal"]["unit"]) == (1, "a week")
    assert about["goal"]["used"]
    assert not about["max_cost"]["used"]


def test_changed_keys_are_marked(program: Program) -> None:
    program("config", "set", "preset", "vim")
    done = program("keys", "--json")
    changed = {each["id"] for each in done.json["commands"] if each["changed"]}
    assert {"list.down", "list.last"} <= changed
    assert all(name.startswith("list.") for name in changed)
    text = program("keys").out
    assert "down j *" in text
    assert "not the app's own" in text


def test_an_editor_that_is_not_there_is_a_problem(program: Program) -> None:
    done = program("config", "set", "editor", "nowhere-editor --wait")
    assert "line 1: “editor”: there is no program “nowhere-editor” here" in done.err
    assert program("config", "check").status == 3


def test_the_environment_has_the_last_word_and_that_is_said(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEARDOWN_GOAL", "5")
    done = program("config", "set", "goal", "2")
    assert done.status == 0
    assert "TEARDOWN_GOAL" in done.err
    assert program("config", "get", "goal").out == "5\n"


def test_sound_settings_pass(program: Program) -> None:
    done = program("config", "check")
    assert (done.status, done.out) == (0, "")
    assert program("config", "check", "--json").json["problems"] == []


def test_every_problem_in_the_settings_is_named_with_its_line(
    program: Program, teardown_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = teardown_home / "config" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "gaol = 2\n"
        "week_start = 'someday'\n"
        "template = 'quik'\n"
        "[keys]\n"
        "home.nwe = 'ctrl+t'\n"
        "'home.open' = 'n'\n"
        "'home.filter' = 'nonsense'\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("TEARDOWN_GOAL", "many")
    done = program("config", "check", "--json")
    assert done.status == 3
    found = {each["key"]: each for each in done.json["problems"]}
    assert (found["gaol"]["line"], found["gaol"]["nearest"]) == (1, "goal")
    assert found["week_start"]["line"] == 2
    assert found["template"]["line"] == 3
    assert (found["keys.home.nwe"]["line"], found["keys.home.nwe"]["nearest"]) == (5, "home.new")
    assert "home.new" in found["keys.home.open"]["message"]
    assert "nonsense" in found["keys.home.filter"]["message"]
    assert (found["goal"]["where"], found["goal"]["line"]) == ("TEARDOWN_GOAL", None)
    assert len(program("config", "check").out.splitlines()) == len(done.json["problems"]) == 7
