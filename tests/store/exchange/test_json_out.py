"""The JSON holds the whole record."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings

from store.exchange.json_out import to_json
from store.records import Teardown
from tests.store.making import make_record
from tests.store.record_strategies import teardowns


def test_a_record_is_named_by_its_schema() -> None:
    document = json.loads(to_json(make_record()))
    assert list(document) == ["schema", "teardown"]
    assert document["schema"] == "teardown.show/v1"
    assert document["teardown"]["schema"] == 2


@given(teardowns())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_record_comes_back_equal(record: Teardown) -> None:
    document = json.loads(to_json(record))
    assert Teardown.model_validate(document["teardown"]) == record
