"""Templates and the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program

GOOD = """\
schema: 1
id: mine
extends: full
kind: variant
title: My own look
tagline: What I look at first.
minutes: 85
"""


@pytest.fixture
def own_template(teardown_home: Path) -> Path:
    """A sound template of the user's own."""
    path = teardown_home / "config" / "templates" / "mine.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_templates_are_listed_for_people_and_programs(program: Program) -> None:
    done = program("templates")
    assert done == program("templates", "list")
    assert done.status == 0
    assert done.out.splitlines()[1].split()[:2] == ["quick", "15"]
    infos = program("templates", "list", "--json").json["templates"]
    assert [info["id"] for info in infos][:2] == ["quick", "full"]
    assert not any(info["own"] for info in infos)


def test_own_templates_stand_beside_ours(program: Program, own_template: Path) -> None:
    infos = program("templates", "list", "--json").json["templates"]
    assert [info["id"] for info in infos if info["own"]] == ["mine"]
    assert "yours" in program("templates", "list").out
    assert program("templates", "path").out.strip() == str(own_template.parent)
    shown = program("show", program.new("X", "--template", "mine"), "--json").json["teardown"]
    assert shown["template"]["id"] == "mine"


def test_a_broken_own_template_is_named_and_hides_nothing(
    program: Program, own_template: Path
) -> None:
    own_template.write_text(GOOD.replace("extends", "extend"), encoding="utf-8")
    done = program("templates", "list", "--json")
    assert done.status == 0
    assert "extends" in done.err
    assert len(done.json["templates"]) == 9
    done = program("new", "X", "--template", "mine")
    assert (done.status, done.out) == (1, "")
    assert "templates check" in done.line


@pytest.mark.parametrize("template", ["quick", "full", "chat", "rematch"])
def test_a_template_shows_its_questions(program: Program, template: str) -> None:
    shown = program("templates", "show", template, "--json").json["template"]
    assert shown["id"] == template
    text = program("templates", "show", template).out
    assert all(len(line) <= 80 for line in text.splitlines())
    flat = " ".join(text.split())
    for section in shown["sections"]:
        assert section["title"] in flat
        for prompt in section["prompts"]:
            assert " ".join(prompt["text"].split()) in flat


def test_a_sound_file_is_checked_silently(program: Program, own_template: Path) -> None:
    done = program("templates", "check", str(own_template))
    assert (done.status, done.out) == (0, "")
    assert "nothing is wrong" in done.line


def test_what_is_wrong_in_a_file_is_said_with_its_line(
    program: Program, own_template: Path
) -> None:
    own_template.write_text(GOOD.replace("minutes", "minuets"), encoding="utf-8")
    done = program("templates", "check", str(own_template))
    assert done.status == 3
    assert f"{own_template}:7: minuets:" in done.out
    assert "Did you mean “minutes”?" in done.out
    problems = program("templates", "check", str(own_template), "--json").json["problems"]
    assert (problems[0]["line"], problems[0]["nearest"]) == (7, "minutes")


def test_a_file_comes_from_stdin_too(program: Program) -> None:
    assert program("templates", "check", "-", stdin=GOOD.encode()).status == 0
    done = program("templates", "check", "-", stdin=b"id: [")
    assert done.status == 3
    assert done.out.startswith("-:2:")


def test_the_catalogue_is_filtered_by_level_and_category(program: Program) -> None:
    every = program("catalog", "--json").json["products"]
    assert len(every) > 40
    for level in range(1, 6):
        some = program("catalog", "--level", str(level), "--json").json["products"]
        assert some == [entry for entry in every if entry["level"] == level]
    images = program("catalog", "--category", "IMAGE", "--json").json["products"]
    assert images == [entry for entry in every if entry["category"] == "image"]
    assert images


def test_next_suggests_five_that_were_not_done(program: Program) -> None:
    first = program("catalog", "--next", "--json").json["products"]
    assert len(first) == 5
    program.new(first[0]["name"])
    after = program("catalog", "--next", "--json").json["products"]
    assert first[0] not in after
    assert first[1]["name"] in program("catalog", "--next").out


def test_a_category_that_is_not_there_names_those_that_are(program: Program) -> None:
    done = program("catalog", "--category", "imagine")
    assert (done.status, done.out) == (0, "")
    assert "image" in done.line
