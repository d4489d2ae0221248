"""The table for Obsidian, held against the front matter that it shows."""

from __future__ import annotations

import yaml

from store.exchange.base_file import base_text
from store.exchange.markdown import OWN_KEYS


def test_the_table_is_yaml_of_the_form_that_obsidian_reads() -> None:
    base = yaml.safe_load(base_text())
    assert set(base) == {"filters", "properties", "views"}
    assert base["filters"] == {"and": ['file.hasProperty("teardown_id")']}
    for view in base["views"]:
        assert view["type"] == "table"
        assert view["name"]
        assert view["sort"] == [{"property": "note.updated", "direction": "DESC"}]


def test_every_column_is_a_key_of_our_front_matter_with_a_title() -> None:
    base = yaml.safe_load(base_text())
    for view in base["views"]:
        file, *notes = view["order"]
        assert file == "file.name"
        assert {note.removeprefix("note.") for note in notes} <= set(OWN_KEYS)
        assert set(view["order"]) == set(base["properties"])
    assert all(one["displayName"] for one in base["properties"].values())
