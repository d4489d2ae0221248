"""What the habit needs of a teardown, taken from its JSON and remembered between starts.

No pydantic here, and no file is read twice: Home shows these figures in its first second.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TypedDict

from lab.files import write_private

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from store.summaries import Summary

__all__ = ["Digest", "Digests", "Foretold", "digest_of"]

_FORM: Final = 1
"""Grows when the remembered file changes its form; an older one is made anew."""


class Foretold(TypedDict):
    """One prediction as its file has it."""

    id: str
    statement: str
    chance: float | None
    due: str
    late: bool
    """Made after the teardown was finished: no prediction, and never counted."""
    outcome: str


class Digest(TypedDict):
    """The part of a teardown that the habit looks at. Days are ``YYYY-MM-DD``."""

    days: list[str]
    """The days on which somebody worked on it."""
    predictions: list[Foretold]
    cards: list[tuple[str, str, str]]
    """Of each card: the lesson's id, the day when it is due and that of the last look."""
    scores: dict[str, int]
    mix: dict[str, int]
    """Claims by basis."""
    counterpoints: dict[str, int]
    """A model's counterpoints by response."""


def digest_of(document: Mapping[str, Any]) -> Digest:
    """Return the digest of a record, given as the JSON values of its file; never raises."""
    finished = _text(document.get("finished_at"))
    sections = _part(document.get("sections"))
    return {
        "days": sorted(
            {
                _text(each.get("local_date"))
                for each in _items(_part(document.get("practice")).get("sessions"))
            }
            - {""}
        ),
        "predictions": [
            _foretold(each, finished=finished) for each in _items(document.get("predictions"))
        ],
        "cards": [
            (_text(each.get("id")), _text(plan.get("due_on")), _text(plan.get("looked_on")))
            for each in _items(_part(document.get("take_home")).get("lessons"))
            if _text(_part(each.get("card")).get("front")).strip()
            for plan in (_part(each.get("schedule")),)
        ],
        "scores": {
            name: score
            for name, work in sections.items()
            if type(score := _part(work).get("score")) is int
        },
        "mix": _counted(each.get("basis") for each in _items(document.get("claims"))),
        "counterpoints": _counted(
            each.get("response")
            for each in _items(document.get("counterpoints"))
            if each.get("source") == "model"
        ),
    }


class Digests:
    """The digests of a library, remembered in one small file that may be lost at any time."""

    def __init__(self, file: Path, *, read: Callable[[Summary], Mapping[str, Any] | None]) -> None:
        """*read* returns the JSON values of a teardown's file, ``None`` if they cannot be had."""
        self._file = file
        self._read = read
        self._known: dict[str, tuple[int, str, Digest]] | None = None

    def of(self, rows: Iterable[Summary]) -> dict[str, Digest]:
        """Return the digests of these teardowns by id; only what changed is read."""
        known = self._known if self._known is not None else self._load()
        found: dict[str, tuple[int, str, Digest]] = {}
        fresh = 0
        for row in rows:
            old = known.get(row.id)
            if old is not None and old[0] == row.rev and old[1] == row.updated_at:
                found[row.id] = old
                continue
            document = None if row.fault else self._read(row)
            if document is not None:
                found[row.id] = (row.rev, row.updated_at, digest_of(document))
                fresh += 1
        self._known = found
        if fresh or len(found) != len(known):
            self._keep()
        return {name: entry[2] for name, entry in found.items()}

    def _load(self) -> dict[str, tuple[int, str, Digest]]:
        import orjson

        with suppress(OSError, ValueError, KeyError, TypeError):
            data = orjson.loads(self._file.read_bytes())
            if data["form"] == _FORM:
                rows: dict[str, tuple[int, str, Digest]] = data["rows"]
                return rows
        return {}

    def _keep(self) -> None:
        import orjson

        with suppress(OSError):
            data = orjson.dumps({"form": _FORM, "rows": self._known})
            write_private(self._file, data, durable=False)


def _foretold(each: Mapping[str, Any], *, finished: str) -> Foretold:
    chance, made = each.get("probability"), _text(each.get("made_at"))
    return {
        "id": _text(each.get("id")),
        "statement": _text(each.get("statement")),
        "chance": float(chance) if isinstance(chance, int | float) else None,
        "due": _text(each.get("due")),
        "late": bool(finished and made and made[:-1] > finished[:-1]),
        "outcome": _text(each.get("outcome")) or "open",
    }


def _counted(values: Iterable[object]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:
        if isinstance(value, str):
            counts[value] = counts.get(value, 0) + 1
    return counts


def _items(value: object) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _part(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
