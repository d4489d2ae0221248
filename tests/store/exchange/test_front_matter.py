"""The front matter: readable by every YAML reader, and kept with whatever else is in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.exchange.front_matter import can_be_written, read_front_matter, write_front_matter
from store.exchange.markdown import OWN_KEYS, to_markdown
from store.exchange.markdown_reader import from_markdown
from tests.store.exchange.example_record import edited, example_record
from tests.store.making import make_record
from tests.store.record_strategies import teardowns
from tests.store.text_strategies import json_values, texts

if TYPE_CHECKING:
    from store.records import Teardown


def loaded(exported: str) -> dict[str, Any]:
    """Return the front matter as PyYAML reads it."""
    values: dict[str, Any] = yaml.safe_load(exported.split("\n---\n", 1)[0])
    return values


def test_the_keys_stand_in_their_order() -> None:
    assert tuple(loaded(to_markdown(example_record()))) == OWN_KEYS


def test_values_have_the_types_that_other_tools_expect() -> None:
    values = loaded(to_markdown(example_record()))
    assert values["observed_from"] == date(2026, 11, 20)
    assert values["created"].isoformat() == "2026-11-20T09:30:00+00:00"
    assert values["tags"] == ["writing", "first look"]
    assert values["aliases"] == ["notion-ai-7k2q"]
    assert values["teardown_schema"] == 2
    assert values["region"] is None
    assert values["source"] == "https://www.notion.com/product/ai"


@given(teardowns())
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_text_reads_as_that_text_in_another_yaml_reader(record: Teardown) -> None:
    values = loaded(to_markdown(record))
    assert values["product"] == (record.product.name or None)
    assert values["maker"] == (record.product.maker or None)
    assert values["author"] == (record.author or None)
    assert values["tags"] == record.tags
    assert values["teardown_id"] == record.id


@pytest.mark.parametrize(
    "name",
    [
        *("true", "No", "null", "~", "1e5", "007", "1:30", "2026-11-22", "0x1f", ".inf", "<<", "="),
        *("a: b", "a #b", "- a", "? a", "'a'", '"a"', "{a}", "[a]", "@a", "`a`", "%a", "!a", "&a"),
        *(
            "*a",
            "|",
            ">",
            "a:",
            ":",
            "a,b",
            "---",
            "...",
            "a\nb",
            "a\\",
            "\ta",
            " a ",
            "\x00\x1b\x85",
        ),
        *("\ufeff\u2028", "é", "e\u0301", "שלום", "👩\u200d👧", "a" * 5000),
    ],
)
def test_a_name_that_means_something_in_yaml_is_quoted(name: str) -> None:
    record = make_record(tags=[name, name], author=name)
    record.product.name = name
    exported = to_markdown(record)
    values = loaded(exported)
    assert (values["product"], values["author"], values["tags"]) == (name, name, [name, name])
    assert from_markdown(exported) == record


@given(st.dictionaries(texts(max_parts=3), json_values(), max_size=3).filter(can_be_written))
@settings(max_examples=150, deadline=None)
def test_what_can_be_written_comes_back(others: dict[str, Any]) -> None:
    lines = write_front_matter({}, others=others)
    found = read_front_matter([*lines, "# Title"])
    assert found.values == others
    assert not found.faults
    assert found.end == len(lines)
    assert isinstance(yaml.safe_load("\n".join(lines[1:-1])), dict) or not others


def test_front_matter_that_is_not_ours_survives() -> None:
    others = (
        'rating: 4\nrelated: "[[Coda]]"\ncssclasses:\n  - wide\nseen: 2026-11-01\n'
        'nested: {a: [1, {b: null}]}\n"odd: key": 1.5e-7\n'
    )
    record = edited(("teardown_schema: 2\n", f"{others}teardown_schema: 2\n"))
    assert record.model_extra == {
        "front_matter": {
            "rating": 4,
            "related": "[[Coda]]",
            "cssclasses": ["wide"],
            "seen": "2026-11-01",
            "nested": {"a": [1, {"b": None}]},
            "odd: key": 1.5e-7,
        }
    }
    exported = to_markdown(record)
    assert "\nrating: 4\n" in exported
    assert "\nseen: 2026-11-01\n" in exported
    assert '\n"odd: key": 1.5e-07\n' in exported
    assert from_markdown(exported) == record


def test_an_alias_that_somebody_added_survives() -> None:
    record = edited(("aliases: [notion-ai-7k2q]", "aliases:\n  - notion-ai-7k2q\n  - The writer"))
    assert "aliases: [notion-ai-7k2q, The writer]\n" in to_markdown(record)
    assert from_markdown(to_markdown(record)) == record


@pytest.mark.parametrize("part", ["a: b\n", "a: [x, x, x, x]\n"])
def test_front_matter_of_thousands_of_lines_is_not_read_for_minutes(part: str) -> None:
    found = read_front_matter(f"---\n{part * 20_002}---\n".split("\n"))
    assert [fault.message for fault in found.faults] == [
        "the front matter is too long to be a teardown’s"
    ]
    assert not found.values
