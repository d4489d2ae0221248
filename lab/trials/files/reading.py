"""Which format a file of trials has, and reading it. Nothing in it is trusted."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from lab.errors import TrialsUnreadable
from lab.trials.files import inspect, promptfoo
from lab.trials.files.tables import COLUMNS, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lab.trials.files.found import TrialFile

__all__ = ["FORMATS", "LARGEST", "Format", "read_trials"]

Format = Literal["auto", "promptfoo", "inspect", "csv", "jsonl"]
FORMATS: Final[tuple[str, ...]] = get_args(Format)

LARGEST: Final = 64 * 2**20
"""Bytes of a file; more is refused before it is looked into."""
MOST_TRIALS: Final = 10_000
LONGEST_CELL: Final = 4 * 2**20

_ARCHIVE: Final = b"PK\x03\x04"


def read_trials(name: str, data: bytes, *, form: Format = "auto") -> TrialFile:
    """Return the trials in a file; *name* is used in messages only.

    Raise ``TrialsUnreadable`` for a file that is too large, is none of the formats, or not the one
    that was asked for.
    """
    if len(data) > LARGEST:
        raise _refused(name, f"it has more than {LARGEST // 2**20} MB")
    if data.startswith(_ARCHIVE):
        raise TrialsUnreadable(
            f"{name} cannot be read",
            "it is a packed log of Inspect (.eval)",
            todo="Turn it into JSON with “inspect log dump FILE > log.json”, then import that.",
        )
    text = data.decode("utf-8-sig", "replace").replace("\0", "")
    found = _read(name, text, form)
    if not found.trials:
        raise _refused(name, "there is no trial in it")
    if found.trials > MOST_TRIALS:
        raise _refused(name, f"it has more than {MOST_TRIALS:,} trials")
    return found


def _read(name: str, text: str, form: Format) -> TrialFile:
    if form == "csv" or (form == "auto" and text.lstrip()[:1] not in {"{", "["}):
        return _table(name, text)
    whole = _json(text) if form != "jsonl" else None
    if form in {"auto", "inspect"} and inspect.is_log(whole):
        return inspect.read_log(whole)  # type: ignore[arg-type]  # is_log looked
    if form in {"auto", "promptfoo"} and isinstance(whole, dict):
        results = whole.get("results")
        rows = results.get("results") if isinstance(results, dict) else results
        if isinstance(rows, list):
            return promptfoo.read_results(rows)
    if form == "inspect":
        raise _refused(name, "it is no log of Inspect")
    return _lines(name, text, form, whole)


def _lines(name: str, text: str, form: Format, whole: Any) -> TrialFile:
    rows = whole if isinstance(whole, list) else [*_objects(name, text)]
    if form != "jsonl" and rows and all(map(promptfoo.is_result, rows)):
        return promptfoo.read_results(rows)
    if form == "promptfoo":
        raise _refused(name, "it holds no results of promptfoo")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or "answer" not in row:
            raise _refused(name, f"line {number} has no “answer”")
    return read_rows(rows, form="jsonl")


def _table(name: str, text: str) -> TrialFile:
    previous = csv.field_size_limit(LONGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), _dialect(text), strict=False)
        head = [cell.strip() for cell in next(reader, [])]
        rows = [row for row in reader if any(row)]
    except csv.Error as error:
        raise _refused(name, f"it is no table: {error}") from error
    finally:
        csv.field_size_limit(previous)
    if promptfoo.is_table(head):
        return promptfoo.read_table(head, rows)
    if "answer" not in {cell.casefold() for cell in head}:
        raise TrialsUnreadable(
            f"{name} cannot be read",
            "its first line does not name a column “answer”",
            todo=f"Name the columns in the first line: {', '.join(COLUMNS)}. "
            "Only “answer” is needed.",
        )
    return read_rows((dict(zip(head, row, strict=False)) for row in rows), form="csv")


def _dialect(text: str) -> type[csv.Dialect]:
    """Return how the first line parts its columns: by commas, semicolons or tabs."""
    first = text.split("\n", 1)[0]

    class Found(csv.excel):
        delimiter = max(",;\t", key=first.count)

    return Found


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _objects(name: str, text: str) -> Iterator[Any]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            value = _json(line)
            if not isinstance(value, dict):
                raise _refused(name, f"line {number} is no JSON object")
            yield value


def _refused(name: str, why: str) -> TrialsUnreadable:
    return TrialsUnreadable(
        f"{name} cannot be read as trials",
        why,
        todo="Give a results file of promptfoo or Inspect, or a table (CSV, JSON Lines) with a "
        "column “answer”.",
    )
