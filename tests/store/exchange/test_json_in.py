"""A teardown comes back from JSON, in every form in which there is one, or is refused by line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from store.documents import encode
from store.errors import InvalidRecord, NewerSchema
from store.exchange.errors import JsonInvalid
from store.exchange.json_in import from_json
from store.exchange.json_lines import line_of
from store.exchange.json_out import to_json
from store.records import CURRENT_SCHEMA, Teardown
from tests.store.exchange.example_record import example_record
from tests.store.record_strategies import teardowns

OLD = Path(__file__).parents[1] / "data" / "perplexity-h4mq.json"


def faults(text: str) -> list[str]:
    with pytest.raises(JsonInvalid) as raised:
        from_json(text)
    return [str(place) for place in raised.value.places]


@given(teardowns())
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_every_record_comes_back_equal(record: Teardown) -> None:
    assert from_json(to_json(record)) == record


def test_a_bare_record_and_a_librarys_file_are_read_too() -> None:
    record = example_record()
    assert from_json(json.dumps(record.to_dict())) == record
    assert from_json("\ufeff" + encode(record.to_dict()).decode()) == record


def test_an_older_format_is_lifted_as_the_library_does() -> None:
    document = json.loads(OLD.read_text(encoding="utf-8"))
    lifted = from_json(OLD.read_text(encoding="utf-8"))
    assert "schema" in json.dumps(document)
    assert lifted.id == "perplexity-h4mq"
    assert lifted.schema_ == CURRENT_SCHEMA


def changed(**values: Any) -> str:
    return json.dumps({**example_record().to_dict(), **values}, indent=2)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: it is no longer JSON from here on"),
        ('{\n"id": 1,\n"a"}', "line 3: it is no longer JSON"),
        ("[]", "it holds JSON, but no teardown"),
        ("{}", "it holds JSON, but no teardown"),
        ('{"schema": "teardown.list/v1", "teardowns": []}', "is not what “teardown export” writes"),
        ('{"schema": "teardown.show/v9", "teardown": {}}', "written by another version"),
        ('{"schema": "teardown.show/v1"}', "it holds JSON, but no teardown"),
        ('{"_default": {"1": {}, "2": {}}}', "more than one document"),
        ('{"id": "a", "id": "b"}', "“id” stands twice"),
        ("[" * 200_000, "it is nested too deep"),
        ('{"a":' * 200_000, "it is nested too deep"),
        ("1" * 10_000, "a number is too long"),
    ],
)
def test_what_is_no_teardown_is_refused_with_a_line(text: str, message: str) -> None:
    assert message in faults(text)[0]


def test_each_fault_has_the_line_of_its_value() -> None:
    text = changed(id="../x", status="done", tags="one")
    found = {message.split(":")[1].strip(): message for message in faults(text)}
    lines = text.split("\n")
    for name in ("id", "status", "tags"):
        number = int(found[name].split()[1].rstrip(":"))
        assert lines[number - 1].startswith(f'  "{name}":')


def test_a_fault_deep_inside_has_its_line() -> None:
    text = json.dumps({"a": [1, {'b, "c': [True, {"d": "x"}]}], "e": 2}, indent=1)
    for path, words in (
        (("a", 1, 'b, "c', 1, "d"), '"d"'),
        (("e",), '"e"'),
        (("a", 0), "1,"),
        (("a", 1, "missing", 4), "{"),
    ):
        assert words in text.split("\n")[line_of(text, path) - 1]
    assert line_of(text, ()) == 1


def test_a_newer_format_and_values_that_an_old_one_did_not_have_are_refused() -> None:
    with pytest.raises(NewerSchema):
        from_json(changed(schema=CURRENT_SCHEMA + 1))
    with pytest.raises(InvalidRecord):
        from_json(changed(schema=0))
    with pytest.raises(InvalidRecord):
        from_json(changed(schema=1, product=7))
