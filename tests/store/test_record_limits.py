"""What a record takes in, and what it refuses in words instead of failing later."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from pydantic import ValidationError

from store.records import Teardown


def record(**values: Any) -> dict[str, Any]:
    return {
        "schema": 2,
        "id": "notion-ai-7k2q",
        "template": {"id": "quick"},
        "created_at": "2026-01-05T12:00:00Z",
        "updated_at": "2026-01-05T12:00:00Z",
        "product": {"name": "Notion AI"},
    } | values


@pytest.mark.parametrize(
    "odd",
    [
        {"created_at": "0001-01-01T00:00:00+14:00"},
        {"created_at": "2026-01-05"},
        {"rev": 10**18},
        {"rev": -1},
        {"sections": {"frame": {"seconds": 1e30}}},
        {"sections": {"frame": {"score": 5}}},
        {"sections": {"frame": {"score": True}}},
        {"sections": {"../frame": {}}},
        {"probes": [{"id": "p1", "trials": [{"id": "t1", "seconds": float("inf")}]}]},
        {"practice": {"sessions": [{"active_seconds": 10**19}]}},
        {"id": ".hidden"},
    ],
)
def test_a_value_that_no_file_could_hold_again_is_a_named_fault(odd: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Teardown.model_validate(record(**odd))


@pytest.mark.parametrize(
    ("part", "where"),
    [
        ({"claims": [{"id": "c1", "section": "a", "statement": "x"}] * 2}, "claims"),
        ({"take_home": {"lessons": [{"id": "l1", "principle": "x"}] * 2}}, "take_home.lessons"),
        ({"probes": [{"id": "p1", "trials": [{"id": "t1"}] * 2}]}, "probes.p1.trials"),
        ({"evidence": [{"id": "e1", "quotes": [{"id": "q", "exact": "x"}] * 2}]}, "e1.quotes"),
        (
            {"questions": [{"id": "a", "title": "A", "prompts": [{"id": "q", "text": "?"}] * 2}]},
            "questions.a",
        ),
    ],
)
def test_an_id_stands_once_among_its_kind(part: dict[str, Any], where: str) -> None:
    with pytest.raises(ValidationError, match=where):
        Teardown.model_validate(record(**part))


def test_half_a_character_becomes_a_whole_one() -> None:
    written = Teardown.model_validate(record(product={"name": "x\ud800y"}))
    assert written.product.name == "x\ufffdy"
    orjson.dumps(written.to_dict())


def test_unknown_fields_survive() -> None:
    newer = record(mood="curious", product={"name": "x", "colour": "blue"})
    written = Teardown.model_validate(newer).to_dict()
    assert written["mood"] == "curious"
    assert written["product"]["colour"] == "blue"
