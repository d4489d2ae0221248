from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB

from store.errors import InvalidRecord, NewerSchema
from store.migrations import STEPS, migrate
from store.names import VersionName
from store.records import CURRENT_SCHEMA
from store.summary import KNOWN_SCHEMA
from tests.store.making import make_record, open_library

if TYPE_CHECKING:
    from store.library import Library
    from tests.conftest import FrozenClock

FIXTURE = Path(__file__).parent / "data" / "perplexity-h4mq.json"
ID = FIXTURE.stem


def _format_1() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(FIXTURE.read_bytes())["_default"]["1"]
    return document


@pytest.fixture
def old_library(library: Library) -> Library:
    """A library in which a teardown of format 1 lies."""
    (library.root / "teardowns" / FIXTURE.name).write_bytes(FIXTURE.read_bytes())
    return library


def test_every_older_format_has_a_step_and_the_light_number_is_the_records() -> None:
    assert sorted(STEPS) == list(range(1, CURRENT_SCHEMA))
    assert KNOWN_SCHEMA == CURRENT_SCHEMA


def test_a_teardown_of_format_1_is_opened_with_all_that_it_holds(old_library: Library) -> None:
    record = old_library.load(ID)
    assert (record.schema_, record.rev, record.status) == (2, 12, "finished")
    assert (record.product.name, record.template.id, record.template.version) == (
        "Perplexity",
        "search",
        1,
    )
    assert list(record.sections) == ["job", "variance", "metrics"]
    assert record.sections["job"].answers == {
        "who": "A student who has to hand in tomorrow.",
        "pain": "Ten tabs, and none of them answers.",
    }
    assert [record.sections[name].score for name in record.sections] == [3, None, 0]
    assert [record.sections[name].seconds for name in record.sections] == [410, 95, 0]
    assert record.sections["variance"].answers == {
        "runs": "Five runs,\nfour alike.\n\nA sixth run differed."
    }
    assert record.claims[0].statement == "It cites before it answers."
    assert record.questions == []
    assert record.model_extra == {"mood": "curious"}


def test_opening_listing_and_searching_leave_the_old_file_alone(old_library: Library) -> None:
    path = old_library.root / "teardowns" / FIXTURE.name
    old_library.load(ID)
    (row,) = old_library.summaries()
    assert (row.id, row.product, row.fault) == (ID, "Perplexity", "")
    assert [hit.id for hit in old_library.search("student tomorrow")] == [ID]
    assert old_library.doctor() == []
    assert path.read_bytes() == FIXTURE.read_bytes()


def test_a_save_writes_todays_format_and_keeps_the_original_for_good(
    old_library: Library, clock: FrozenClock
) -> None:
    record = old_library.save(old_library.load(ID))
    assert old_library.load(ID) == record
    with TinyDB(old_library.root / "teardowns" / FIXTURE.name) as database:
        (document,) = database.all()
    assert (document["schema"], document["rev"]) == (2, 13)
    kept = VersionName(12, 1, "format1")
    original = old_library.root / "history" / ID / str(kept)
    assert original.read_bytes() == FIXTURE.read_bytes()
    for _ in range(200):
        clock.move(minutes=1)
        record = old_library.save(record)
    clock.move(days=900)
    old_library.tidy()
    assert original.read_bytes() == FIXTURE.read_bytes()
    assert old_library.load_version(ID, 12).product.name == "Perplexity"
    assert old_library.bring_back(ID, 12).sections["job"].score == 3


def test_a_step_changes_nothing_that_it_is_given() -> None:
    document = _format_1()
    before = deepcopy(document)
    lifted = migrate(document, name=ID)
    lifted["sections"]["job"]["answers"]["who"] = "changed"
    lifted["tags"].append("changed")
    assert document["sections"] == before["sections"]
    assert {**document, "tags": before["tags"]} == before


def test_a_document_of_today_comes_back_as_it_is() -> None:
    document = make_record().to_dict()
    assert migrate(document, name="x") is document


@pytest.mark.parametrize("schema", [3, 99, 10**12])
def test_a_newer_format_is_refused(schema: int) -> None:
    with pytest.raises(NewerSchema, match=f"format {schema}") as caught:
        migrate({"schema": schema}, name="x")
    assert (caught.value.found, caught.value.known) == (schema, 2)


@pytest.mark.parametrize("schema", [None, 0, -1, "2", 2.0, True, [2]])
def test_a_format_that_is_no_number_is_named(schema: object) -> None:
    with pytest.raises(InvalidRecord, match="schema"):
        migrate({"schema": schema}, name="x")


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"product": {"name": "x"}}, "product"),
        ({"template": None}, "template"),
        ({"sections": {}}, "sections"),
        ({"sections": ["job"]}, "sections.0"),
        ({"sections": [{"answers": []}]}, "sections.0.id"),
        ({"sections": [{"id": "a"}, {"id": "a"}]}, "sections.1.id"),
        ({"sections": [{"id": "a", "answers": {}}]}, "sections.0.answers"),
        ({"sections": [{"id": "a", "answers": ["x"]}]}, "sections.0.answers.0"),
        ({"sections": [{"id": "a", "answers": [{"prompt": "p"}]}]}, "sections.0.answers.0"),
    ],
)
def test_what_format_1_did_not_allow_is_named_with_its_place(
    change: dict[str, Any], path: str
) -> None:
    with pytest.raises(InvalidRecord, match=f"{path}: should be"):
        migrate({**_format_1(), **change}, name="x")


def test_values_that_no_teardown_can_have_are_named_after_the_lift(
    library: Library, clock: FrozenClock
) -> None:
    tables = json.loads(FIXTURE.read_bytes())
    tables["_default"]["1"]["sections"][0]["score"] = 9
    (library.root / "teardowns" / FIXTURE.name).write_text(json.dumps(tables), "utf-8")
    with pytest.raises(InvalidRecord, match=r"sections\.job\.score"):
        open_library(library.root, clock).load(ID)
