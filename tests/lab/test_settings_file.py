"""The settings file in the hands of others: odd files, links, and many changes one by one."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.errors import SettingsError, UsageError
from lab.settings import read_settings
from lab.settings.writing import put_back, set_value, unset_value, written_value

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = ["home.new", "home.open", "walk.next"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


# Odd files


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes")
def test_a_pipe_is_not_waited_for(file: Path) -> None:
    os.mkfifo(file)
    (problem,) = read_settings(file, {}).problems
    assert str(problem) == "config.toml: the file is a pipe or a device; nothing in it is used."
    with pytest.raises(SettingsError, match="Nothing was changed"):
        set_value(file, "goal", "2")


def test_a_folder_in_its_place_stays_one(file: Path) -> None:
    file.mkdir()
    with pytest.raises(SettingsError, match="Nothing was changed"):
        set_value(file, "goal", "2")
    assert file.is_dir()


def test_a_file_that_may_not_be_read_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("goal = 2\n", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    found = read_settings(file, {})
    assert found["goal"] == 1
    (problem,) = found.problems
    assert "the file cannot be read (you have no permission to read it)" in str(problem)


def test_a_file_of_ten_megabytes_is_not_read(file: Path) -> None:
    file.write_bytes(b"# padding\n" * 1_000_000)
    (problem,) = read_settings(file, {}).problems
    assert "too large" in str(problem)
    with pytest.raises(SettingsError, match="too large"):
        set_value(file, "goal", "2")


def test_a_disk_for_reading_only_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("goal = 2\n", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(SettingsError, match=r"cannot be written: .*read.only"):
        unset_value(file, "goal")
    assert file.read_text("utf-8") == "goal = 2\n"


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_link_to_a_file_that_is_not_there_yet_is_followed(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "teardown.toml"
    file.symlink_to(real)
    assert read_settings(file, {}).problems == []
    set_value(file, "goal", "2")
    assert file.is_symlink()
    assert real.read_text("utf-8") == "goal = 2\n"


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_link_to_itself_is_named(file: Path) -> None:
    file.symlink_to(file)
    (problem,) = read_settings(file, {}).problems
    assert "cannot be read" in str(problem)
    with pytest.raises(SettingsError):
        set_value(file, "goal", "2")


def test_a_mark_of_windows_and_its_line_ends_stay(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbfgoal = 2\r\n# end\r\n")
    set_value(file, "author", "Ana")
    set_value(file, "keys.home.new", "x", commands=COMMANDS)
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfgoal = 2\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_what_somebody_else_saved_meanwhile_is_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import lab.settings.writing as module

    file.write_text("goal = 2\n", encoding="utf-8")
    original = module._changed
    others = iter(["# theirs\ngoal = 2\n"])

    def slow(text: str, name: str, value: Any) -> str:
        changed = original(text, name, value)
        for theirs in others:
            file.write_text(theirs, encoding="utf-8")
        return changed

    monkeypatch.setattr(module, "_changed", slow)
    set_value(file, "author", "Ana")
    assert file.read_text("utf-8") == '# theirs\ngoal = 2\nauthor = "Ana"\n'


def test_an_entry_that_cannot_be_changed_safely_is_left(file: Path) -> None:
    before = "[goal]\nx = 1\n[other]\ny = 2\n"
    file.write_text(before, encoding="utf-8")
    with pytest.raises(SettingsError, match="Nothing was changed"):
        set_value(file, "goal", "2")
    assert file.read_text("utf-8") == before


# Taking out and putting back


def test_what_is_taken_out_has_its_default_again(file: Path) -> None:
    file.write_text("# top\ngoal = 2  # a week\n\n# end\n", encoding="utf-8")
    assert unset_value(file, "goal") is True
    assert file.read_text("utf-8") == "# top\n\n# end\n"
    assert unset_value(file, "goal") is False
    assert read_settings(file, {})["goal"] == 1


def test_a_wrong_value_can_be_taken_out_and_put_back(file: Path) -> None:
    file.write_text('goal = "many"\n[keys]\nhome.new = "x"\n', encoding="utf-8")
    for name in ("goal", "keys.home.new"):
        value = written_value(file, name)
        assert unset_value(file, name, commands=COMMANDS)
        assert written_value(file, name) is None
        put_back(file, name, value)
        assert written_value(file, name) == value
    put_back(file, "author", None)
    assert "author" not in file.read_text("utf-8")


def test_only_what_there_is_can_be_taken_out(file: Path) -> None:
    with pytest.raises(UsageError, match="Did you mean “goal”"):
        unset_value(file, "gaol")
    with pytest.raises(UsageError, match="no command"):
        unset_value(file, "keys.nothing", commands=COMMANDS)


# Any sequence of changes

_own = {
    "goal": ["1", "7", "14"],
    "author": ["Ana", "“Ö” \\ 'x' # no comment", "文"],
    "max_cost": ["0", "2.5"],
    "vim": ["true", "false"],
    "keys.home.new": ["x", "ctrl+t,f6"],
    "keys.walk.next": ["f7"],
}
_steps = st.sampled_from([(name, text) for name, texts in _own.items() for text in [*texts, None]])
_head = st.lists(
    st.sampled_from(
        ["# a comment", "", "   # indented ", 'theme   =   "nord"\t# mine', "unknown = [ 1,2 ]",
         "goal = 2 # g", "author = 'B'", "\t", "week_start='sunday'"]
    ),
    unique_by=lambda line: line.strip().partition("=")[0] or object(),
    max_size=7,
)  # fmt: skip
_tail = st.lists(
    st.sampled_from(["# about keys", '"home.new" = "N"', "home.open='o' # mine", ""]),
    unique_by=lambda line: line.partition("=")[0] or object(),
    max_size=4,
)


@settings(max_examples=60)
@given(head=_head, tail=st.none() | _tail, steps=st.lists(_steps, max_size=8), end=st.booleans())
def test_any_changes_keep_every_other_line_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    head: list[str],
    tail: list[str] | None,
    steps: list[tuple[str, str | None]],
    *,
    end: bool,
) -> None:
    lines = [*head, *([] if tail is None else ["[keys]  # own", *tail])]
    text = "\n".join(lines) + ("\n" if end and lines else "")
    file = tmp_path_factory.mktemp("settings") / "config.toml"
    file.write_text(text, encoding="utf-8")
    changed = {name.removeprefix("keys.") for name, _ in steps}
    for name, value in steps:
        if value is None:
            unset_value(file, name, commands=COMMANDS)
            assert written_value(file, name) is None
        else:
            used = set_value(file, name, value, commands=COMMANDS)
            assert written_value(file, name) == used
            found = read_settings(file, {})
            own = found.keys.get(name.removeprefix("keys."))
            assert (own if name.startswith("keys.") else found[name]) == used

    def others(of: list[str]) -> list[str]:
        names = {line: line.partition("=")[0].strip().strip('"') for line in of}
        return [line for line in of if line.strip() and names[line] not in changed]

    kept = others(file.read_text("utf-8").split("\n"))
    ours = [line for line in kept if line == "[keys]" and tail is None]
    assert [line for line in kept if line not in ours] == others(lines)
