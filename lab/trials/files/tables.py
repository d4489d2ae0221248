"""Tables of trials that people and scripts write: CSV and JSON Lines with our column names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lab.trials.files.found import FoundProbe, FoundTrial, TrialFile, probe_for
from lab.trials.files.values import instant, said, seconds, verdict_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["COLUMNS", "read_rows"]

COLUMNS: Final = (
    *("probe", "trial", "answer", "verdict", "group", "wording", "seconds", "note", "at"),
)
"""In any order; only ``answer`` is needed."""
LONGEST_WORD: Final = 30
"""Characters of a value that a note tells."""


def read_rows(rows: Iterable[tuple[str, Mapping[str, Any]]], *, form: str) -> TrialFile:
    """Return the trials of a table; each row is one, and comes with its place, such as “line 3”."""
    probes: dict[Any, FoundProbe] = {}
    ignored: dict[str, None] = {}
    odd: dict[str, list[str]] = {"verdict": [], "seconds": [], "at": [], "answer": []}
    for place, row in rows:
        known = {str(name).strip().casefold(): value for name, value in row.items() if name}
        ignored |= dict.fromkeys(name for name in known if name not in COLUMNS)
        read = _read(known)
        if not read.output and read.verdict == "unmarked":
            odd["answer"].append(place)
            continue
        for kind, value in (
            ("verdict", verdict_of(known.get("verdict"))),
            ("seconds", read.seconds),
            ("at", read.at),
        ):
            if value is None and said(known.get(kind)).strip():
                odd[kind].append(f"“{_short(said(known.get(kind)))}” in {place}")
        name = said(known.get("probe")).strip()
        probe_for(probes, name, FoundProbe(name)).trials.append(read)
    return TrialFile(
        format=form,
        probes=tuple(probes.values()),
        grouped_by="Rows with the same “probe” are trials of one probe.",
        notes=tuple(_notes(ignored, odd)),
    )


def _read(known: Mapping[str, Any]) -> FoundTrial:
    return FoundTrial(
        output=said(known.get("answer")),
        verdict=verdict_of(known.get("verdict")) or "unmarked",
        group=said(known.get("group")).strip(),
        wording=said(known.get("wording")).strip(),
        seconds=seconds(known.get("seconds")),
        note=said(known.get("note")),
        at=instant(known.get("at")),
    )


def _notes(ignored: Iterable[str], odd: Mapping[str, Sequence[str]]) -> Iterator[str]:
    if names := ", ".join(ignored):
        yield f"Not read: {names}."
    if found := odd["verdict"]:
        yield (
            f"{_count(found, 'verdict is', 'verdicts are')} none of pass, fail, unclear, error "
            f"({_first(found)}): {'this trial' if len(found) == 1 else 'these trials'} came in "
            "unmarked."
        )
    if found := odd["seconds"]:
        yield f"{_count(found, 'time is', 'times are')} no number of seconds ({_first(found)})."
    if found := odd["at"]:
        yield (
            f"{_count(found, 'instant', 'instants')} cannot be read ({_first(found)}); they are "
            "written like 2026-11-22T09:30:00Z."
        )
    if found := odd["answer"]:
        yield (
            f"{_count(found, 'row has', 'rows have')} no answer and no verdict, and stayed out "
            f"({_first(found)})."
        )


def _count(found: Sequence[str], one: str, many: str) -> str:
    return f"1 {one}" if len(found) == 1 else f"{len(found)} {many}"


def _first(found: Sequence[str]) -> str:
    return found[0] if len(found) == 1 else f"the first: {found[0]}"


def _short(value: str) -> str:
    value = " ".join(value.split())
    return value if len(value) <= LONGEST_WORD else f"{value[:LONGEST_WORD]}…"
