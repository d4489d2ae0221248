"""``teardown compare``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_schemas import validate

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program


@pytest.fixture
def three(program: Program) -> list[str]:
    """Three people's teardowns of one product."""
    ids = []
    for author, score in (("Ana", "4"), ("Ben", "1"), ("Cleo", "3")):
        name = program.new("Inlet", "--author", author, "--template", "quick")
        program("score", name, "frame", score)
        said = ("claim", name, "--section", "weaknesses", "--statement")
        program(*said, f"It promised a refund that no policy allows, says {author}.")
        ids.append(name)
    return ids


def test_a_table_says_what_to_talk_about_and_who_speaks_first(
    program: Program, three: list[str]
) -> None:
    done = program("compare", *three)
    assert done.status == 0, done.err
    assert done.out.startswith("Inlet: three people\n")
    assert "scores from 1 to 4" in done.out
    assert "Ben speaks first, then Ana, then Cleo." in done.out
    assert "All of them · " in done.out
    assert all(len(line) <= 100 for line in done.out.splitlines())


def test_json_fits_its_schema_whatever_the_order(program: Program, three: list[str]) -> None:
    done = program("compare", *three, "--json")
    assert validate(done.json) == "compare"
    assert program("compare", *reversed(three), "--format", "json").json == done.json
    assert [one["author"] for one in done.json["teardowns"]] == ["Ana", "Ben", "Cleo"]


def test_files_are_compared_with_teardowns_of_the_library(
    program: Program, three: list[str], tmp_path: Path
) -> None:
    shared = tmp_path / "ben.md"
    program("export", three[1], "-o", str(shared))
    program("trash", "put", three[1])
    done = program("compare", three[0], str(shared), "--json")
    assert done.status == 0, done.err
    assert [one["id"] for one in done.json["teardowns"]] == three[:2]


def test_what_is_seen_can_be_written_as_a_file(
    program: Program, three: list[str], tmp_path: Path
) -> None:
    for form, head in (("md", "# Inlet"), ("html", "<!doctype html>"), ("json", "{")):
        path = tmp_path / f"seen.{form}"
        done = program("compare", *three, "--format", form, "-o", str(path))
        assert (done.status, done.out) == (0, f"{path}\n"), done.err
        assert path.read_text("utf-8").startswith(head)
        assert program("compare", *three, "--format", form).out == path.read_text("utf-8")
    path.write_text("mine", encoding="utf-8")
    refused = program("compare", *three, "--format", "json", "-o", str(path))
    assert refused.status == 1
    assert "Nothing was overwritten" in refused.line
    assert path.read_text("utf-8") == "mine"
    assert program("compare", *three, "--format", "json", "-o", str(path), "--force").status == 0


def test_decisions_about_matches_are_read_from_a_file(
    program: Program, three: list[str], tmp_path: Path
) -> None:
    pairs = [(three[0], three[1]), (three[0], three[2])]
    decided = tmp_path / "matches.json"
    decisions = [
        {"do": "split", "claims": [f"{one}/c1", f"{other}/c1"], "by": "Ana", "at": "2026"}
        for one, other in pairs
    ]
    decided.write_text(json.dumps({"schema": "teardown.matches/v1", "decisions": decisions}))
    found = program("compare", *three, "--matches", str(decided), "--json").json["findings"]
    assert [len(found[each]) for each in ("all", "some", "one")] == [0, 1, 1]
    decided.write_text("{}")
    refused = program("compare", *three, "--matches", str(decided))
    assert refused.status == 1
    assert "no file of matched findings" in refused.line


def test_one_product_over_time_shows_the_words_that_changed(program: Program) -> None:
    ids = []
    for many in ("ten", "six"):
        ids.append(program.new("Inlet", "--author", "Ana", "--template", "quick"))
        program("answer", ids[-1], "frame.what", "--text", f"It answers {many} mails a day.")
    shown = program("compare", *ids)
    assert shown.out.startswith("Inlet, then and now\n")
    assert "It answers [-ten-]{+six+} mails a day." in shown.out


def test_several_products_by_one_and_anything_else_are_named_for_what_they_are(
    program: Program,
) -> None:
    ids = [program.new(name, "--author", "Ana") for name in ("Inlet", "Outlet")]
    assert program("compare", *ids).out.startswith("Two products, by Ana\n")
    ids.append(program.new("Inlet", "--author", "Ben"))
    shown = program("compare", *ids)
    assert "Read differences with care, as product and person differ" in " ".join(shown.out.split())
    assert "Inlet, Ben" in shown.out
    assert "Nothing is scored or claimed in any of them yet" in shown.out


def test_nothing_that_somebody_wrote_acts_on_the_terminal(program: Program) -> None:
    attack = "\x1b]0;owned\x07[/b] \u202etext"
    ids = []
    for author in ("Ana", "Ben"):
        name = program.new("Inlet", "--author", author, "--template", "quick")
        program("claim", name, "--section", "weaknesses", "--statement", attack)
        ids.append(name)
    shown = program("compare", *ids, terminal=True).out
    assert "␛]0;owned␇[/b]" in shown
    assert "\u202e" not in shown
    assert "\x1b]" not in shown


def test_eight_people_have_letters_above_their_scores(program: Program) -> None:
    names = [f"Anna {letter * 9}" for letter in "STUVWXYZ"]
    ids = [program.new("Inlet", "--author", name, "--template", "quick") for name in names]
    for each in ids:
        program("score", each, "frame", "2")
    shown = " ".join(program("compare", *ids).out.split())
    assert "A Anna SSSSSSSSS, B Anna TTTTTTTTT" in shown
    assert "section A B C D E F G H middle spread" in shown
