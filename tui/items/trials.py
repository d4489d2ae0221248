"""Probes, as the question that asks for runs shows them; they are worked on at the trial bench."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.trials.tally import tally
from tui.bench.bars import rate_bar
from tui.bench.standing import Sayings, runs_words, sign_of_probe, title_of_probe
from tui.doors import bench_screen
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, width_of
from tui.items.kind import ScreenKind
from tui.widgets.prose import block, two_sided

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.screen import Screen

    from lab.model import Probe, Teardown
    from tui.doors import Spot
    from tui.editing.in_hand import TeardownInHand
    from tui.widgets.prose import Line

__all__ = ["Trials"]

_BAR = 13
_WITH_BAR = 52


class Trials(ScreenKind["Probe"]):
    """The probes of a teardown, each with what it showed."""

    noun = "probe"
    plural = "Trial bench"
    invitation = "One prompt, five fresh sessions: ten minutes."

    def __init__(self) -> None:
        self._sayings = Sayings()

    def items(self, record: Teardown, section: str) -> Sequence[Probe]:
        """Return all probes: a teardown has one bench."""
        del section
        return record.probes

    def replace_all(self, record: Teardown, items: Sequence[Probe], section: str) -> None:
        """Let *items* be the probes."""
        del section
        record.probes = list(items)

    def screen(
        self, in_hand: TeardownInHand, section: str, item: Probe | None
    ) -> Screen[Spot | None]:
        """Return the bench, the cursor on a probe."""
        return bench_screen(in_hand, section, probe=item.id if item is not None else "")

    def lines(self, item: Probe, width: int, record: Teardown, today: date) -> list[Line]:
        """Draw its name with runs and rate, and the sentence."""
        del record, today
        sign, ink = sign_of_probe(item)
        count = tally(trial for trial in item.trials if trial.wording == 0)
        right = [(runs_words(item), "muted")]
        if count.runs and width >= _WITH_BAR:
            bar = rate_bar(count, cells=_BAR, line=item.quality_line)
            right = [*right, ("  ", ""), *bar]
        room = width - sum(width_of(text) for text, _ in right) - 4
        title = title_of_probe(item)
        title = fit(title, min(room, width_of(title)), more=glyphs().more)
        lines = [two_sided([(f"{sign} ", ink), (title, "bold")], right, width, more=glyphs().more)]
        if item.trials:
            words = plain_punctuation(self._sayings.of(item)[0])
            lines += block(words, "muted", width, first="  ")
        return lines
