from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.running import tree_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program


def in_trash(program: Program) -> list[str]:
    return [row["id"] for row in program("trash", "list", "--json").json["teardowns"]]


def test_what_is_removed_waits_in_the_trash_and_comes_back(
    program: Program, teardown_id: str
) -> None:
    before = program("show", teardown_id, "--json").out
    done = program("trash", "put", "noti")
    assert done.status == 0
    assert f"trash restore {teardown_id}" in done.line
    assert program("show", teardown_id).status == 1
    assert in_trash(program) == [teardown_id]
    assert teardown_id in program("trash").out
    assert program("trash", "restore", "noti").out == f"{teardown_id}\n"
    assert program("show", teardown_id, "--json").out == before
    assert in_trash(program) == []


def test_several_go_at_once_or_none(program: Program, teardown_home: Path) -> None:
    ids = [program.new("One"), program.new("Two")]
    before = tree_of(teardown_home)
    assert program("trash", "put", ids[0], "nothing-there").status == 1
    assert program("archive", ids[0], "nothing-there").status == 1
    assert tree_of(teardown_home) == before
    assert program("trash", "put", *ids, ids[0]).status == 0
    assert set(in_trash(program)) == set(ids)


def test_emptying_asks_first(program: Program, teardown_id: str) -> None:
    program("trash", "put", teardown_id)
    for answer in (b"n\n", b"\n", b"", b"\xff\n", b"yes, why not\n"):
        done = program("trash", "empty", asking=True, stdin=answer, encoding="ascii")
        assert (done.status, done.out) == (1, "")
        assert "1 teardown for good" in done.err
        assert in_trash(program) == [teardown_id]
    done = program("trash", "empty", asking=True, stdin=b"y\n")
    assert done.status == 0
    assert in_trash(program) == []


def test_nobody_is_asked_where_nobody_sits(program: Program, teardown_id: str) -> None:
    program("trash", "put", teardown_id)
    done = program("trash", "empty", stdin=b"y\n")
    assert (done.status, done.out) == (2, "")
    assert "--yes" in done.line
    assert in_trash(program) == [teardown_id]
    assert program("trash", "empty", "--yes").status == 0
    assert in_trash(program) == []


def test_an_empty_trash_is_no_error(program: Program) -> None:
    assert "empty" in program("trash").line
    assert program("trash", "empty").status == 0


def test_archiving_twice_changes_nothing_the_second_time(
    program: Program, teardown_id: str, teardown_home: Path
) -> None:
    assert program("archive", teardown_id).status == 0
    before = tree_of(teardown_home)
    assert program("archive", teardown_id).status == 0
    assert tree_of(teardown_home) == before


def test_a_sound_library_is_well(program: Program, teardown_id: str) -> None:
    assert teardown_id
    done = program("doctor")
    assert done.status == 0
    assert "well" in done.line
    assert program("doctor", "--json").json["ailments"] == []


@pytest.mark.parametrize("text", ["", '{"_default": {', "not json", "[]"])
def test_the_doctor_brings_a_damaged_teardown_back(
    program: Program, teardown_id: str, teardown_home: Path, text: str
) -> None:
    program("answer", teardown_id, "frame.what", "--text", "Kept")
    program("score", teardown_id, "frame", "1")
    path = teardown_home / "library" / "teardowns" / f"{teardown_id}.json"
    path.write_text(text, encoding="utf-8")
    before = tree_of(teardown_home)
    done = program("doctor")
    assert done.status == 3
    assert teardown_id in done.out
    assert "--fix" in done.line
    (ailment,) = program("doctor", "--json").json["ailments"]
    assert (ailment["severity"], ailment["fixable"]) == ("error", True)
    assert tree_of(teardown_home) == before
    done = program("doctor", "--fix", "--json")
    assert done.status == 0
    assert [each["path"] for each in done.json["mended"]] == [str(path)]
    answers = program("show", teardown_id, "--json").json["teardown"]["sections"]["frame"]
    assert answers["answers"] == {"what": "Kept"}
