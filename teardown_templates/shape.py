"""Checks a tree against a JSON Schema, and says what is wrong in an author's words.

Only the keywords that our own schemas use are known. The schema is the one
definition of a file's shape: it is published, and this reads it. A test holds this
against an independent validator.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from teardown_templates.nearest import nearest
from teardown_templates.problems import shown

if TYPE_CHECKING:
    from teardown_templates.yaml_tree import Node

__all__ = ["Fault", "faults", "load_schema"]

Schema = Mapping[str, Any] | bool
Fault = tuple[int, str, str, str]
"""Line, key, message, nearest valid name."""

_TYPES: dict[str, tuple[type | tuple[type, ...], str]] = {
    "object": (dict, "keys with values"),
    "array": (list, "a list"),
    "string": (str, "text"),
    "integer": (int, "a whole number"),
    "boolean": (bool, "true or false"),
}


@cache
def load_schema(name: str) -> Mapping[str, Any]:
    """Return one of the schemas that ship with the package."""
    text = (Path(__file__).parent / name).read_text("utf-8")
    schema: Mapping[str, Any] = json.loads(text)
    return schema


def faults(node: Node, schema: Mapping[str, Any]) -> list[Fault]:
    """Return everything in which the tree differs from the schema."""
    return list(_Checker(schema).check(node, schema, ""))


class _Checker:
    def __init__(self, root: Mapping[str, Any]) -> None:
        self._root = root

    def check(self, node: Node, schema: Schema, key: str) -> Iterator[Fault]:
        if isinstance(schema, bool):
            return
        if "$ref" in schema:
            name = schema["$ref"].removeprefix("#/$defs/")
            schema = {**self._root["$defs"][name], **schema}
        if "not" in schema:
            yield node.key_line or node.line, key, schema["errorMessage"], ""
            return
        if wrong := _wrong_type(node, schema):
            yield node.line, key, wrong, ""
            return
        if isinstance(node.value, dict):
            yield from self._check_mapping(node, schema, key)
        elif isinstance(node.value, list):
            yield from self._check_list(node, schema, key)
        else:
            yield from _check_scalar(node, schema, key)

    def _check_mapping(self, node: Node, schema: Mapping[str, Any], key: str) -> Iterator[Fault]:
        present = dict(node.items())
        branch: Mapping[str, Any] = {}
        if "if" in schema:
            holds = all(name in present for name in schema["if"]["required"])
            branch = schema["then" if holds else "else"]
        known = {**schema.get("properties", {}), **branch.get("properties", {})}
        others: Schema = schema.get("additionalProperties", True)
        meant = set()
        for name, child in node.items():
            here = _joined(key, name)
            if name in known:
                yield from self.check(child, known[name], here)
            elif others is False:
                meant.add(nearest(name, known))
                yield child.key_line, here, _unknown(name, known), nearest(name, known)
            else:
                yield from _check_name(child.key_line, name, schema, here)
                yield from self.check(child, others, here)
        for name in (*schema.get("required", ()), *branch.get("required", ())):
            if name not in present and name not in meant:
                yield node.line, _joined(key, name), "this is missing", ""
        if not node.value and schema.get("minProperties"):
            yield node.line, key, "nothing stands here", ""

    def _check_list(self, node: Node, schema: Mapping[str, Any], key: str) -> Iterator[Fault]:
        count = len(list(node))
        least, most = schema.get("minItems", 0), schema.get("maxItems", count)
        if count < least:
            yield node.line, key, f"the list has {_items(count)}, and needs at least {least}", ""
        if count > most:
            yield node.line, key, f"the list has {_items(count)}; {most} is the most", ""
        seen: list[Any] = []
        for place, child in enumerate(node, start=1):
            here = f"{key}.{shown(child.get('id').text) or place}"
            if schema.get("uniqueItems") and child.plain() in seen:
                yield child.line, here, f"“{shown(str(child.plain()))}” stands twice", ""
            seen.append(child.plain())
            yield from self.check(child, schema["items"], here)


def _check_scalar(node: Node, schema: Mapping[str, Any], key: str) -> Iterator[Fault]:
    value = node.value
    said = f"“{shown(str(value))}”"
    if "const" in schema and (value != schema["const"] or isinstance(value, bool)):
        yield node.line, key, f"{said} is not known here; it is {schema['const']}", ""
    if "enum" in schema and value not in schema["enum"]:
        known = ", ".join(schema["enum"])
        yield node.line, key, f"{said} is not one of: {known}", nearest(str(value), schema["enum"])
    if isinstance(value, str):
        yield from _check_text(node, value, schema, key)
    if isinstance(value, int) and "minimum" in schema:
        low, high = schema["minimum"], schema["maximum"]
        if not low <= value <= high:
            yield node.line, key, f"{value} is outside {low} to {high:,}", ""


def _check_text(node: Node, value: str, schema: Mapping[str, Any], key: str) -> Iterator[Fault]:
    if not value.strip() and schema.get("minLength"):
        yield node.line, key, "nothing stands here", ""
        return
    most = schema.get("maxLength", len(value))
    if len(value) > most:
        yield node.line, key, f"this has {len(value):,} characters; {most} is the most", ""
    if "pattern" in schema and not _matches(schema["pattern"], value):
        yield node.line, key, schema.get("errorMessage") or _not_an_id(value), ""


def _check_name(line: int, name: str, schema: Mapping[str, Any], key: str) -> Iterator[Fault]:
    pattern = schema.get("propertyNames", {}).get("pattern")
    if pattern and not _matches(pattern, name):
        score = pattern == "^[0-4]$"
        yield line, key, _not_a_score(name) if score else _not_an_id(name), ""


def _wrong_type(node: Node, schema: Mapping[str, Any]) -> str:
    if "enum" in schema and not isinstance(node.value, str):
        return f"this wants text, not {_kind(node)}"
    if "type" not in schema:
        return ""
    kind, words = _TYPES[schema["type"]]
    right = isinstance(node.value, kind) and (kind is bool or not isinstance(node.value, bool))
    if right:
        return ""
    advice = "; put it in double quotes" if words == "text" and _is_scalar(node) else ""
    return f"this wants {words}, not {_kind(node)}{advice}"


def _kind(node: Node) -> str:
    value = node.value
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "keys with values"


def _is_scalar(node: Node) -> bool:
    return node.value is not None and not isinstance(node.value, list | dict)


def _matches(pattern: str, value: str) -> bool:
    if pattern.endswith("$"):
        pattern = pattern[:-1] + r"\Z"  # in a JSON Schema, $ is the very end
    return re.search(pattern, value) is not None


def _joined(key: str, name: str) -> str:
    return f"{key}.{shown(name)}" if key else shown(name)


def _items(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _unknown(name: str, known: Mapping[str, Schema]) -> str:
    if list(known) == list("01234"):
        return _not_a_score(name)
    return f"“{shown(name)}” is not a key that is known here"


def _not_a_score(name: str) -> str:
    return f"“{shown(name)}” is not a score; scores are 0, 1, 2, 3 and 4"


def _not_an_id(value: str) -> str:
    return (
        f"“{shown(value)}” cannot be an id; use up to 40 small letters, digits and “_”,"
        " starting with a letter"
    )
