"""Files of teardowns, written without the library, with a time that the test chooses."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from pathlib import Path

LONG_AGO = 1_700_000_000
"""Seconds since 1970: long enough ago for a file to be settled."""


def raw_record(teardown_id: str, text: str = "", **fields: Any) -> dict[str, Any]:
    """Return a small record as it stands in a file; *text* is its one answer."""
    return {
        "schema": 2,
        "id": teardown_id,
        "rev": 1,
        "author": "",
        "template": {"id": "quick", "version": 1},
        "status": "draft",
        "tags": [],
        "created_at": "2026-03-02T09:00:00Z",
        "updated_at": "2026-03-02T09:00:00Z",
        "finished_at": None,
        "product": {"name": "Product", "maker": ""},
        "questions": [],
        "sections": {"job": {"answers": {"who": text}, "seconds": 0}},
        **fields,
    }


def put(root: Path, record: dict[str, Any], *, at: float = LONG_AGO) -> Path:
    """Replace a teardown's file by a new one that was last changed *at* that time."""
    content = orjson.dumps({"_default": {"1": record}}, option=orjson.OPT_INDENT_2)
    return put_bytes(root, record["id"], content, at=at)


def put_bytes(root: Path, teardown_id: str, content: bytes, *, at: float = LONG_AGO) -> Path:
    """Replace a teardown's file by any bytes."""
    path = root / "teardowns" / f"{teardown_id}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".tmp-{teardown_id}")
    temporary.write_bytes(content)
    os.utime(temporary, (at, at))
    temporary.replace(path)
    return path
