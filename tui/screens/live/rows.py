"""The list of runs that were made by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from tui.bench.stopwatch import seconds_words
from tui.glyphs import glyphs
from tui.harmless import fit, one_line
from tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.model import Trial
    from tui.widgets.lines import Ink, Piece

__all__ = ["LiveRows"]

_WORDING: Final = 11
_SECONDS: Final = 10
_VERDICT: Final = 12
_BEGINNING: Final = 600
"""Characters of an output among which its first words are."""

_BY_RULE: Final = "rule:"
_VERDICTS: Final[dict[str, tuple[str, Ink]]] = {
    "pass": ("pass", "good"),
    "fail": ("fail", "bad"),
    "unclear": ("cannot tell", "warning"),
}


class LiveRows(RowList["Trial"]):
    """One line for each run; its verdict only where a rule gave it, as people mark blind."""

    PURPOSE: ClassVar[str] = (
        "The runs that were asked in this way, as they come. What a rule said stands at the right; "
        "what people said does not, since they mark blind."
    )

    def __init__(self) -> None:
        super().__init__(id="live-runs")

    def key_of(self, row: Trial) -> str:
        """Return what identifies a run."""
        return row.id

    def pieces(self, row: Trial, width: int) -> Iterable[Piece]:
        """Draw a line."""
        wording = f"wording {row.wording}" if row.wording else "prompt"
        before: list[Piece] = [(fit(wording, _WORDING), "muted")]
        behind: list[Piece] = []
        if row.marker.startswith(_BY_RULE):
            words, ink = _VERDICTS.get(row.verdict, ("", ""))
            behind.append((f" {words:>{_VERDICT - 1}}", ink))
        seconds = seconds_words(row.seconds) if row.seconds is not None else ""
        behind.append((f" {seconds:>{_SECONDS - 1}} ", "muted"))
        taken = sum(len(text) for text, _ in (*before, *behind))
        text, ink = _words(row)
        return [*before, (fit(text, width - taken, more=glyphs().more), ink), *behind]


def _words(trial: Trial) -> tuple[str, Ink]:
    if trial.verdict == "error":
        return f"{glyphs().warning} error: {one_line(trial.note[:_BEGINNING])}", "warning"
    return one_line(trial.output[:_BEGINNING]), ""
