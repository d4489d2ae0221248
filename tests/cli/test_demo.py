"""``teardown demo`` from the command line."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest

from lab.drafting import NewTeardown
from lab.workspace import Workspace
from tests.cli.running import tree_of

if TYPE_CHECKING:
    from pathlib import Path

    from lab.places import Places
    from tests.cli.running import Program, Result


@pytest.fixture
def temporary(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The common place for temporary folders, for this test alone."""
    folder = home / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_without_a_terminal_it_says_what_to_do(
    program: Program, temporary: Path, teardown_home: Path
) -> None:
    done = program("demo")
    assert (done.status, done.out) == (2, "")
    assert "--keep DIR" in done.line
    assert list(temporary.iterdir()) == []
    assert not teardown_home.exists()


def test_it_is_written_where_one_says_and_all_commands_work_on_it(
    program: Program, home: Path, teardown_home: Path
) -> None:
    folder = home / "demo"
    done = program("demo", "--keep", str(folder))
    assert (done.status, done.out) == (0, f"{folder}\n")
    assert f"teardown --data-dir {folder}" in done.line
    rows = program("list", "--json", "--data-dir", str(folder)).json["teardowns"]
    assert [row["author"] for row in rows[:5]] == ["Robin", "Chen", "Ben", "Ana", "Robin"]
    assert all(row["example"] for row in rows)
    assert program("doctor", "--data-dir", str(folder)).status == 0
    assert not teardown_home.exists()
    again = program("demo", "--keep", str(folder))
    assert (again.status, again.out) == (0, done.out)
    assert "already" in again.line


def test_a_relative_folder_counts_from_here(
    program: Program, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    assert program("demo", "--keep", "demo").out == f"{home / 'demo'}\n"


def test_a_folder_that_holds_something_else_is_refused(program: Program, home: Path) -> None:
    folder = home / "letters"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear", encoding="utf-8")
    before = tree_of(home)
    done = program("demo", "--keep", str(folder))
    assert (done.status, done.out) == (1, "")
    assert "holds something else" in done.line
    assert tree_of(home) == before


@pytest.mark.parametrize("name", ["", " "])
def test_no_folder_is_wrong_usage(program: Program, name: str) -> None:
    assert program("demo", "--keep", name).status == 2


def test_a_folder_for_the_library_is_wrong_usage(program: Program, home: Path) -> None:
    done = program("demo", "--data-dir", str(home / "mine"))
    assert done.status == 2
    assert "--keep" in done.line
    assert not (home / "mine").exists()


def test_an_example_is_marked_wherever_it_is_printed(program: Program, home: Path) -> None:
    folder = str(home / "demo")
    program("demo", "--keep", folder)
    listed = program("list", "--data-dir", folder).out.splitlines()[1:]
    assert len(listed) == 6
    assert all(" example " in line for line in listed)
    assert "example · finished" in program("show", "larder-rob1", "--data-dir", folder).out
    shown = program("show", "larder-rob1", "--json", "--data-dir", folder).json
    assert shown["teardown"]["example"] is True
    exported = program("export", "larder-rob1", "--data-dir", folder).out
    assert "- Example: made to show the form" in exported


# On a terminal, with an app that does at once what a person does


def run(program: Program, monkeypatch: pytest.MonkeyPatch, *options: str, product: str) -> Result:
    def app(places: Places, start: str | None = None) -> int:
        assert start is None
        workspace = Workspace(places, environ={})
        assert len(workspace.summaries()) >= 6
        if product:
            workspace.create(NewTeardown(product=product))
        workspace.close()
        return 0

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("tui.start.run", app)
    return program("demo", *options, terminal=True, asking=True)


def test_at_a_terminal_it_says_what_it_is_and_leaves_nothing(
    program: Program, monkeypatch: pytest.MonkeyPatch, temporary: Path, teardown_home: Path
) -> None:
    done = run(program, monkeypatch, product="")
    assert (done.status, done.out) == (0, "")
    assert done.line.startswith("This is a throw-away copy")
    assert list(temporary.iterdir()) == []
    assert not teardown_home.exists()


def test_a_terminal_that_cannot_draw_is_refused_before_anything_is_made(
    program: Program, monkeypatch: pytest.MonkeyPatch, temporary: Path
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    done = program("demo", terminal=True, asking=True)
    assert done.status == 1
    assert "TERM is “dumb”" in done.line
    assert list(temporary.iterdir()) == []


def test_what_was_written_is_named_and_opens_again(
    program: Program, monkeypatch: pytest.MonkeyPatch, temporary: Path, teardown_home: Path
) -> None:
    done = run(program, monkeypatch, product="Mine")
    (kept,) = (teardown_home / "demos").iterdir()
    assert "You wrote in “Mine”" in done.err
    assert f"teardown --data-dir {kept}" in done.err
    assert list(temporary.iterdir()) == []
    assert "Mine" in program("list", "--data-dir", str(kept)).out
    assert program("list", "--json").json["teardowns"] == []


def test_what_was_written_is_named_also_when_the_app_falls_over(
    program: Program, monkeypatch: pytest.MonkeyPatch, temporary: Path, teardown_home: Path
) -> None:
    def app(places: Places, start: str | None = None) -> int:
        del start
        workspace = Workspace(places, environ={})
        for product in ("One", "Two", "Three", "Four"):
            workspace.create(NewTeardown(product=product))
        workspace.close()
        raise KeyboardInterrupt

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("tui.start.run", app)
    done = program("demo", terminal=True, asking=True)
    assert done.status == 130
    (kept,) = (teardown_home / "demos").iterdir()
    assert f"and 1 more; it is kept: “teardown --data-dir {kept}” opens it." in done.err
    assert list(temporary.iterdir()) == []


def test_a_kept_one_is_named_at_the_end(
    program: Program, monkeypatch: pytest.MonkeyPatch, home: Path, temporary: Path
) -> None:
    done = run(program, monkeypatch, "--keep", str(home / "demo"), product="Mine")
    assert (done.status, done.out) == (0, "")
    assert done.line.startswith("The demo is kept: ")
    again = run(program, monkeypatch, "--keep", str(home / "demo"), product="")
    assert again.status == 0
    assert len(program("list", "--json", "--data-dir", str(home / "demo")).json["teardowns"]) == 7
    assert list(temporary.iterdir()) == []
