"""``teardown import``: a row a file, what went where, and nothing written unless it may be."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from lab.importing.run import ImportRun
from tests.cli.running import tree_of
from tests.lab.importing.bringing import write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program

PAGE = "---\nauthor: Aya\n---\n# Granola: product teardown\n\nHello.\n\n## Weaknesses\n\nNames.\n"


def export(program: Program, teardown_id: str, path: Path) -> str:
    program("export", teardown_id, "-o", str(path), "--force")
    return path.read_text(encoding="utf-8")


def test_one_row_a_file_on_stdout_and_what_went_where_on_stderr(
    program: Program, tmp_path: Path
) -> None:
    write(tmp_path, PAGE, "granola.md")
    write(tmp_path, "{", "bad.json")
    write(tmp_path, "x", "picture.png")
    done = program("import", str(tmp_path))
    assert done.status == 1
    head, bad, good = (line.split()[0] for line in done.out.splitlines() if line[0] != " ")
    assert (head, bad, good) == ("outcome", "refused", "created")
    assert "line 1: it is no longer JSON" in " ".join(done.out.split())
    assert "“Granola: product teardown” → the title" in done.err
    assert "“Weaknesses” → What does not work" in done.err
    assert "picture.png: only .md, .markdown and .json are read" in done.err
    assert done.err.splitlines()[-1] == "1 created, 1 refused."
    assert program("list", "--author", "Aya", "--json").json["teardowns"][0]["product"] == "Granola"


def test_an_export_comes_back_with_what_was_changed_by_hand(
    program: Program, teardown_id: str, tmp_path: Path
) -> None:
    program("answer", teardown_id, "frame.what", "--text", "The button")
    path = tmp_path / "x.md"
    text = export(program, teardown_id, path)
    done = program("import", str(path), "--json")
    assert (done.status, done.json["counts"]["unchanged"]) == (0, 1)
    path.write_text(text.replace("The button", "The menu"), encoding="utf-8")
    done = program("import", str(path))
    assert done.status == 0
    assert done.out.splitlines()[1].startswith("updated")
    assert "The menu" in program("show", teardown_id).out


def test_a_dry_run_makes_nothing_not_even_a_library(
    program: Program, tmp_path: Path, teardown_home: Path
) -> None:
    path = write(tmp_path, PAGE)
    done = program("import", "--dry-run", str(path))
    assert done.status == 0
    assert "created" in done.out
    assert "Nothing was written" in done.err
    assert not teardown_home.exists()
    program("new", "Other")
    before = tree_of(teardown_home)
    program("import", "--dry-run", str(path))
    assert tree_of(teardown_home) == before


def test_a_conflict_shows_both_sides_and_waits_for_a_decision(
    program: Program, teardown_id: str, tmp_path: Path
) -> None:
    program("answer", teardown_id, "frame.what", "--text", "The button")
    path = tmp_path / "x.md"
    text = export(program, teardown_id, path)
    path.write_text(text.replace("The button", "The menu"), encoding="utf-8")
    program("answer", teardown_id, "frame.what", "--text", "The dialog")
    done = program("import", str(path))
    assert done.status == 1
    assert "conflict" in done.out
    assert "--keep mine, theirs or both" in " ".join(done.out.split())
    row = next(line for line in done.err.splitlines() if "The dialog" in line)
    assert row.split("|")[1].strip() == "The menu"
    assert done.err.splitlines()[-1] == "1 conflict."
    assert program("import", str(path), "--keep", "theirs").status == 0
    assert "The menu" in program("show", teardown_id).out
    assert program("import", "--keep", "ours", str(path)).status == 2


def test_stdin_is_read_and_mixes_with_nothing(program: Program) -> None:
    done = program("import", "-", stdin=PAGE.encode())
    assert done.status == 0
    assert done.out.splitlines()[1].split()[:2] == ["created", "stdin"]
    assert program("import", "-", "x.md").status == 2
    assert program("import").status == 2
    assert program("import", "").status == 2


def test_an_interrupt_stops_between_two_files_and_says_what_was_done(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        write(tmp_path, f"# Teardown of P{number}\n", f"{number}.md")
    step = ImportRun.step

    def interrupted(run: ImportRun) -> object:
        if len(run.reports) == 1:
            os.kill(os.getpid(), signal.SIGINT)
        return step(run)

    monkeypatch.setattr(ImportRun, "step", interrupted)
    done = program("import", str(tmp_path))
    assert done.status == 130
    assert done.out.count("created") == 2
    assert done.err.splitlines()[-1] == "Stopped: 3 files were not read in. Until then: 2 created."
    assert len(program("list", "--json").json["teardowns"]) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_what_is_in_a_files_name_never_reaches_the_terminal(
    program: Program, tmp_path: Path
) -> None:
    write(tmp_path, "{", "a\x1b[31m\nb.json")
    write(
        tmp_path, "# \x1b]0;title\x07 Teardown of \x1b[1mX\n\n## \x1b[2JWeaknesses\n\ny\n", "b.md"
    )
    write(tmp_path, "x", "c\x1b[0m.txt")
    done = program("import", str(tmp_path), terminal=True)
    for text in (done.out, done.err):
        plain = text.replace("\x1b[2m", "").replace("\x1b[0m", "").replace("\r\x1b[K", "")
        assert "\x1b" not in plain
        assert "\x07" not in plain
    assert len([line for line in done.out.splitlines() if "refused" in line]) == 1


def test_a_library_that_takes_nothing_is_said_once(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lab.errors import LibraryUnwritable
    from store.library import Library

    def full(*_: object, **__: object) -> None:
        raise LibraryUnwritable("The library could not be written", "the disk is full")

    for number in range(3):
        write(tmp_path, f"# Teardown of P{number}\n", f"{number}.md")
    monkeypatch.setattr(Library, "adopt", full)
    done = program("import", str(tmp_path))
    assert done.status == 1
    assert done.err.splitlines()[-1].startswith(
        "The library could not be written: the disk is full"
    )


def test_many_foreign_pages_are_not_all_told_line_by_line(program: Program, tmp_path: Path) -> None:
    for number in range(25):
        write(tmp_path, f"# Teardown of P{number}\n\nWords.\n", f"{number:02}.md")
    done = program("import", str(tmp_path))
    assert done.err.count("the title") == 20
    assert "What went where in 5 more is in the output of --json." in done.err


def test_files_are_named_within_the_folder_that_was_given_and_told_apart(
    program: Program, tmp_path: Path
) -> None:
    folder = tmp_path / "a folder with a name that fills half of a line" / "notes"
    name = "a very long name of a file about the teardown of one product"
    for ending in ("first", "final"):
        write(folder / "deep", f"# {ending}\n\n## Weaknesses\n\nx\n", f"{name} {ending}.md")
    write(folder, "{", "bad.json")
    write(folder, "x", "picture.png")
    done = program("import", str(folder))
    assert str(tmp_path) not in done.out + done.err
    rows = [line for line in done.out.splitlines() if line.startswith("created")]
    assert [("first.md" in row, "final.md" in row) for row in rows] == [
        (False, True),
        (True, False),
    ]
    assert all(" deep" in row and row.count("…") == 1 for row in rows)
    assert f"deep/{name} final.md:" in done.err
    assert "Skipped picture.png:" in done.err
    paths = [one["path"] for one in program("import", str(folder), "--json").json["files"]]
    assert all(path.startswith(str(folder)) for path in paths)
