"""What ``--json`` prints, published as JSON Schemas: one file a kind, next to this module.

Within ``v1`` fields may be added; none is renamed or removed. The schema of ``show`` is made
from the record's own definition: ``python -m lab.schemas`` writes it anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

__all__ = ["FOLDER", "kinds", "read_schema", "schema_file", "show_schema"]

FOLDER = Path(__file__).parent
"""Where the schemas lie."""


def kinds() -> list[str]:
    """Return the kinds that have a schema, such as ``list``."""
    return sorted(
        path.name.removeprefix("teardown.").removesuffix(".v1.json")
        for path in FOLDER.glob("teardown.*.v1.json")
    )


def schema_file(kind: str) -> Path:
    """Return the file of a kind's schema."""
    return FOLDER / f"teardown.{kind}.v1.json"


def read_schema(kind: str) -> dict[str, Any]:
    """Return a kind's schema."""
    schema: dict[str, Any] = json.loads(schema_file(kind).read_text(encoding="utf-8"))
    return schema


def show_schema() -> dict[str, Any]:
    """Return the schema of ``show``, made from the record."""
    from store.records import Teardown

    record = Teardown.model_json_schema(mode="serialization")
    definitions = record.pop("$defs")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "teardown show --json",
        "description": "One teardown, whole.",
        "type": "object",
        "required": ["schema", "teardown"],
        "properties": {
            "schema": {"const": "teardown.show/v1"},
            "teardown": {"$ref": "#/$defs/Teardown"},
        },
        "$defs": definitions | {"Teardown": record},
    }
