"""The published schema of a teardown, held against what the JSON export writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator, FormatChecker

from lab.exporting import export_text
from lab.schemas import read_schema
from tests.store.exchange.example_record import example_record
from tests.store.record_strategies import FIELDS, teardowns

if TYPE_CHECKING:
    from store.records import Teardown

SCHEMA = read_schema("show")
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


@given(teardowns())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_json_export_fits_the_schema(record: Teardown) -> None:
    VALIDATOR.validate(json.loads(export_text(record, form="json")))


def test_it_names_every_field_of_every_part() -> None:
    for model in FIELDS:
        names = {field.alias or name for name, field in model.model_fields.items()}
        assert set(SCHEMA["$defs"][model.__name__]["properties"]) == names


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("status",), "perhaps"),
        (("claims", 0, "basis"), "rumour"),
        (("claims", 0, "severity"), 5),
        (("predictions", 0, "probability"), 2),
        (("product", "name"), None),
        (("observed_from",), "yesterday"),
        (("id",), "../up"),
    ],
)
def test_it_refuses_what_no_teardown_holds(path: tuple[str | int, ...], value: Any) -> None:
    document = json.loads(export_text(example_record(), form="json"))
    VALIDATOR.validate(document)
    home = document["teardown"]
    for step in path[:-1]:
        home = home[step]
    home[path[-1]] = value
    assert not VALIDATOR.is_valid(document)


def test_it_leans_on_no_address_but_the_drafts_own() -> None:
    addresses = [word for word in json.dumps(SCHEMA).split('"') if "://" in word]
    assert addresses == ["https://json-schema.org/draft/2020-12/schema"]
