"""The JSON holds the whole record."""

from __future__ import annotations

import json

from store.exchange.json_out import to_json
from tests.store.exchange.example_record import example_record
from tests.store.making import make_record


def test_a_record_is_named_by_its_schema() -> None:
    document = json.loads(to_json(make_record()))
    assert list(document) == ["schema", "teardown"]
    assert document["schema"] == "teardown.show/v1"
    assert document["teardown"]["schema"] == 2


def test_a_record_stands_in_it_as_it_is_stored() -> None:
    record = example_record()
    assert json.loads(to_json(record))["teardown"] == record.to_dict()
