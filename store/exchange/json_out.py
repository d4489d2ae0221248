"""A teardown as JSON: the whole record, for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.documents import encode_any

if TYPE_CHECKING:
    from store.records import Teardown

__all__ = ["SCHEMA", "to_json"]

SCHEMA = "teardown.show/v1"


def to_json(record: Teardown) -> str:
    """Return ``{"schema": …, "teardown": …}``, indented, with a line break at its end."""
    return encode_any({"schema": SCHEMA, "teardown": record.to_dict()}).decode("utf-8")
