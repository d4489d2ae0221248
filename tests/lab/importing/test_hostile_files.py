"""Files that mean harm, or are none: refused or contained, each with its line or reason."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from lab.importing import Options
from lab.importing.sources import LARGEST, Source
from store.exchange.json_out import to_json
from store.exchange.markdown import to_markdown
from store.records import CURRENT_SCHEMA
from tests.lab.importing.bringing import bring, bring_one, changed, mine, write

if TYPE_CHECKING:
    from pathlib import Path

    from lab.workspace import Workspace


def test_a_file_of_fifty_megabytes_is_refused_without_being_read(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.md"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    monkeypatch.setattr("os.fdopen", lambda *_: pytest.fail("it was read"))
    report = bring_one(workspace, path)
    assert report.outcome == "refused"
    assert report.reason == "it is larger than 32 MB, which no teardown is"


def test_a_name_that_no_file_can_have_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    report = bring_one(workspace, tmp_path / ("x" * 400))
    assert report.outcome == "refused"
    assert "too long" in report.reason


def test_too_much_through_a_pipe_is_refused_too(workspace: Workspace) -> None:
    sources = [Source("stdin", data=b"x" * (LARGEST + 1))]
    (report,) = workspace.imports.begin_with(sources, options=Options())
    assert "larger than 32 MB" in report.reason


BOMB = "a: &a [x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_a_yaml_bomb_in_a_file_of_ours_is_refused_with_its_line(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = changed(mine(workspace), "\nteardown_schema:", f"\n{BOMB}teardown_schema:")
    report = bring_one(workspace, write(tmp_path, text))
    assert report.outcome == "refused"
    assert text.split("\n")[report.problems[0].line - 1].startswith("a: &a")
    assert "“&” and “*” names are not allowed" in report.why


def test_a_yaml_bomb_in_a_foreign_page_is_contained_with_its_line(
    workspace: Workspace, tmp_path: Path
) -> None:
    report = bring_one(workspace, write(tmp_path, f"---\n{BOMB}---\n# X\n"))
    assert report.outcome == "created"
    assert (report.went_to[0].line, report.went_to[0].where) == (2, "notes")
    notes = workspace.load(report.id).sections["notes"].answers["notes"]
    assert "i: &i [*h" in notes


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deep.json", '{"teardown":' * 50_000),
        ("deep.json", "[" * 100_000 + "]" * 100_000),
        ("deep.json", '{"id": "a", "product": ' + "[" * 900 + "]" * 900 + "}"),
        ("deep.md", "---\nteardown_id: x\na: " + "[" * 5_000 + "]" * 5_000 + "\n---\n"),
    ],
)
def test_deep_nesting_is_refused_with_a_line(
    workspace: Workspace, tmp_path: Path, name: str, text: str
) -> None:
    report = bring_one(workspace, write(tmp_path, text, name))
    assert report.outcome == "refused"
    assert report.problems or report.reason


def test_deeply_nested_lists_are_words_like_others(workspace: Workspace, tmp_path: Path) -> None:
    text = "\n".join("  " * depth + "- x" for depth in range(500))
    report = bring_one(workspace, write(tmp_path, text))
    assert report.outcome == "created"
    assert workspace.load(report.id).sections["notes"].answers["notes"].endswith("- x")


@pytest.mark.parametrize("wanted", ["../x", "a/b", "CON", "aux.notes", "x" * 121, ".hidden", "x."])
@pytest.mark.parametrize("name", ["file.md", "file.json"])
def test_an_id_that_is_no_file_name_is_refused_with_its_line(
    workspace: Workspace, home: Path, tmp_path: Path, wanted: str, name: str
) -> None:
    record = mine(workspace)
    old = record.id
    text = (to_json if name.endswith("json") else to_markdown)(record).replace(old, wanted)
    before = sorted(home.rglob("*.json"))
    report = bring_one(workspace, write(tmp_path, text, name))
    assert report.outcome == "refused"
    assert wanted[:20] in text.split("\n")[report.problems[0].line - 1]
    assert sorted(home.rglob("*.json")) == before != []


def test_a_newer_file_is_refused_with_its_line(workspace: Workspace, tmp_path: Path) -> None:
    record = mine(workspace)
    newer = f"teardown_schema: {CURRENT_SCHEMA + 1}"
    text = changed(record, f"teardown_schema: {CURRENT_SCHEMA}", newer)
    report = bring_one(workspace, write(tmp_path, text))
    assert report.reason == "a newer teardown wrote it"
    assert text.split("\n")[report.problems[0].line - 1] == newer
    document = json.loads(to_json(record))
    document["teardown"]["schema"] = CURRENT_SCHEMA + 1
    text = json.dumps(document, indent=1)
    report = bring_one(workspace, write(tmp_path, text, "a.json"))
    assert "Update teardown" in report.todo
    assert '"schema"' in text.split("\n")[report.problems[0].line - 1]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("# Grüße\n\nWörter".encode("latin-1"), "line 1: here is a byte"),
        (b"PK\x03\x04\x00\x00", "zero byte"),
        (b"one\ntwo\0three", "line 2: here is a zero byte"),
        (b"\xff\xfe\x00", "byte that is no part"),
        (b"", "nothing in this file"),
        (b"\xef\xbb\xbf \n", "nothing in this file"),
    ],
)
def test_what_is_no_text_is_refused_kindly(
    workspace: Workspace, tmp_path: Path, data: bytes, reason: str
) -> None:
    report = bring_one(workspace, write(tmp_path, data))
    assert report.outcome == "refused"
    assert reason in report.why
    assert report.todo


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_text_that_says_its_encoding_is_read(
    workspace: Workspace, tmp_path: Path, encoding: str
) -> None:
    mark = "\ufeff" if encoding.endswith("e") else ""
    data = f"{mark}# Teardown of Müller 文\n\nWörter\n".encode(encoding)
    report = bring_one(workspace, write(tmp_path, data))
    assert (report.outcome, report.product) == ("created", "Müller 文")


def test_a_page_about_our_format_is_foreign_and_a_page_of_ours_without_its_head_is_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    ours = to_markdown(mine(workspace))
    about = f"# About the format\n\n````markdown\n{ours}\n````\n"
    assert bring_one(workspace, write(tmp_path, about)).outcome == "created"
    headless = ours.partition("---\n")[2].partition("---\n")[2]
    report = bring_one(workspace, write(tmp_path, headless))
    assert report.outcome == "refused"
    assert "the front matter is gone" in report.why


needs_links = pytest.mark.skipif(sys.platform == "win32", reason="Windows asks before it links")


@needs_links
def test_links_in_a_folder_are_not_followed_and_said(workspace: Workspace, tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", "# Secret\n", "secret.md")
    folder = tmp_path / "in"
    write(folder, "# Fine\n", "fine.md")
    (folder / "link.md").symlink_to(outside)
    (folder / "folder").symlink_to(outside.parent)
    (folder / "loop").symlink_to(folder)
    (folder / "nowhere.md").symlink_to(tmp_path / "nowhere")
    run = workspace.imports.begin([folder], options=Options())
    assert [one.product for one in run] == ["Fine"]
    links = {one.path.rpartition(os.sep)[2] for one in run.skipped if "link" in one.reason}
    assert links == {"link.md", "folder", "loop", "nowhere.md"}
    assert bring_one(workspace, folder / "link.md").product == "Secret"


@needs_links
def test_pipes_and_devices_are_no_files(workspace: Workspace, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    run = workspace.imports.begin([tmp_path], options=Options())
    assert [*run] == []
    assert [one.reason for one in run.skipped] == ["it is no file"]
    for path in (tmp_path / "pipe.md", type(tmp_path)("/dev/zero")):
        assert bring_one(workspace, path).reason == "it is no file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_what_may_not_be_read_is_said(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path, "# X\n")
    path.chmod(0)
    assert bring_one(workspace, path).reason == "you have no permission to read it"


def test_what_is_not_there_is_said(workspace: Workspace, tmp_path: Path) -> None:
    assert bring_one(workspace, tmp_path / "nothing.md").reason == "there is no such file"


def test_the_librarys_own_files_are_not_read_in(workspace: Workspace) -> None:
    record = mine(workspace)
    own = workspace.library.root / "teardowns" / f"{record.id}.json"
    assert bring_one(workspace, own).reason == "it belongs to this library itself"
    assert bring_one(workspace, workspace.library.root).outcome == "refused"
    run = workspace.imports.begin([workspace.places.data], options=Options())
    assert [*run] == []
    assert any("this library itself" in one.reason for one in run.skipped)


def test_of_another_library_only_the_teardowns_are_read(
    workspace: Workspace, tmp_path: Path
) -> None:
    import shutil

    record = mine(workspace)
    copy = tmp_path / "copy"
    shutil.copytree(workspace.library.root, copy)
    run = workspace.imports.begin([copy], options=Options())
    assert [(one.outcome, one.id) for one in run] == [("unchanged", record.id)]
    assert any(one.path.endswith("history") for one in run.skipped)


def test_a_folder_with_bad_files_brings_in_the_rest(workspace: Workspace, tmp_path: Path) -> None:
    for number in range(4):
        write(tmp_path, f"# Teardown of P{number}\n", f"{number}.md")
    write(tmp_path, "{", "bad.json")
    write(tmp_path, b"\0", "bad.md")
    write(tmp_path, "[]", "deep/er/bad.json")
    write(tmp_path, "x", ".obsidian/x.md")
    write(tmp_path, "x", "view.base")
    run = workspace.imports.begin([tmp_path], options=Options())
    outcomes = [one.outcome for one in run]
    assert outcomes.count("created") == 4
    assert outcomes.count("refused") == 3
    assert all(one.why for one in run.reports if one.outcome == "refused")
    assert {one.path.rpartition(os.sep)[2]: one.reason for one in run.skipped} == {
        ".obsidian": "it is hidden",
        "view.base": "only .md, .markdown and .json are read",
    }


def test_a_library_that_cannot_be_written_stops_the_import(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lab.errors import LibraryUnwritable

    def full(*_: object, **__: object) -> None:
        raise LibraryUnwritable("The library could not be written", "the disk is full")

    write(tmp_path, "# A\n", "a.md")
    write(tmp_path, "# B\n", "b.md")
    monkeypatch.setattr(workspace.library, "adopt", full)
    with pytest.raises(LibraryUnwritable):
        bring(workspace, tmp_path)


def test_a_damaged_teardown_here_refuses_only_its_own_file(
    workspace: Workspace, tmp_path: Path
) -> None:
    record = mine(workspace)
    write(tmp_path, to_markdown(record), "a.md")
    write(tmp_path, "# B\n", "b.md")
    (workspace.library.root / "teardowns" / f"{record.id}.json").write_text("{", encoding="utf-8")
    one, two = bring(workspace, tmp_path)
    assert (one.outcome, two.outcome) == ("refused", "created")
    assert "damaged" in one.reason
