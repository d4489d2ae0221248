"""Which format a file of trials has, and reading it. Nothing in it is trusted."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from lab.errors import TrialsUnreadable
from lab.trials.files import inspect, promptfoo
from lab.trials.files.sheets import rows_of
from lab.trials.files.tables import COLUMNS, read_rows
from lab.trials.files.texts import text_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lab.trials.files.found import TrialFile

__all__ = ["FORMATS", "LARGEST", "Format", "read_trials"]

Format = Literal["auto", "promptfoo", "inspect", "csv", "jsonl"]
FORMATS: Final[tuple[str, ...]] = get_args(Format)

LARGEST: Final = 64 * 2**20
"""Bytes of a file; more is refused before it is looked into."""
MOST_TRIALS: Final = 10_000
_MODEL: Final = re.compile(r"\[[\w.:/-]+\] \S")
"""How a table of promptfoo begins where its prompt has no variables: “[model] The prompt”."""
MOST_NAMES: Final = 6
"""Columns that a refusal names."""
LONGEST_NAME: Final = 40


def read_trials(name: str, data: bytes, *, form: Format = "auto") -> TrialFile:
    """Return the trials in a file; *name* is used in messages only.

    Raise ``TrialsUnreadable`` for a file that is too large, is none of the formats, or not the one
    that was asked for.
    """
    if len(data) > LARGEST:
        raise _refused(name, f"it has more than {LARGEST // 2**20} MB")
    text = text_in(name, data)
    try:
        found = _read(name, text, form)
    except RecursionError:  # just shallow enough to be read, too deep to be written down again
        raise _refused(name, "lists stand in lists there deeper than can be read") from None
    if not found.trials:
        raise _refused(name, "there is no trial in it")
    if found.trials > MOST_TRIALS:
        raise _refused(name, f"it has more than {MOST_TRIALS:,} trials")
    return found


def _read(name: str, text: str, form: Format) -> TrialFile:
    start = text.lstrip()[:LONGEST_NAME]
    if form == "csv" or (form == "auto" and (start[:1] not in {"{", "["} or _MODEL.match(start))):
        return _table(name, text)
    whole = _json(text) if form != "jsonl" else None
    if form in {"auto", "inspect"} and inspect.is_log(whole):
        return inspect.read_log(whole)  # type: ignore[arg-type]  # is_log looked
    if form in {"auto", "inspect"} and inspect.is_head(whole):
        raise TrialsUnreadable(
            f"{name} cannot be read",
            "it is the head of a log of Inspect, without its samples",
            todo="“inspect log dump FILE > log.json” writes them all.",
        )
    if form in {"auto", "promptfoo"} and isinstance(whole, dict):
        results = whole.get("results")
        rows = results.get("results") if isinstance(results, dict) else results
        if isinstance(rows, list):
            return promptfoo.read_results(rows)
    if form == "inspect":
        raise _refused(name, "it is no log of Inspect")
    return _lines(name, text, form, whole)


def _lines(name: str, text: str, form: Format, whole: Any) -> TrialFile:
    if isinstance(whole, list):
        rows = [(f"entry {number}", row) for number, row in enumerate(whole, start=1)]
    elif isinstance(whole, dict):
        rows = [("line 1", whole)]
    else:
        rows = [*_objects(name, text)]
    if form != "jsonl" and rows and all(promptfoo.is_result(row) for _, row in rows):
        return promptfoo.read_results(row for _, row in rows)
    if form == "promptfoo":
        raise _refused(name, "it holds no results of promptfoo")
    for place, row in rows:
        if not isinstance(row, dict) or "answer" not in {str(key).casefold() for key in row}:
            has = f", only {_listed(row)}" if isinstance(row, dict) and row else ""
            raise _refused(name, f"{place} has no “answer”{has}")
    return read_rows(rows, form="jsonl")


def _table(name: str, text: str) -> TrialFile:
    rows = rows_of(name, text)
    head = [cell.strip() for cell in rows[0][1]] if rows else []
    rows = rows[1:]
    if promptfoo.is_table(head):
        return promptfoo.read_table(head, (cells for _, cells in rows))
    named = Counter(cell.casefold() for cell in head)
    if not named["answer"]:
        raise _no_answers(name, head)
    twice = [column for column in COLUMNS if named[column] > 1]
    if twice:
        raise TrialsUnreadable(
            f"{name} cannot be read",
            f"its first line names the column “{twice[0]}” twice",
            todo="Give one of them another name; columns with other names are not read.",
        )
    for line, cells in rows:
        if any(cells[len(head) :]):
            raise TrialsUnreadable(
                f"{name} cannot be read",
                f"line {line} has {len(cells)} cells, and the first line names {len(head)} columns",
                todo="An answer with commas stands in quotation marks. A spreadsheet writes it so.",
            )
    return read_rows(
        ((f"line {line}", dict(zip(head, cells, strict=False))) for line, cells in rows),
        form="csv",
    )


def _no_answers(name: str, head: Sequence[str]) -> TrialsUnreadable:
    """Return the refusal of a table; it names the columns that there are."""
    only = f", only {_listed(head)}" if any(head) else ""
    return TrialsUnreadable(
        f"{name} cannot be read",
        f"its first line does not name a column “answer”{only}",
        todo=f"Name the columns in the first line: {', '.join(COLUMNS)}. Only “answer” is needed.",
    )


def _listed(names: Iterable[Any]) -> str:
    """Return the first few names in quotes; what is long is cut."""
    some = [" ".join(str(name).split()) for name in names if str(name).strip()]
    short = [each if len(each) <= LONGEST_NAME else f"{each[:LONGEST_NAME]}…" for each in some]
    return ", ".join(
        [*(f"“{each}”" for each in short[:MOST_NAMES]), *["…"] * (len(short) > MOST_NAMES)]
    )


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _objects(name: str, text: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            value = _json(line)
            if not isinstance(value, dict):
                raise _refused(name, f"line {number} is no JSON object")
            yield f"line {number}", value


def _refused(name: str, why: str) -> TrialsUnreadable:
    return TrialsUnreadable(
        f"{name} cannot be read as trials",
        why,
        todo="Give a results file of promptfoo or Inspect, or a table (CSV, JSON Lines) with a "
        "column “answer”.",
    )
