"""The lines above the list: of which teardown, how many probes, what waits; and how to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.figures import counted
from lab.trials.planned import progress
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import one_line
from tui.widgets.prose import block
from tui.wording import EXAMPLE_MARK

if TYPE_CHECKING:
    from lab.model import Teardown
    from tui.widgets.lines import Piece
    from tui.widgets.prose import Line

__all__ = ["head_of", "how_to_begin"]

_STEPS = (
    ("Design", "one prompt, and in one sentence what counts as a pass. The sentence comes first."),
    ("Run", "the prompt five times, each in a fresh session; paste each output."),
    ("Mark", "the outputs shuffled, without seeing which run they come from."),
    ("Read", "the sentence: how many of how many, and what so few runs could have missed."),
)
_PROMPTS = (
    "Three prompts show most: an easy one, a typical one, and an awkward one of this user’s week."
)


def head_of(record: Teardown) -> list[Piece]:
    """Return the head as pieces."""
    probes = record.probes
    outputs = sum(len(probe.trials) for probe in probes)
    waiting = sum(progress(probe).waiting for probe in probes)
    parts = [counted(len(probes), "probe")] if probes else []
    if outputs:
        parts.append(counted(outputs, "output"))
    if waiting:
        parts.append(f"{waiting} to be marked")
    line = f" {glyphs().dot} ".join(parts) or "How much does it vary? Ten minutes, no code."
    return [
        ("Trial bench", "accent bold"),
        ("  ", ""),
        *([EXAMPLE_MARK] if record.example else []),
        (one_line(record.product.name), "bold"),
        (f"\n{line}", "muted"),
    ]


def how_to_begin(key: str, *, files: str, width: int) -> list[Line]:
    """Return what an empty bench teaches; *key* begins a probe, *files* reads outputs in."""
    width = max(20, min(width, 84))
    lines: list[Line] = [[(f"{key} ", "accent bold"), ("designs the first probe.", "bold")], []]
    for number, (word, rest) in enumerate(_STEPS, 1):
        text = block(plain_punctuation(rest), "muted", width, first=f"{number} {word:<7}")
        lines += text
    lines += [[], *block(plain_punctuation(_PROMPTS), "", width), []]
    lines.append([(f"{files} ", "accent bold"), ("reads outputs in from a file.", "muted")])
    return lines
