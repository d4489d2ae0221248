from __future__ import annotations

import os
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.errors import SettingsError, UsageError
from lab.settings import SETTINGS, read_settings
from lab.settings.writing import set_value

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "config.toml"


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_everything_has_its_default(file: Path) -> None:
    settings = read_settings(file, {})
    assert settings.values == {key: setting.default for key, setting in SETTINGS.items()}
    assert settings.problems == []
    assert {settings.source(key) for key in SETTINGS} == {"default"}


def test_the_environment_wins_over_the_file(file: Path) -> None:
    write(file, "goal = 2\nauthor = 'Ana'\n")
    settings = read_settings(file, {"TEARDOWN_GOAL": " 3 ", "TEARDOWN_VIM": "on"})
    assert (settings["goal"], settings["author"], settings["vim"]) == (3, "Ana", True)
    assert [settings.source(key) for key in ("goal", "author", "vim", "theme")] == [
        "environment",
        "file",
        "environment",
        "default",
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("goal", "true"),
        ("goal", "0"),
        ("goal", "15"),
        ("goal", "2.0"),
        ("goal", "'2'"),
        ("goal", "[1]"),
        ("vim", "1"),
        ("vim", "'yes'"),
        ("week_start", "'someday'"),
        ("week_start", "1"),
        ("author", "7"),
        ("author", "'''a\nb'''"),
        ("author", "'" + "x" * 201 + "'"),
        ("theme", "2026-01-01"),
        ("theme", "{a = 1}"),
    ],
)
def test_a_wrong_value_is_named_and_the_default_used(file: Path, key: str, value: str) -> None:
    write(file, f"# a comment\n\n{key} = {value}\n")
    settings = read_settings(file, {})
    assert settings[key] == SETTINGS[key].default
    (problem,) = settings.problems
    assert (problem.key, problem.line) == (key, 3)
    assert SETTINGS[key].allowed in str(problem)
    assert "\n" not in str(problem)


@pytest.mark.parametrize("value", ["", "many", "1_0", "²", "-1", "99999999999999999999"])
def test_a_wrong_variable_is_named(file: Path, value: str) -> None:
    (problem,) = read_settings(file, {"TEARDOWN_GOAL": value}).problems
    assert str(problem).startswith("TEARDOWN_GOAL")
    assert "from 1 to 14" in str(problem)


def test_an_unknown_name_gets_the_nearest(file: Path) -> None:
    write(file, "authr = 'Ana'\nzzz = 1\n")
    first, second = read_settings(file, {}).problems
    assert (first.nearest, first.line) == ("author", 1)
    assert "Did you mean “author”?" in str(first)
    assert (second.nearest, second.line) == ("", 2)


def test_upper_case_and_spaces_do_not_matter_where_there_are_choices(file: Path) -> None:
    write(file, "week_start = ' Sunday '\nauthor = ' Ana '\n")
    settings = read_settings(file, {})
    assert (settings["week_start"], settings["author"]) == ("sunday", "Ana")


def test_the_mark_that_windows_editors_write_is_no_fault(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"\xef\xbb\xbfgoal = 2\r\n")
    settings = read_settings(file, {})
    assert (settings["goal"], settings.problems) == (2, [])


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"goal = ", "line 1"),
        (b"goal = 2\nname == 3\n", "line 2"),
        (b"goal = 2\nname = \xff", "line 2"),
        (b"x = " + b"[" * 100_000, "nested too deeply"),
        (b"\x00", "cannot be understood"),
        (b"#" * (1024 * 1024 + 1), "too large"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_not_used(
    file: Path, raw: bytes, said: str
) -> None:
    file.parent.mkdir()
    file.write_bytes(raw)
    settings = read_settings(file, {})
    (problem,) = settings.problems
    assert said in str(problem)
    assert settings["goal"] == 1


def test_a_folder_in_place_of_the_file_is_named(file: Path) -> None:
    file.mkdir(parents=True)
    (problem,) = read_settings(file, {}).problems
    assert "cannot be read" in str(problem)


def test_keys_may_be_written_with_or_without_quotes(file: Path) -> None:
    write(file, "[keys]\n'home.new' = 'N'\nhome.open = 'o'\nwalk.next = 7\n")
    settings = read_settings(file, {})
    assert settings.keys == {"home.new": "N", "home.open": "o"}
    (problem,) = settings.problems
    assert (problem.key, problem.line) == ("keys.walk.next", 4)


def test_keys_that_are_no_table_are_named(file: Path) -> None:
    write(file, "keys = 'n'\n")
    (problem,) = read_settings(file, {}).problems
    assert "[keys]" in str(problem)


# Writing


def test_comments_order_and_line_ends_stay(file: Path) -> None:
    file.parent.mkdir()
    before = '# head\r\ntheme = "nord"   # why\r\n\r\n[keys] # mine\r\n"home.new" = "N"\r\n'
    file.write_bytes(before.encode())
    assert set_value(file, "theme", "textual-light") == "textual-light"
    assert file.read_bytes().decode() == before.replace('"nord"', '"textual-light"')
    assert set_value(file, "goal", "3") == 3
    assert set_value(file, "keys.home.open", "ctrl+t , o", commands=["home.open"]) == "ctrl+t,o"
    text = file.read_bytes().decode()
    assert text.startswith("# head\r\n")
    assert "[keys] # mine\r\n" in text
    assert tomllib.loads(text) == {
        "theme": "textual-light",
        "goal": 3,
        "keys": {"home.new": "N", "home.open": "ctrl+t,o"},
    }


def test_a_key_that_was_written_without_quotes_is_replaced(file: Path) -> None:
    write(file, "[keys]\nhome.new = 'N'\nhome.open = 'o'\n")
    set_value(file, "keys.home.new", "x", commands=["home.new"])
    assert read_settings(file, {}).keys == {"home.new": "x", "home.open": "o"}


def test_the_file_is_made_private_where_there_is_none(file: Path) -> None:
    set_value(file, "author", 'Ana "A" \\ López')
    assert read_settings(file, {})["author"] == 'Ana "A" \\ López'
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.name != "posix", reason="links and modes")
def test_a_link_stays_a_link_and_modes_stay(file: Path, tmp_path: Path) -> None:
    real = write(tmp_path / "dotfiles" / "teardown.toml", "goal = 1\n")
    real.chmod(0o644)
    file.parent.mkdir()
    file.symlink_to(real)
    set_value(file, "goal", "2")
    assert file.is_symlink()
    assert real.read_text("utf-8") == "goal = 2\n"
    assert real.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("goal", "0"),
        ("gaol", "1"),
        ("keys.nothing", "n"),
        ("keys.home.new", "ctrl+"),
        ("keys.", "n"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(file: Path, name: str, value: str) -> None:
    write(file, "goal = 2\n")
    with pytest.raises(UsageError):
        set_value(file, name, value, commands=["home.new"])
    assert file.read_text("utf-8") == "goal = 2\n"
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("text", ["goal = ", "[keys", "goal = 1\ngoal = 2\n"])
def test_a_file_that_cannot_be_understood_is_never_overwritten(file: Path, text: str) -> None:
    write(file, text)
    with pytest.raises(SettingsError, match="Nothing was changed"):
        set_value(file, "goal", "2")
    assert file.read_text("utf-8") == text


def test_a_disk_that_refuses_is_named_and_the_file_stays(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(file, "goal = 2\n")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsError, match="the disk is full"):
        set_value(file, "goal", "3")
    assert file.read_text("utf-8") == "goal = 2\n"
    assert list(file.parent.iterdir()) == [file]


_lines = st.sampled_from(
    [
        "# a comment",
        "",
        "goal = 2",
        "author = 'Ana'  # me",
        "vim=true",
        '   theme   =   "dark"',
        "unknown = [1, 2]",
    ]
)


@given(
    lines=st.lists(_lines, unique=True),
    author=st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20),
)
def test_setting_one_value_changes_no_other(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], author: str
) -> None:
    text = "".join(f"{line}\n" for line in lines)
    file = write(tmp_path_factory.mktemp("settings") / "config.toml", text)
    before: dict[str, Any] = tomllib.loads(text)
    try:
        value = set_value(file, "author", author)
    except UsageError:
        assert not author.isprintable()
        assert file.read_text("utf-8") == text
        return
    assert tomllib.loads(file.read_text("utf-8")) == before | {"author": value}
    kept = file.read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("author")] == [
        line for line in kept if not line.startswith("author")
    ]
