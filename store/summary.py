"""What a list shows of one teardown, taken from its JSON without validating all of it.

No pydantic here: these rows are on the screen before records can be.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KNOWN_SCHEMA", "NOTES_KIND", "Summary", "summarize"]

KNOWN_SCHEMA = 2
"""The schema number of the records that can be read; the same as in ``store.records``."""

NOTES_KIND = "notes"
"""The kind of a question that only keeps words which fit no other."""

_HIGHEST_SCORE = 4
_LARGEST_NUMBER = 10**9
_USUAL_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII)


class Summary(NamedTuple):
    """One row of a list. Instants are UTC in ISO 8601, as they stand in the file.

    A tuple: thousands are made before the first frame, and making them is what costs.
    """

    id: str
    product: str = ""
    maker: str = ""
    author: str = ""
    template: str = ""
    """The template's id."""
    status: str = "draft"
    tags: tuple[str, ...] = ()
    created_at: str = ""
    updated_at: str = ""
    finished_at: str | None = None
    finished_on: str | None = None
    """The calendar day, there and then, on which it was finished."""
    sections_done: int = 0
    sections_total: int = 0
    minutes: int = 0
    """Active minutes spent in all sections, rounded."""
    archived: bool = False
    example: bool = False
    category: str = ""
    score_total: int = 0
    """The sum of the sections' self-scores; with ``score_count`` it gives their mean."""
    score_count: int = 0
    """How many sections have a self-score."""
    rev: int = 0
    fault: str = ""
    """Why the teardown cannot be opened, in plain words; empty if it can."""
    folder: str = ""
    """The folder of its file."""

    @property
    def path(self) -> Path:
        """The file of the teardown."""
        return Path(self.folder, f"{self.id}.json")


def summarize(record: Mapping[str, Any], *, folder: str = "") -> Summary:
    """Return the row of a record, given as the JSON values of its file.

    Never raises: what is missing or of a wrong type is left at its default, and
    ``fault`` says what keeps such a record from being opened.
    """
    name = _text(record, "id")
    fault = _schema_fault(record)
    if not fault and record["schema"] < KNOWN_SCHEMA:
        from store.migrations import migrate  # only where there are old files

        try:
            record = migrate(dict(record), name=name)
        except StoreError as error:
            fault = error.why
    product = _part(record, "product")
    asked = record.get("questions")
    asked = asked if isinstance(asked, list) else []
    notes = {_text(one, "id") for one in asked if _holds_notes(one)}
    work = [section for section in _part(record, "sections").values() if isinstance(section, dict)]
    counted = [
        section
        for name, section in _part(record, "sections").items()
        if isinstance(section, dict) and name not in notes
    ]
    scores = [score for section in counted if (score := _score(section)) is not None]
    seconds = sum(_whole(section, "seconds") for section in work)
    created, updated = _instant(record, "created_at"), _instant(record, "updated_at")
    if not fault and not (created and updated):
        fault = "one of its dates is missing or cannot be read"
    if not fault and not isinstance(product.get("name"), str):
        fault = "it does not say which product it is about"
    tags = record.get("tags")
    return Summary(
        id=name,
        product=_text(product, "name"),
        maker=_text(product, "maker"),
        author=_text(record, "author"),
        template=_text(_part(record, "template"), "id"),
        status="finished" if record.get("status") == "finished" else "draft",
        tags=tuple(t for t in tags if isinstance(t, str)) if isinstance(tags, list) else (),
        created_at=created,
        updated_at=updated,
        finished_at=_instant(record, "finished_at") or None,
        finished_on=_text(record, "finished_on") or None,
        sections_done=sum(section.get("done") is True for section in counted),
        sections_total=len(asked) - len(notes) if asked else len(counted),
        minutes=(seconds + 30) // 60,
        archived=record.get("archived") is True,
        example=record.get("example") is True,
        category=_text(product, "category"),
        score_total=sum(scores),
        score_count=len(scores),
        rev=_whole(record, "rev"),
        fault=fault,
        folder=folder,
    )


def _schema_fault(record: Mapping[str, Any]) -> str:
    schema = record.get("schema")
    if type(schema) is not int or schema < 1:
        return "it does not hold a teardown"
    if schema > KNOWN_SCHEMA:
        return (
            f"a newer teardown wrote it (format {schema}, this version reads up to "
            f"{KNOWN_SCHEMA}); update teardown to open it"
        )
    return ""


def _holds_notes(section: Any) -> bool:
    """Return whether a section only keeps what fits no question: ``holds_notes`` of the record."""
    prompts = section.get("prompts") if isinstance(section, dict) else None
    return (
        isinstance(prompts, list)
        and bool(prompts)
        and all(isinstance(one, dict) and one.get("kind") == NOTES_KIND for one in prompts)
    )


def _score(section: Mapping[str, Any]) -> int | None:
    value = section.get("score")
    return value if type(value) is int and 0 <= value <= _HIGHEST_SCORE else None


def _part(record: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""


def _whole(record: Mapping[str, Any], name: str) -> int:
    value = record.get(name)
    return value if type(value) is int and 0 <= value <= _LARGEST_NUMBER else 0


def _instant(record: Mapping[str, Any], name: str) -> str:
    """Return an instant in the form that sorts as text; empty if there is none."""
    value = _text(record, name)
    if _USUAL_INSTANT.fullmatch(value):
        return value
    from datetime import UTC, datetime  # only for files that were edited by hand

    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return ""
    if at.tzinfo is None:
        return ""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
