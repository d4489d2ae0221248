"""A document as the bytes of its file, and back.

Each file is a TinyDB file with one document: ``{"_default": {"1": {…}}}``, indented.

orjson writes and reads it wherever it can. What it cannot hold (integers over 64 bits,
half characters) or would change on reading (orjson turns a huge integer into a float)
goes through the standard library. A file in exactly the shape that orjson writes was
written by it, so nothing of that kind is in it; every other file is read exactly.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NoDocument", "Stored", "decode", "decode_any", "encode", "encode_any", "rev_of"]

_OWN_SHAPE = b'{\n  "_default": {\n    "1": {'
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as it stands in its file."""

    document: dict[str, Any]
    data: bytes
    """The file's bytes."""


class NoDocument(ValueError):
    """Bytes that are no document; the text says why, for the person whose file it is."""


def encode(document: dict[str, Any], *, aside: dict[str, Any] | None = None) -> bytes:
    """Return the bytes of a file with that one document.

    *aside* becomes a second table of that name. Raise ``ValueError`` for what JSON
    cannot hold at all.
    """
    tables: dict[str, Any] = {"_default": {"1": document}}
    if aside is not None:
        tables["aside"] = {"1": aside}
    return encode_any(tables)


def encode_any(value: Any) -> bytes:
    """Return any JSON value as indented bytes; raise ``ValueError`` for what JSON cannot hold."""
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    except TypeError:
        pass
    try:
        # Indented by one, so that it can be told from what orjson writes.
        return (json.dumps(value, indent=1) + "\n").encode("ascii")
    except (TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def decode(data: bytes) -> dict[str, Any]:
    """Return the one document in a file's bytes; raise ``NoDocument``."""
    tables = decode_any(data)
    table = tables.get("_default") if isinstance(tables, dict) else None
    if not isinstance(table, dict):
        raise NoDocument("it holds JSON, but no teardown")
    document = table["1"] if "1" in table else _only(table)
    if not isinstance(document, dict):
        raise NoDocument("it holds a TinyDB table, but no teardown")
    return document


def decode_any(data: bytes) -> Any:
    """Return the JSON value in a file's bytes; raise ``NoDocument``."""
    if not data:
        raise NoDocument("it is empty")
    if not data.strip(b"\0"):
        raise NoDocument("it holds nothing but zero bytes, as after a power cut")
    if data.startswith(_OWN_SHAPE):
        try:
            return orjson.loads(data)
        except orjson.JSONDecodeError:
            pass
    try:
        return json.loads(data.removeprefix(_BOM).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise NoDocument(f"byte {error.start} is not text (UTF-8)") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        if error.pos >= len(error.doc.rstrip()) or "Unterminated" in error.msg:
            raise NoDocument(f"it ends too early ({where})") from error
        raise NoDocument(f"it is no longer JSON from {where} on") from error
    except RecursionError as error:
        raise NoDocument("it is nested too deeply") from error


def rev_of(document: Mapping[str, Any]) -> int:
    """Return how often a document was saved; 0 where it does not say."""
    rev = document.get("rev")
    return rev if type(rev) is int and rev >= 0 else 0


def _only(table: dict[str, Any]) -> Any:
    return next(iter(table.values())) if len(table) == 1 else None
