"""A teardown read from JSON: an export, a bare record, or the file of a library."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from store.exchange.errors import Fault, JsonInvalid
from store.exchange.json_lines import line_of
from store.exchange.json_out import SCHEMA
from store.migrations import migrate
from store.records import Teardown
from store.validation import faults_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["from_json"]

_MOST_CHARACTERS = 50 * 1024 * 1024
_FAMILY = SCHEMA.partition("/")[0]

Path = tuple[str | int, ...]


def from_json(text: str) -> Teardown:
    """Return the teardown in a JSON text, lifted to today's format if it is older.

    Raise ``JsonInvalid`` with a line for each fault, ``InvalidRecord`` for values that an
    older format did not allow, and ``NewerSchema``.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > _MOST_CHARACTERS:
        raise JsonInvalid([Fault(1, "a file of more than 50 MB is no teardown")])
    try:
        value = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise JsonInvalid([Fault(error.lineno, "it is no longer JSON from here on")]) from None
    except _Twice as error:
        name = str(error)
        raise JsonInvalid(
            [Fault(1, f"“{name[:60]}” stands twice in one group of values")]
        ) from None
    except (RecursionError, ValueError) as error:
        why = "a number is too long" if isinstance(error, ValueError) else "it is nested too deep"
        raise JsonInvalid([Fault(1, why)]) from None
    document, path = _unwrapped(value)
    document = migrate(document, name="This JSON")
    try:
        return Teardown.model_validate(document)
    except ValidationError as error:
        raise JsonInvalid(
            Fault(line_of(text, (*path, *place)), message) for place, message in faults_of(error)
        ) from None
    except RecursionError:
        raise JsonInvalid([Fault(1, "it is nested too deep")]) from None


class _Twice(Exception):
    """One group of values has a name twice, and only one of the two could be read."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise _Twice(Counter(name for name, _ in pairs).most_common(1)[0][0])
    return values


def _unwrapped(value: Any) -> tuple[dict[str, Any], Path]:
    """Return the record's values, and the path to them in the file."""
    if not isinstance(value, dict):
        raise JsonInvalid([Fault(1, "it holds JSON, but no teardown")])
    schema = value.get("schema")
    path: Sequence[str] = ()
    if isinstance(schema, str):
        kind, _, version = schema.partition("/")
        if kind != _FAMILY:
            raise JsonInvalid([Fault(1, f"“{schema[:60]}” is not what “teardown export” writes")])
        if version != SCHEMA.partition("/")[2]:
            raise JsonInvalid(
                [
                    Fault(
                        1,
                        f"“{schema[:60]}” was written by another version; this one reads {SCHEMA}",
                    )
                ]
            )
        path = ("teardown",)
    elif isinstance(table := value.get("_default"), dict):
        if len(table) != 1:
            raise JsonInvalid([Fault(1, "it is a TinyDB file with more than one document")])
        path = ("_default", next(iter(table)))
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    if not isinstance(value, dict) or "id" not in value or "product" not in value:
        raise JsonInvalid([Fault(1, "it holds JSON, but no teardown")])
    return value, tuple(path)
