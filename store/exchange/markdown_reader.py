"""A teardown read back from its Markdown, with whatever people changed in it by hand.

``from_markdown(to_markdown(record)) == record`` for every record. Words that somebody
typed between our marks are never dropped: they become part of the answer that they stand
under, or notes; ``read_markdown`` says which went where.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from store.errors import NewerSchema
from store.exchange.assemble import assemble
from store.exchange.document import Loose, read_document
from store.exchange.errors import Fault, MarkdownInvalid
from store.exchange.reading import Faults
from store.records import CURRENT_SCHEMA, Teardown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

__all__ = ["MOST_CHARACTERS", "Reading", "from_markdown", "read_markdown"]

MOST_CHARACTERS = 50 * 1024 * 1024
"""The longest file that is looked at."""
MOST_LINES = 2_000_000
"""The most lines that are looked at: a year of pasted outputs, and still read in seconds."""

_ID_LINE = re.compile(r"^teardown_id[ \t]*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A teardown, and the words of its file that had no place of their own."""

    record: Teardown
    kept: tuple[Loose, ...] = ()
    """They are in the record too: in the answer that they stood under, or as notes."""


def from_markdown(text: str) -> Teardown:
    """Return the teardown that a file of ours holds.

    Raises ``MarkdownInvalid`` with a line number for each fault, and ``NewerSchema``.
    """
    return read_markdown(text).record


def read_markdown(text: str) -> Reading:
    """Return the teardown that a file of ours holds, and what was kept as notes."""
    if len(text) > MOST_CHARACTERS:
        raise MarkdownInvalid([Fault(1, "a file of more than 50 MB is no teardown")])
    if max(text.count("\n"), text.count("\r")) > MOST_LINES:
        raise MarkdownInvalid([Fault(1, "a file of more than two million lines is no teardown")])
    faults = Faults()
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    document = read_document(text, faults)
    schema = document.front.values.get("teardown_schema")
    if isinstance(schema, int) and schema > CURRENT_SCHEMA:
        raise NewerSchema("This Markdown", found=schema, known=CURRENT_SCHEMA)
    if "teardown_id" not in document.front.values and not faults.found:
        faults.add(*_missing_id(text, has_front=document.front.end > 0))
    if not document.is_marked and document.loose and not faults.found:
        faults.add(
            document.loose[0].line,
            "the marks are gone that say which text is which; some program took the HTML "
            "comments out, or turned them into text",
        )
    faults.check()
    values, lines = assemble(document, faults)
    faults.check()
    try:
        record = Teardown.model_validate(values)
    except ValidationError as error:
        raise MarkdownInvalid(
            _fault(one, lines=lines) for one in error.errors(include_url=False)
        ) from None
    return Reading(record, tuple(document.loose))


def _missing_id(text: str, *, has_front: bool) -> tuple[int, str]:
    """Return the line and the fault of a file whose front matter does not say its id."""
    found = _ID_LINE.search(text)
    if found is None and has_front:
        return 1, "the front matter has no “teardown_id”, which says which teardown this is"
    if not text.strip():
        return 1, "the file is empty"
    if found is None and "<!-- teardown:" not in text:
        return 1, "this is no teardown that was exported: it has no front matter and no marks"
    if found is None:
        return 1, (
            "the front matter is gone, which says which teardown this is; a page that was "
            "copied from a code host has none"
        )
    line = text.count("\n", 0, found.start()) + 1
    return line, "the front matter with this “teardown_id” has to be at the very top, after “---”"


def _fault(error: ErrorDetails, *, lines: dict[tuple[str | int, ...], int]) -> Fault:
    path = error["loc"]
    line = next((lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in lines), 1)
    return Fault(line, f"{_name(path)} {_wrong(error)}")


def _name(path: Sequence[str | int]) -> str:
    words = [str(one + 1) if isinstance(one, int) else one.strip("[]") for one in path]
    return " · ".join(word.replace("_", " ") for word in words) or "the teardown"


def _wrong(error: ErrorDetails) -> str:
    context: dict[str, Any] = error.get("ctx", {})
    given = str(error["input"])[:60]
    match error["type"]:
        case "missing":
            return "is missing"
        case "literal_error":
            return f"is “{given}”; it can be {context['expected'].replace(chr(39), '')}"
        case "string_pattern_mismatch":
            return f"is “{given}”; an id has letters, digits, dots and hyphens only"
        case "value_error":
            return f"cannot be used: {context['error']}"
        case _:
            message = error["msg"]
            return f"is “{given}”: {message[:1].lower()}{message[1:]}"
