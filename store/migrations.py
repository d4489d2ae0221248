"""Lifting documents of older formats to today's, one step at a time.

A step is a pure function from a document in format N to one in format N + 1. It runs
before validation, on JSON values, and never changes its argument. Fields that it does
not know stay as they are. The original stays in the history when the result is saved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from store.errors import InvalidRecord, NewerSchema
from store.summary import KNOWN_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["STEPS", "migrate", "schema_of"]


class _Fault(ValueError):
    """A value that its format does not allow, with its path."""

    def __init__(self, path: str, wanted: str) -> None:
        super().__init__(f"{path}: should be {wanted}")


def schema_of(document: dict[str, Any], *, name: str) -> int:
    """Return a document's format; raise ``NewerSchema`` or ``InvalidRecord``."""
    found = document.get("schema")
    if type(found) is not int or found < 1:
        raise InvalidRecord(name, ["schema: should be the number of its format"])
    if found > KNOWN_SCHEMA:
        raise NewerSchema(name, found=found, known=KNOWN_SCHEMA)
    return found


def migrate(document: dict[str, Any], *, name: str) -> dict[str, Any]:
    """Return the document in today's format: the same object if it is in it already.

    Raise ``NewerSchema`` for a format that this version does not know, and
    ``InvalidRecord`` for one whose values its own format does not allow. *name* is what
    the errors call it.
    """
    for number in range(schema_of(document, name=name), KNOWN_SCHEMA):
        try:
            document = {**STEPS[number](document), "schema": number + 1}
        except _Fault as fault:
            raise InvalidRecord(name, [str(fault)]) from fault
    return document


def _from_1(document: dict[str, Any]) -> dict[str, Any]:
    """Give the product and the template room for more than a name, sections a place by id."""
    product = document.get("product")
    template = document.get("template")
    sections = document.get("sections", [])
    if not isinstance(product, str):
        raise _Fault("product", "text")
    if not isinstance(template, str):
        raise _Fault("template", "text")
    if not isinstance(sections, list):
        raise _Fault("sections", "a list")
    lifted: dict[str, dict[str, Any]] = {}
    for place, section in enumerate(sections):
        name, work = _section_from_1(section, path=f"sections.{place}")
        if name in lifted:
            raise _Fault(f"sections.{place}.id", f"another id than “{name}”, which stands twice")
        lifted[name] = work
    return {
        **document,
        "product": {"name": product},
        "template": {"id": template, "version": 1},
        # Format 1 did not keep the questions; none are invented for it.
        "questions": document.get("questions", []),
        "sections": lifted,
    }


def _section_from_1(section: object, *, path: str) -> tuple[str, dict[str, Any]]:
    if not isinstance(section, dict):
        raise _Fault(path, "a section")
    work = dict(section)
    name = work.pop("id", None)
    if not isinstance(name, str):
        raise _Fault(f"{path}.id", "text")
    answers = work.get("answers", [])
    if not isinstance(answers, list):
        raise _Fault(f"{path}.answers", "a list")
    lifted: dict[str, str] = {}
    for place, answer in enumerate(answers):
        prompt = answer.get("prompt") if isinstance(answer, dict) else None
        text = answer.get("text") if isinstance(answer, dict) else None
        if not isinstance(prompt, str) or not isinstance(text, str):
            raise _Fault(f"{path}.answers.{place}", "a prompt and a text")
        # Format 1 could hold two answers to one prompt; no word of either is dropped.
        lifted[prompt] = f"{lifted[prompt]}\n\n{text}" if prompt in lifted else text
    work["answers"] = lifted
    work["score"] = None if work.get("score", -1) == -1 else work["score"]
    return name, work


STEPS: Final[dict[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {1: _from_1}
"""By format, the step that lifts a document to the next."""
