from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program


@pytest.fixture
def three(program: Program) -> dict[str, str]:
    """Three teardowns, by a short name; the last is the newest."""
    return {
        "notion": program.new("Notion AI", "--author", "Ana López", "--tag", "writing"),
        "cafe": program.new("Café Chat", "--author", "Bo", "--tag", "Chat", "--template", "full"),
        "copilot": program.new("GitHub Copilot", "--author", "Ana"),
    }


def listed(program: Program, *options: str) -> list[str]:
    done = program("list", "--json", *options)
    assert done.status == 0
    assert done.err == ""
    return [row["id"] for row in done.json["teardowns"]]


def test_the_newest_comes_first(program: Program, three: dict[str, str]) -> None:
    assert listed(program) == [three["copilot"], three["cafe"], three["notion"]]
    program("score", three["notion"], "frame", "2")
    assert listed(program)[0] == three["notion"]


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--product", "CHAT"], ["cafe"]),
        (["--product", "cafe\u0301"], ["cafe"]),
        (["--product", "o"], ["copilot", "notion"]),
        (["--author", "ana"], ["copilot", "notion"]),
        (["--author", "LÓPEZ"], ["notion"]),
        (["--tag", "chat"], ["cafe"]),
        (["--tag", "cha"], []),
        (["--status", "finished"], []),
        (["--status", "draft", "--limit", "2"], ["copilot", "cafe"]),
        (["--archived"], []),
        (["--search", "github cop"], ["copilot"]),
        (["--search", "nowhere"], []),
        (["--search", " "], ["copilot", "cafe", "notion"]),
        (["--search", "ai", "--author", "bo"], []),
        (["--product", ""], ["copilot", "cafe", "notion"]),
    ],
)
def test_the_options_narrow_the_list(
    program: Program, three: dict[str, str], options: list[str], names: list[str]
) -> None:
    assert listed(program, *options) == [three[name] for name in names]


def test_the_archive_is_listed_apart(program: Program, three: dict[str, str]) -> None:
    assert program("archive", three["cafe"], "noti").status == 0
    assert listed(program) == [three["copilot"]]
    assert set(listed(program, "--archived")) == {three["cafe"], three["notion"]}
    assert program("archive", "--undo", three["cafe"]).status == 0
    assert listed(program) == [three["cafe"], three["copilot"]]


def test_people_get_an_aligned_table(program: Program, three: dict[str, str]) -> None:
    done = program("list")
    head, *rows = done.out.splitlines()
    assert head.split() == ["product", "author", "template", "status", "done", "changed", "id"]
    assert len(rows) == 3
    starts = {line.rindex("  ") for line in (head, *rows)}
    assert len(starts) == 1
    assert all(three[name] in done.out for name in three)
    assert done.err == ""


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_the_table_fits_the_terminal(
    program: Program, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    program.new("A product with a name that goes on and on for much longer than a line " * 2)
    program.new("日本語の製品" * 20)
    from cli.cells import width

    lines = program("list", terminal=True).out.splitlines()
    assert len(lines) == 3
    plain = [line.replace("\x1b[2m", "").replace("\x1b[0m", "") for line in lines]
    assert all(width(line) <= max(columns, 60) for line in plain)
    if columns >= 60:
        assert all(width(line) <= columns for line in plain)


def test_an_empty_library_says_how_to_begin(program: Program) -> None:
    done = program("list")
    assert (done.status, done.out) == (0, "")
    assert "teardown new" in done.line
    done = program("list", "--json")
    assert done.json == {"schema": "teardown.list/v1", "teardowns": [], "damaged": []}
    assert done.err == ""


def test_a_filter_that_finds_nothing_says_so(program: Program, teardown_id: str) -> None:
    assert teardown_id
    done = program("list", "--product", "nothing")
    assert (done.status, done.out) == (0, "")
    assert "None of your teardowns fits" in done.line


def test_a_damaged_file_is_named_and_costs_only_itself(
    program: Program, three: dict[str, str], teardown_home: Path
) -> None:
    path = teardown_home / "library" / "teardowns" / f"{three['cafe']}.json"
    path.write_text('{"_default": {"1": {"sche', encoding="utf-8")
    done = program("list", "--json")
    assert done.status == 0
    assert [row["id"] for row in done.json["teardowns"]] == [three["copilot"], three["notion"]]
    (damaged,) = done.json["damaged"]
    assert damaged["id"] == three["cafe"]
    assert damaged["path"] == str(path)
    assert damaged["fault"]
    assert three["cafe"] in done.line
    assert three["cafe"] not in program("list").out
