from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.running import tree_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program


@pytest.fixture
def told(program: Program, teardown_id: str) -> str:
    """A teardown of four versions."""
    for text in ("The sidebar, on Plus.", "The sidebar and the menu, on Plus."):
        assert program("answer", teardown_id, "frame.what", "--text", text).status == 0
    assert program("score", teardown_id, "frame", "3").status == 0
    return teardown_id


def answer(program: Program, teardown_id: str) -> str:
    record = program("show", teardown_id, "--json").json["teardown"]
    return str(record["sections"]["frame"]["answers"]["what"])


def test_the_list_says_what_every_version_changed(program: Program, told: str) -> None:
    done = program("history", told[:4])
    assert done.status == 0
    title, *rows = done.out.splitlines()
    assert title.split("  ")[0] == "rev"
    assert [row.split()[0] for row in rows] == ["4", "3", "2", "1"]
    assert "Scored" in rows[0]
    assert "(+3 words)" in rows[1]
    assert "Wrote “" in rows[2]
    assert "Begun with the template" in rows[3]
    assert "--restore REV" in done.line


def test_times_are_local(program: Program, told: str) -> None:
    assert "2026-" not in program("history", told).err
    row = program("history", told).out.splitlines()[1]
    assert len(row.split()[2]) == len("09:05")


def test_a_difference_marks_the_words_that_changed(program: Program, told: str) -> None:
    done = program("history", told, "--diff", "3")
    assert done.status == 0
    assert done.out.splitlines()[0].startswith("Version 3 (")
    assert "against version 2 (" in done.out
    assert "  The sidebar{+ and the menu+}, on Plus.\n" in done.out
    assert "\x1b" not in done.out


@pytest.mark.parametrize("versions", [("4", "2"), ("newest", "2")])
def test_any_two_versions_are_compared_as_they_are_named(
    program: Program, told: str, versions: tuple[str, str]
) -> None:
    done = program("history", told, "--diff", *versions)
    assert "[- and the menu-]" in done.out
    assert "[-3-]" in done.out
    other_way = program("history", "--diff", *versions[::-1], told)
    assert "{+ and the menu+}" in other_way.out


def test_what_was_written_wholly_anew_begins_on_a_line_of_its_own(
    program: Program, told: str
) -> None:
    text = "Nothing of this stood there before, and it goes on for more than seventy characters."
    program("answer", told, "frame.what", "--text", text)
    lines = program("history", told, "--diff", "5").out.splitlines()
    assert f"  {{+{text}+}}" in lines


def test_a_version_is_like_itself(program: Program, told: str) -> None:
    assert "Both say the same." in program("history", told, "--diff", "2", "2").out


def test_colours_come_where_they_are_wanted_and_never_without_the_signs(
    program: Program, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (
        "\x1b[32m{+ and the menu+}\x1b[0m"
        in program("history", told, "--diff", "3", terminal=True).out
    )
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in program("history", told, "--diff", "3", terminal=True).out
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[32m{+" in program("history", told, "--diff", "3").out


def test_restoring_says_what_it_did_and_how_to_take_it_back(program: Program, told: str) -> None:
    done = program("history", told, "--restore", "2")
    assert (done.status, done.out) == (0, "5\n")
    assert "Version 2" in done.line
    assert f"teardown history {told} --restore 4" in done.line
    assert answer(program, told) == "The sidebar, on Plus."
    assert program("history", told, "--restore", "4").out == "6\n"
    assert answer(program, told) == "The sidebar and the menu, on Plus."
    assert len(program("history", told, "--json").json["versions"]) == 6


def test_restoring_the_newest_changes_nothing(
    program: Program, told: str, teardown_home: Path
) -> None:
    before = tree_of(teardown_home)
    done = program("history", told, "--restore", "newest")
    assert (done.status, done.out) == (0, "")
    assert "newest already" in done.line
    assert program("history", told, "--restore", "4", "--json").json["restored"] is None
    assert tree_of(teardown_home) == before


def test_the_json_says_what_was_restored(program: Program, told: str) -> None:
    document = program("history", told, "--restore", "1", "--json").json
    assert document["restored"] == {"name": "1", "rev": 5}
    assert document["versions"][0]["rev"] == 5


def test_the_json_holds_the_difference_word_for_word(program: Program, told: str) -> None:
    difference = program("history", told, "--diff", "2", "3", "--json").json["difference"]
    (only,) = difference["differences"]
    assert only["path"] == "sections.frame.answers.what"
    texts = [each["text"] for each in only["segments"] if each["kind"] != "removed"]
    assert "".join(texts) == "The sidebar and the menu, on Plus."


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--diff", "9"), "nearest is 4"),
        (("--diff", "2", "17"), "nearest is 4"),
        (("--restore", "0"), "nearest is 1"),
        (("--diff", "1"), "nothing before version 1"),
    ],
)
def test_a_version_that_is_not_there_is_named_with_the_nearest(
    program: Program, told: str, arguments: tuple[str, ...], says: str
) -> None:
    done = program("history", told, *arguments)
    assert done.status in {1, 2}
    assert says in done.line


@pytest.mark.parametrize(
    "arguments", [("--diff", "1", "--restore", "2"), ("2",), ("--restore", "1", "2")]
)
def test_what_makes_no_sense_is_refused(
    program: Program, told: str, arguments: tuple[str, ...]
) -> None:
    assert program("history", told, *arguments).status == 2


def test_a_damaged_version_is_marked_and_the_rest_is_told(
    program: Program, told: str, teardown_home: Path
) -> None:
    path = teardown_home / "library" / "history" / told / "3.json"
    path.unlink()
    path.write_text("{", encoding="utf-8")
    done = program("history", told)
    assert done.status == 0
    rows = [row for row in done.out.splitlines() if row[0].isdigit()]
    assert "Cannot be read" in rows[1]
    assert "Wrote “" in rows[2]
    assert program("history", told, "--restore", "3").status == 1
    versions = program("history", told, "--json").json["versions"]
    assert [bool(each["fault"]) for each in versions] == [False, True, False, False]


def test_a_damaged_teardown_has_its_history_and_comes_back_from_it(
    program: Program, told: str, teardown_home: Path
) -> None:
    path = teardown_home / "library" / "teardowns" / f"{told}.json"
    path.write_text("{", encoding="utf-8")
    assert "Cannot be read" in program("history", told).out.splitlines()[1]
    done = program("history", told, "--restore", "3")
    assert done.status == 0
    assert "set aside" in done.line
    assert answer(program, told) == "The sidebar and the menu, on Plus."


def test_what_is_in_the_trash_says_so_wherever_it_is_asked_for(program: Program, told: str) -> None:
    program("trash", "put", told)
    for command in (("show", told), ("show", told[:4]), ("score", told, "frame", "1")):
        done = program(*command)
        assert (done.status, done.out) == (1, "")
        assert f"teardown trash restore {told}" in done.line
    done = program("history", told[:4])
    assert done.out.splitlines()[1].split()[0] == "4"
    assert "in the trash" in done.line
    assert program("history", told, "--restore", "2").status == 1
    assert program("history", "last-of-nothing").status == 1


def test_control_characters_are_shown_and_not_obeyed(program: Program, told: str) -> None:
    program("answer", told, "frame.what", "--text", "now \x1b]52;c;eA==\x07 red")
    done = program("history", told, "--diff", "5", terminal=True)
    assert "\x1b]" not in done.out
    assert "␛]52" in done.out
