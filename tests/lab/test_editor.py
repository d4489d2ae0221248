"""Finding an editor, and running it on a file."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from lab.editor import editor_command, how_it_ended, run_editor
from lab.errors import EditorError
from lab.processes import is_running

if TYPE_CHECKING:
    from pathlib import Path


def program(folder: Path, name: str, body: str = "") -> Path:
    """Write a program that can be started by its name."""
    path = folder / name
    path.write_text(f"#!{sys.executable}\nimport sys\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A search path with three editors on it."""
    for name in ("one", "two", "three", "nano"):
        program(tmp_path, name)
    return str(tmp_path)


def test_the_setting_comes_before_visual_before_editor_before_a_usual_one(path: str) -> None:
    environ = {"PATH": path, "VISUAL": "two -w", "EDITOR": "three"}
    assert editor_command("one 'a b'", environ) == ["one", "a b"]
    assert editor_command(" ", environ) == ["two", "-w"]
    assert editor_command("", {"PATH": path, "EDITOR": "three"}) == ["three"]
    assert editor_command("", {"PATH": path, "VISUAL": " "}) == ["nano"]


@pytest.mark.parametrize(
    ("setting", "environ", "said"),
    [
        ("gone --wait", {}, "no program “gone”"),
        ("", {"VISUAL": "gone"}, "VISUAL"),
        ("one 'two", {}, "cannot be read"),
        ("", {}, "No text editor was found"),
    ],
)
def test_an_editor_that_cannot_be_started_is_named(
    tmp_path: Path, setting: str, environ: dict[str, str], said: str
) -> None:
    with pytest.raises(EditorError, match=said):
        editor_command(setting, {"PATH": str(tmp_path), **environ})


@pytest.mark.skipif(os.name != "posix", reason="scripts as programs")
@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("vim", ["+12", "FILE"]),
        ("nano", ["+12", "FILE"]),
        ("code", ["--goto", "FILE:12"]),
        ("hx", ["FILE:12"]),
        ("unknown", ["FILE"]),
    ],
)
def test_an_editor_is_sent_to_the_line_as_it_knows_it(
    tmp_path: Path, name: str, given: list[str]
) -> None:
    told = tmp_path / "told"
    editor = program(tmp_path, name, f"open({str(told)!r}, 'w').write('\\n'.join(sys.argv[1:]))")
    file = tmp_path / "text.md"
    assert run_editor([str(editor)], file, environ=os.environ, line=12) == 0
    expected = [one.replace("FILE", str(file)) for one in given]
    assert told.read_text("utf-8").splitlines() == expected
    run_editor([str(editor)], file, environ=os.environ)
    assert told.read_text("utf-8").splitlines() == [str(file)]


def test_how_an_editor_ended_is_said_unless_it_was_well() -> None:
    assert how_it_ended("vim", 0) == ""
    assert how_it_ended("vim", 1) == "“vim” ended with status 1"
    assert how_it_ended("vim", -9) == "“vim” was ended by signal 9"


def test_an_editor_that_does_not_start_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EditorError, match="did not start"):
        run_editor([str(tmp_path / "gone")], tmp_path / "x", environ=os.environ)


@pytest.mark.skipif(os.name != "posix", reason="cannot be asked elsewhere")
def test_another_process_runs_or_does_not() -> None:
    assert is_running(os.getppid())
    assert not is_running(os.getpid())
    assert not is_running(2**22 + 1)
    assert not is_running(10**30)
