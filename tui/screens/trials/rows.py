"""The list of outputs that were recorded, in the order in which they came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from tui.bench.stopwatch import seconds_words
from tui.glyphs import glyphs
from tui.harmless import fit, one_line
from tui.screens.trials.turn import wording_name
from tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lab.model import Probe, Trial
    from tui.widgets.lines import Ink, Piece

__all__ = ["Row", "TrialRows", "is_marked", "rows_of", "verdict_words"]

_NUMBER: Final = 4
_WORDING: Final = 10
_SECONDS: Final = 10
_TIME: Final = 7
_VERDICT: Final = 12
_WITH_WORDING: Final = 48
_WITH_TIME: Final = 62
"""Cells of the columns, and from how many of the whole some are shown."""

_BEGINNING: Final = 600
"""Characters of an output among which its first words are."""

_VERDICTS: Final[dict[str, tuple[str, Ink]]] = {
    "pass": ("pass", "good"),
    "fail": ("fail", "bad"),
    "unclear": ("cannot tell", "warning"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One output."""

    number: int
    trial: Trial
    has_wordings: bool
    """Whether its probe has more than the prompt itself."""
    shows_verdict: bool
    """Whether marking is done, so that a verdict no longer sways anybody."""
    time: str


def is_marked(probe: Probe) -> bool:
    """Return whether somebody has looked at every output that is there to be marked."""
    return all(trial.verdict != "unmarked" for trial in probe.trials)


def verdict_words(trial: Trial) -> tuple[str, Ink]:
    """Return what a verdict is called, and its ink; nothing where there is none to be shown."""
    return _VERDICTS.get(trial.verdict, ("", ""))


def rows_of(probe: Probe, *, now: datetime, offset: int) -> list[Row]:
    """Return the outputs of a probe; *offset* is the zone's seconds east of UTC."""
    marked = is_marked(probe)
    return [
        Row(
            number,
            trial,
            has_wordings=bool(probe.wordings),
            shows_verdict=marked,
            time=_time(trial.at, now, offset),
        )
        for number, trial in enumerate(probe.trials, start=1)
    ]


class TrialRows(RowList[Row]):
    """One line for each output. What it was marked as is shown once all are marked."""

    PURPOSE: ClassVar[str] = (
        "What was recorded so far. How an output was marked is shown only once all of them are, so "
        "that marking stays blind. Enter reads one."
    )

    def __init__(self) -> None:
        super().__init__(id="trials")

    def key_of(self, row: Row) -> str:
        """Return what identifies an output."""
        return row.trial.id

    def pieces(self, row: Row, width: int) -> Iterable[Piece]:
        """Draw a line."""
        trial = row.trial
        before: list[Piece] = [(f"{row.number:>{_NUMBER - 2}}  ", "muted")]
        if row.has_wordings and width >= _WITH_WORDING:
            before.append((fit(wording_name(trial.wording), _WORDING), "muted"))
        behind: list[Piece] = []
        if row.shows_verdict and trial.verdict != "error":
            words, ink = verdict_words(trial)
            behind.append((f" {words:>{_VERDICT}}", ink))
        if trial.seconds is not None:
            behind.append((f" {seconds_words(trial.seconds):>{_SECONDS - 1}}", "muted"))
        else:
            behind.append((" " * _SECONDS, ""))
        if width >= _WITH_TIME:
            behind.append((f" {row.time:>{_TIME - 1}} ", "muted"))
        taken = sum(len(text) for text, _ in (*before, *behind))
        text, ink = _words(trial)
        return [*before, (fit(text, width - taken, more=glyphs().more), ink), *behind]


def _words(trial: Trial) -> tuple[str, Ink]:
    if trial.verdict == "error":
        note = one_line((trial.note or trial.output)[:_BEGINNING]) or "nothing came"
        return f"{glyphs().warning} error: {note}", "warning"
    return one_line(trial.output[:_BEGINNING]), ""


def _time(at: datetime | None, now: datetime, offset: int) -> str:
    if at is None:
        return ""
    zone = timedelta(seconds=offset)
    there, here = at + zone, now + zone
    if there.date() == here.date():
        return f"{there:%H:%M}"
    return f"{there.day} {there:%b}"
