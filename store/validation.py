"""From a file's document to a record, with every fault named. Importing it loads pydantic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from store.errors import InvalidRecord
from store.migrations import migrate
from store.records import CURRENT_SCHEMA, Teardown

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["faults_of", "next_version", "to_record"]

_LONGEST_VALUE = 40

_ASK_THE_DOCTOR = "Nothing was changed. “teardown doctor” says what to do."

_IN_WORDS = {
    **dict.fromkeys(
        ("int_type", "int_parsing", "int_parsing_size", "int_from_float"),
        "should be a whole number",
    ),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), "should be a number"),
    **dict.fromkeys(("dict_type", "model_type"), "should be a group of values"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "should be true or false"),
    "list_type": "should be a list",
    "string_type": "should be text",
    "missing": "is missing",
}
"""What pydantic says to programmers."""


def to_record(document: dict[str, Any], *, name: str) -> Teardown:
    """Return the record of a document in any known format, which stays as it is.

    Raise ``NewerSchema``, or ``InvalidRecord`` with every fault. *name* is what the
    file is called: a record with another id is refused.
    """
    document = migrate(document, name=name)
    if document.get("id") != name:
        raise InvalidRecord(
            name, [f"id: should be “{name}”, as its file is called"], todo=_ASK_THE_DOCTOR
        )
    try:
        return Teardown.model_validate(document)
    except ValidationError as error:
        raise InvalidRecord(name, _faults(error), todo=_ASK_THE_DOCTOR) from error


def next_version(
    record: Teardown, *, rev: int, now: datetime | None = None
) -> tuple[Teardown, dict[str, Any]]:
    """Return the record as it will be saved, and the document for its file.

    Nothing is shared with *record*. Raise ``InvalidRecord`` for values that could not be
    read back.
    """
    # What a wrong type is, validation says better than the serializer's warnings.
    document = record.model_dump(mode="json", warnings="none")
    document["schema"] = CURRENT_SCHEMA
    document["rev"] = rev
    if now is not None:
        document["updated_at"] = now
    try:
        fresh = Teardown.model_validate(document)
    except ValidationError as error:
        raise InvalidRecord(record.id, _faults(error)) from error
    if now is not None:
        document["updated_at"] = fresh.updated_at.isoformat().replace("+00:00", "Z")
    return fresh, document


def faults_of(error: ValidationError) -> list[tuple[tuple[int | str, ...], str]]:
    """Return what validation found, in words: the path of each fault, and the fault."""
    return [
        (
            item["loc"],
            _fault(item["loc"], _IN_WORDS.get(item["type"], item["msg"]), item["input"]),
        )
        for item in error.errors()
    ]


def _faults(error: ValidationError) -> list[str]:
    return [fault for _, fault in faults_of(error)]


def _fault(place: tuple[int | str, ...], message: str, value: object) -> str:
    path = ".".join(str(step) for step in place)
    message = message.removeprefix("Value error, ").removeprefix("Input ")
    if isinstance(value, str | int | float) and len(str(value)) <= _LONGEST_VALUE:
        message = f"{message}, and is “{value}”"
    return f"{path}: {message[:1].lower()}{message[1:]}" if path else message
