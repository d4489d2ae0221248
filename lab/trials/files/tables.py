"""Tables of trials that people and scripts write: CSV and JSON Lines with our column names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lab.trials.files.found import FoundProbe, FoundTrial, TrialFile, probe_for
from lab.trials.files.values import instant, said, seconds, verdict_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["COLUMNS", "read_rows"]

COLUMNS: Final = (
    *("probe", "trial", "answer", "verdict", "group", "wording", "seconds", "note", "at"),
)
"""In any order; only ``answer`` is needed."""


def read_rows(rows: Iterable[Mapping[str, Any]], *, form: str) -> TrialFile:
    """Return the trials of a table; each row is one."""
    probes: dict[Any, FoundProbe] = {}
    ignored: dict[str, None] = {}
    odd = 0
    for row in rows:
        known = {str(name).strip().casefold(): value for name, value in row.items() if name}
        ignored |= dict.fromkeys(name for name in known if name not in COLUMNS)
        verdict = verdict_of(known.get("verdict"))
        odd += verdict is None
        name = said(known.get("probe")).strip()
        probe_for(probes, name, FoundProbe(name)).trials.append(
            FoundTrial(
                output=said(known.get("answer")),
                verdict=verdict or "unmarked",
                group=said(known.get("group")).strip(),
                wording=said(known.get("wording")).strip(),
                seconds=seconds(known.get("seconds")),
                note=said(known.get("note")),
                at=instant(known.get("at")),
            )
        )
    notes = []
    if ignored:
        notes.append(f"Not read: {', '.join(ignored)}.")
    if odd:
        notes.append(
            f"{odd} verdicts are none of pass, fail, unclear, error: these trials came in unmarked."
        )
    return TrialFile(
        format=form,
        probes=tuple(probes.values()),
        grouped_by="Rows with the same “probe” are trials of one probe.",
        notes=tuple(notes),
    )
