from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.session import Session
from tests.cli.running import tree_of
from tests.lab.evidence.pages import make_capture

if TYPE_CHECKING:
    from tests.cli.running import Program


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_one_goes_to_stdout(program: Program, teardown_id: str) -> None:
    program("answer", teardown_id, "frame.what", "--text", "The editor, 日本")
    done = program("export", teardown_id, encoding="latin-1")
    text = done.out.encode("latin-1").decode("utf-8")
    assert done.status == 0
    assert text.startswith("---\ntitle: ")
    assert "The editor, 日本" in text
    assert program("export", teardown_id, "-o", "-").out == program("export", teardown_id).out


def test_json_is_what_show_prints(program: Program, teardown_id: str) -> None:
    document = program("export", teardown_id, "--format", "json").json
    assert document == program("show", teardown_id, "--json").json


def test_a_file_is_written_and_its_path_printed(
    program: Program, teardown_id: str, folder: Path
) -> None:
    done = program("export", teardown_id, "-o", "mine.md")
    assert (done.status, done.out) == (0, "mine.md\n")
    assert (folder / "mine.md").read_text("utf-8") == program("export", teardown_id).out


@pytest.mark.parametrize("output", ["there", "new/deeper/"])
def test_a_folder_gets_a_file_with_the_teardowns_own_name(
    program: Program, teardown_id: str, folder: Path, output: str
) -> None:
    (folder / "there").mkdir()
    done = program("export", teardown_id, "-o", output)
    path = Path(done.out.strip())
    assert done.status == 0
    assert path.parent == Path(output)
    assert path.name.endswith(f"{teardown_id}.md")
    assert path.is_file()


def test_all_need_a_folder_and_land_in_it(program: Program, folder: Path) -> None:
    ids = [program.new("One"), program.new("Two"), program.new("Three")]
    program("archive", ids[0])
    done = program("export", "--all", "--format", "json", "-o", "out")
    paths = [folder / line for line in done.out.splitlines()]
    assert done.status == 0
    assert {json.loads(path.read_text("utf-8"))["teardown"]["id"] for path in paths} == set(ids)
    assert set((folder / "out").iterdir()) == set(paths)


def test_exporting_again_replaces_the_same_teardowns_export(
    program: Program, teardown_id: str, folder: Path
) -> None:
    for form in ("md", "json", "html"):
        first = program("export", teardown_id, "--format", form, "-o", f"x.{form}")
        assert first.status == 0
        program("answer", teardown_id, "frame.what", "--text", f"New, {form}")
        assert program("export", teardown_id, "--format", form, "-o", f"x.{form}").status == 0
        assert f"New, {form}" in (folder / f"x.{form}").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.md", "My notes"),
        ("x.md", ""),
        ("x.md", "---\ntitle: x\n---\nteardown_id: {id}\n"),
        ("x.md", "---\nteardown_id: other-1234\n---\n"),
        ("x.html", ""),
        ("x.html", "<p>My page</p>"),
        ("x.html", '<meta name="teardown-id" content="other-1234">'),
        ("x.html", '<style></style><meta name="teardown-id" content="{id}">'),
        ("x.json", "{"),
        ("x.json", '{"teardown": {"id": "other-1234"}}'),
        ("x.json", "[" * 10_000),
    ],
)
def test_anything_else_is_left_alone_unless_forced(
    program: Program, teardown_id: str, folder: Path, name: str, content: str
) -> None:
    path = folder / name
    path.write_text(content.replace("{id}", teardown_id), encoding="utf-8")
    before = path.read_bytes()
    arguments = ["export", teardown_id, "--format", path.suffix[1:], "-o", name]
    done = program(*arguments)
    assert (done.status, done.out) == (1, "")
    assert "--force" in done.line
    assert path.read_bytes() == before
    assert program(*arguments, "--force").status == 0
    assert path.read_bytes() != before


@pytest.mark.skipif(os.name != "posix", reason="links")
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_link_is_never_written_through(
    program: Program, teardown_id: str, folder: Path, force: list[str]
) -> None:
    target = folder / "target.md"
    target.write_text("mine", encoding="utf-8")
    (folder / "x.md").symlink_to(target)
    done = program("export", teardown_id, "-o", "x.md", *force)
    assert (done.status, done.out) == (1, "")
    assert "link" in done.line
    assert target.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("status", "said", "arguments"),
    [
        (2, "--all", []),
        (2, "--all", ["last", "--all"]),
        (2, "-o DIR", ["--all"]),
        (2, "-o DIR", ["--all", "-o", "-"]),
        (2, "-o DIR", ["one-", "two-"]),
        (2, "--format", ["last", "--format", "pdf"]),
        (2, "names no file", ["last", "-o", ""]),
        (2, "names no file", ["last", "-o", "a\0b"]),
        (1, "there is no folder", ["last", "-o", "nowhere/x.md"]),
        (1, "a file stands where a folder should be", ["last", "-o", "file/"]),
        (1, "a file stands where a folder should be", ["--all", "-o", "file"]),
        (1, "no teardown", ["nope"]),
        (1, "no teardown", ["last", "nope", "-o", "out"]),
    ],
)
@pytest.mark.usefixtures("teardown_home")
def test_bad_input_writes_nothing(
    program: Program, folder: Path, status: int, said: str, arguments: list[str]
) -> None:
    program.new("One")
    program.new("Two")
    (folder / "file").write_text("mine", encoding="utf-8")
    home = Path(os.environ["TEARDOWN_HOME"])
    before = tree_of(home), tree_of(folder), sorted(folder.rglob("*"))
    done = program("export", *arguments)
    assert (done.status, done.out) == (status, "")
    assert said in done.line
    assert (tree_of(home), tree_of(folder), sorted(folder.rglob("*"))) == before


@pytest.mark.parametrize("name", ["teardowns/{id}.json", "library.json", "notes/", "."])
def test_the_librarys_own_folder_takes_no_exports(
    program: Program, teardown_id: str, teardown_home: Path, name: str
) -> None:
    place = os.fspath(teardown_home / "library") + "/" + name.replace("{id}", teardown_id)
    before = tree_of(teardown_home)
    done = program("export", teardown_id, "--format", "json", "--force", "-o", place)
    assert (done.status, done.out) == (2, "")
    assert "inside the library" in done.line
    assert tree_of(teardown_home) == before


def test_one_damaged_teardown_costs_only_its_own_export(
    program: Program, teardown_home: Path, folder: Path
) -> None:
    damaged, sound = program.new("One"), program.new("Two")
    (teardown_home / "library" / "teardowns" / f"{damaged}.json").write_text("{", "utf-8")
    done = program("export", "--all", "-o", "out")
    assert done.status == 1
    assert damaged in done.err.splitlines()[0]
    assert {path.name for path in (folder / "out").iterdir()} == {
        Path(done.out.strip()).name,
        "Teardowns.base",
    }
    assert sound in done.out


def test_an_empty_library_has_nothing_to_export(program: Program, folder: Path) -> None:
    done = program("export", "--all", "-o", str(folder / "out"))
    assert (done.status, done.out) == (0, "")
    assert "teardown new" in done.line
    assert not (folder / "out").exists()


def test_a_page_is_written_for_a_browser(program: Program, teardown_id: str, folder: Path) -> None:
    program("answer", teardown_id, "frame.what", "--text", "<b>Bold</b> & *soft*, 日本")
    done = program("export", teardown_id, "--format", "html", encoding="latin-1")
    page = done.out.encode("latin-1").decode("utf-8")
    assert page.startswith("<!doctype html>")
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; <em>soft</em>, 日本" in page
    assert program("export", teardown_id, "--format", "html", "-o", "x.html").status == 0
    assert (folder / "x.html").read_text("utf-8") == page


def test_a_table_for_obsidian_stands_beside_several(program: Program, folder: Path) -> None:
    ids = [program.new("One"), program.new("Two")]
    done = program("export", *ids, "-o", "out")
    assert "Teardowns.base" in done.line
    base = folder / "out" / "Teardowns.base"
    assert "teardown_id" in base.read_text("utf-8")
    again = program("export", *ids, "-o", "out")
    assert (again.status, again.err) == (0, "")
    base.write_text("mine", encoding="utf-8")
    assert program("export", "--all", "-o", "out").status == 0
    assert base.read_text("utf-8") == "mine"


def test_one_alone_gets_no_table(program: Program, teardown_id: str, folder: Path) -> None:
    assert program("export", teardown_id, "-o", "out/").status == 0
    assert len(list((folder / "out").iterdir())) == 1


def test_several_pages_get_one_that_leads_to_them(program: Program, folder: Path) -> None:
    first, second = program.new("One <b>"), program.new("Two")
    assert "index.html" in program("export", first, second, "--format", "html", "-o", "out").line
    third = program.new("Three")
    done = program("export", third, first, "--format", "html", "-o", "out")
    assert (done.status, done.err) == (0, "")
    index = (folder / "out" / "index.html").read_text("utf-8")
    for teardown_id in (first, second, third):
        assert f"{teardown_id}.html" in index
    assert "Teardown of One &lt;b&gt;" in index
    assert "3 teardowns" in index


def test_an_index_of_somebody_else_is_left_alone(program: Program, folder: Path) -> None:
    ids = [program.new("One"), program.new("Two")]
    (folder / "out").mkdir()
    (folder / "out" / "index.html").write_text("<h1>My site</h1>", encoding="utf-8")
    assert program("export", *ids, "--format", "html", "-o", "out").err == ""
    assert (folder / "out" / "index.html").read_text("utf-8") == "<h1>My site</h1>"


def test_captured_pages_go_into_a_folder_beside_the_file(
    program: Program, teardown_id: str, tmp_path: Path
) -> None:
    session = Session()
    session.workspace().evidence.keep(teardown_id, make_capture())
    session.close()
    done = program("export", "last", "-o", str(tmp_path / "x.md"), "--with-evidence")
    assert (done.status, done.out) == (0, f"{tmp_path / 'x.md'}\n")
    assert done.line == f"Beside it: {tmp_path / 'x.evidence'}, 1 page."
    assert [path.name for path in (tmp_path / "x.evidence").iterdir()] == ["e1-pricing.md"]
    into = program("export", "--all", "-o", f"{tmp_path}/", "--with-evidence")
    assert into.status == 0
    assert len(list(tmp_path.glob("2*.evidence/e1-pricing.md"))) == 1


def test_pages_cannot_go_to_stdout(program: Program, teardown_id: str) -> None:
    done = program("export", teardown_id, "--with-evidence")
    assert (done.status, done.out) == (2, "")
    assert "add -o" in done.line
