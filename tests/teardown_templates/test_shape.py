"""Our reading of the published schema agrees with an independent one."""

from __future__ import annotations

import copy
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teardown_templates.content_files import read_content
from teardown_templates.libraries import counterpoints
from teardown_templates.loader import Templates
from teardown_templates.model import PROMPT_KINDS
from teardown_templates.shape import faults, load_schema
from teardown_templates.yaml_tree import Node

IDS = [info.id for info in Templates().names()]
SCHEMAS = {"schema.json": [*IDS], "catalog.schema.json": ["catalog"]}


def node(value: Any) -> Node:
    if isinstance(value, dict):
        return Node({str(key): node(item) for key, item in value.items()}, 1, 1)
    if isinstance(value, list):
        return Node([node(item) for item in value], 1, 1)
    return Node(value, 1, 1)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every container with each of its keys or indexes."""
    found: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        found += [(value, key) for key in value]
    if isinstance(value, list):
        found += [(value, index) for index in range(len(value))]
    return found + [place for container, key in list(found) for place in places(container[key])]


STRANGE = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        -1,
        5,
        10**9,
        "",
        " ",
        "x",
        "Not An Id",
        "_frame",
        "a" * 41,
        "y" * 1000,
        "tags",
        "free",
        [],
        ["x", "x"],
        ["frame"] * 30,
        {},
        {"x": 1},
        {"0": "a"},
        {"id": "x"},
        {"id": "x", "text": "y"},
        [{"id": "x", "text": "y"}],
    ]
)


@pytest.mark.parametrize("name", SCHEMAS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_changed_file_is_accepted_by_both_or_by_neither(name: str, data: st.DataObject) -> None:
    schema = load_schema(name)
    document = copy.deepcopy(dict(read_content(data.draw(st.sampled_from(SCHEMAS[name])))))
    for _ in range(data.draw(st.integers(0, 3))):
        container, key = data.draw(st.sampled_from(places(document)))
        if isinstance(container, dict) and data.draw(st.booleans()):
            container[data.draw(st.sampled_from(["tite", "9", "set", "extends", "keep"]))] = (
                container.pop(key, None)
            )
        elif isinstance(container, list) and not container:
            continue
        elif data.draw(st.booleans()):
            container[key] = copy.deepcopy(data.draw(STRANGE))
        else:
            del container[key]
    agreed = jsonschema.Draft202012Validator(schema).is_valid(document)
    assert (faults(node(document), schema) == []) == agreed


def test_every_schema_is_a_schema() -> None:
    for name in SCHEMAS:
        jsonschema.Draft202012Validator.check_schema(load_schema(name))


def test_the_schema_speaks_of_the_kinds_that_there_are() -> None:

    parts = load_schema("schema.json")["$defs"]
    assert parts["prompt"]["properties"]["kind"]["enum"] == list(PROMPT_KINDS)
    kinds = parts["counter_question"]["properties"]["kind"]["enum"]
    assert kinds == [kind.id for kind in counterpoints().kinds]


def test_an_id_ends_where_it_ends() -> None:
    schema = load_schema("schema.json")
    assert faults(node(read_content("quick")), schema) == []
    assert faults(node({**read_content("quick"), "id": "quick\n"}), schema) != []
