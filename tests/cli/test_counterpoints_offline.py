"""The questions that need no model and no network, on the worked example as one's own."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from lab.places import find_places
from lab.workspace import Workspace
from store.exchange.json_out import to_json

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program


@pytest.fixture
def ours(program: Program, tmp_path: Path) -> str:
    """The worked example in the library of somebody who wrote it."""
    with closing(Workspace(find_places(None, dict(os.environ)))) as workspace:
        record = workspace.example().model_copy(update={"example": False, "counterpoints": []})
    file = tmp_path / "ours.json"
    file.write_text(to_json(record), encoding="utf-8")
    assert program("import", str(file)).status == 0
    return record.id


def test_without_a_key_every_section_is_asked_something_and_nothing_twice(
    program: Program, ours: str
) -> None:
    done = program("counterpoints", ours, "--json")
    assert done.status == 0
    asked = {
        section["id"]: [each["counterpoint"] for each in section["questions"]]
        for section in done.json["sections"]
    }
    assert len(asked) == 10
    assert all(asked.values())
    everything = [question for questions in asked.values() for question in questions]
    assert len(set(everything)) == len(everything) > 30
    assert all(question.rstrip("”").endswith(("?", ".")) for question in everything)


def test_an_example_is_asked_and_stays_as_it_is(program: Program, tmp_path: Path) -> None:
    with closing(Workspace(find_places(None, dict(os.environ)))) as workspace:
        record = workspace.example()
        file = tmp_path / "example.json"
        file.write_text(to_json(record), encoding="utf-8")
        assert program("import", str(file)).status == 0
        done = program("counterpoints", record.id)
        assert (done.status, done.out.count("?") > 30) == (0, True)
        assert "there to be read" in done.err
        assert "Answer one" not in done.err
        assert not workspace.load(record.id).counterpoints


def test_all_that_is_asked_at_once_is_one_version(program: Program, ours: str) -> None:
    assert program("counterpoints", ours, "--offline").status == 0
    assert len(program("history", ours).out.splitlines()) <= 4
