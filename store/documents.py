"""A document as the bytes of its file, and back.

Each file is a TinyDB file with one document: ``{"_default": {"1": {…}}}``, indented.

orjson writes and reads it wherever it can. What it cannot hold (integers over 64 bits,
half characters) or would change on reading (orjson turns a huge integer into a float)
goes through the standard library. A file that begins exactly as a teardown written by orjson
does was written by it, so nothing of that kind is in it; every other file is read exactly.
Infinities and NaN, which JSON does not have, are written as null.
"""

from __future__ import annotations

import json
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from store.errors import Damaged

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NoDocument", "Stored", "decode", "decode_any", "encode", "encode_any", "rev_of"]

_OWN_HEAD = re.compile(
    rb'\{\n  "_default": \{\n    "1": \{'
    rb'\n      "schema": (\d{1,9}),\n      "id": "[\w.-]*",\n      "rev": (\d{1,12}),\n'
)
_BOM = b"\xef\xbb\xbf"


class NoDocument(ValueError):
    """Bytes that are no document; the text says why, for the person whose file it is."""


class Stored:
    """A document as it stands in its file: its bytes, understood when they are looked at."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data

    @cached_property
    def document(self) -> dict[str, Any]:
        """The document; ``Damaged`` if the bytes are none."""
        try:
            return decode(self.data)
        except NoDocument as error:
            raise Damaged(Path(self.path), str(error)) from error

    @cached_property
    def rev(self) -> int:
        """How often it was saved; 0 where it does not say."""
        return self._head[1]

    @cached_property
    def schema(self) -> int:
        """The number of its format; 0 where it does not say."""
        return self._head[0]

    @cached_property
    def _head(self) -> tuple[int, int]:
        # A file in our own shape begins with both, so that it need not be read to its end.
        match = _OWN_HEAD.match(self.data)
        if match is not None:
            return int(match[1]), int(match[2])
        return _number(self.document, "schema"), rev_of(self.document)


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
    if _OWN_HEAD.match(data):
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
    return _number(document, "rev")


def _number(document: Mapping[str, Any], name: str) -> int:
    number = document.get(name)
    return number if type(number) is int and number >= 0 else 0


def _only(table: dict[str, Any]) -> Any:
    return next(iter(table.values())) if len(table) == 1 else None
