"""What stands above and below an output that is marked, and what is said once all are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.figures import counted
from lab.trials.auditing import audit_lines
from lab.trials.markers import agreement_lines, marker_agreement, marker_words, marks_of
from lab.trials.tally import by_wording, tally
from tui.bench.bars import MOST_CELLS, axis_pieces, bar_marks, rate_pieces
from tui.bench.output_view import VERDICTS, rule_lines
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line
from tui.widgets.prose import block, two_sided, wrap_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.model import Audit, Probe, Trial
    from lab.trials.blind import Said
    from tui.widgets.lines import Piece
    from tui.widgets.prose import Line

__all__ = ["differing", "ending_lines", "foot_lines", "head_lines", "marks_lines"]

_LABEL: Final = 22
_BESIDE_BAR: Final = 10 + 5 + 2 + 2 + 12
"""Cells of a line of bars that are words: counts, percentage, interval."""
_ROWS: Final = ((40, 8), (24, 4), (0, 2))
"""From so many rows of the screen on, the most lines of the pass rule."""
_MOST_DIFFERING: Final = 8


def head_lines(
    width: int, *, probe: Probe, marker: str, place: int, of: int, left: int, height: int
) -> list[Line]:
    """Return which output it is, of how many, and the rule; nothing of how others came out."""
    title: list[Piece] = [("Marking", "accent bold")]
    if not of:
        return [title, [], *block("There is no output to mark yet.", "muted", width)]
    title.append((f"  {place} of {of}", "bold"))
    waits = f"   {left} to go" if left else "   all marked"
    title.append((waits, "muted"))
    who: list[Piece] = [(f"as {one_line(marker)[:30]}", "muted")] if marker.strip() else []
    most = next(lines for least, lines in _ROWS if height >= least)
    asked = one_line(probe.prompt[:400])
    lines = [two_sided(title, who, width, more=glyphs().more)]
    if height >= _ROWS[1][0]:
        lines += [[], [("Asked      ", "accent"), (fit(asked, width - 11, more=glyphs().more),
                                                    "muted")]]  # fmt: skip
    return [*lines, *rule_lines(probe.pass_rule, width, most=most)]


def foot_lines(width: int, *, said: Said | None, asks: bool, audit: Audit | None) -> list[Line]:
    """Return what this person said about the output, and why."""
    if said is None:
        return []
    pieces: list[Piece]
    if said.is_given:
        words, ink = VERDICTS.get(said.verdict, (said.verdict, ""))
        pieces = [("Your mark: ", "muted"), (words, ink)]
    else:
        pieces = [("Does it pass? ", "bold"), ("Not marked yet", "muted")]
    if said.note.strip():
        before = ", because" if said.is_given else "; your reason:"
        pieces.append((f"{before} {one_line(said.note[:400])}", ""))
    lines = [_cut(pieces, width)]
    if asks:
        lines.append(_cut([_sources(audit)], width))
    return lines


def _cut(pieces: list[Piece], width: int) -> Line:
    return two_sided(pieces, [], width, more=glyphs().more)


def _sources(audit: Audit | None) -> Piece:
    if audit is None:
        return "Its sources are not counted yet.", "warning"
    words = (
        f"Sources: {audit.supporting} of {audit.citations} citations support their sentence, "
        f"{audit.supported} of {audit.sentences} sentences are supported."
    )
    return words, "muted"


def differing(probe: Probe) -> list[Trial]:
    """Return the outputs on which those who marked them differ."""
    found = marker_agreement(probe.trials)
    names = found.split if found is not None else ()
    return [trial for trial in probe.trials if trial.id in names]


def ending_lines(probe: Probe, said: Sequence[str], width: int) -> list[Line]:
    """Return what the marks showed: the sentence, its bar, how far markers agree."""
    answers = [trial for trial in probe.trials if trial.verdict != "error"]
    waiting = sum(trial.verdict == "unmarked" for trial in answers)
    errors = len(probe.trials) - len(answers)
    done = "All marked" if not waiting else f"{counted(waiting, 'output')} not marked yet"
    name = one_line(probe.name) or one_line(probe.prompt[:400])
    lines: list[Line] = [
        _cut([(done, "accent bold"), (f"  {name}", "bold")], width),
        [],
    ]
    twice = marker_words(probe.trials)
    first, *rest = [line for line in said if line != twice]
    lines += block(plain_punctuation(first), "bold", width)
    for line in rest:
        lines += block(plain_punctuation(line), "", width)
    if errors:
        words = "is not counted" if errors == 1 else "are not counted"
        lines += block(f"{counted(errors, 'error')} {words}: an error is no failure.", "muted",
                       width)  # fmt: skip
    unclear = sum(trial.verdict == "unclear" for trial in answers)
    if unclear:
        words = f"{counted(unclear, 'output')} marked “cannot tell”, counted neither way."
        lines += block(plain_punctuation(words), "muted", width)
    lines += _bars(probe, width)
    audited = audit_lines(probe)
    if audited:
        lines += [[], [("Its sources", "accent bold")]]
        for line in audited:
            lines += block(line, "", width)
    agreed = agreement_lines(probe.trials)
    if agreed:
        lines += [[], [("How far the markers agree", "accent bold")]]
        for line in agreed:
            lines += block(line, "", width)
        lines += _differing(probe, width)
    return lines


def _bars(probe: Probe, width: int) -> list[Line]:
    counts = {number: tally(trials) for number, trials in by_wording(probe.trials).items()}
    rated = {number: one for number, one in sorted(counts.items()) if one.runs}
    if not rated:
        return []
    several = len(rated) > 1
    label = _LABEL if several and width > _BESIDE_BAR + _LABEL + 20 else 0
    lines: list[Line] = [[]]
    for number, one in rated.items():
        name = f"wording {number}" if number else "the prompt"
        if several and not label:
            lines.append([(name, "muted")])
        pieces = rate_pieces(one, width=width - label, line=probe.quality_line)
        lines.append([*([(name.ljust(label), "muted")] if label else []), *pieces])
    cells = min(width - label - _BESIDE_BAR, MOST_CELLS)
    if cells > 0:
        lines.append([(" " * (label + 17), ""), axis_pieces(cells)])
        if probe.quality_line is not None:
            lines.append([(" " * (label + 17), ""), (bar_marks().line, "warning"),
                          (f" quality line {probe.quality_line:.0%}", "muted")])  # fmt: skip
    return lines


def _differing(probe: Probe, width: int) -> list[Line]:
    found = differing(probe)
    lines: list[Line] = []
    for trial in found[:_MOST_DIFFERING]:
        verdicts: list[Piece] = []
        for marker, verdict, _ in marks_of(trial):
            words, ink = VERDICTS.get(verdict, (verdict, ""))
            verdicts += [(f"{one_line(marker)[:20] or 'first'}: ", "muted"), (f"{words}  ", ink)]
        begins = one_line(trial.output[:200])
        lines.append(_cut([("  ", ""), *verdicts, (begins, "muted")], width))
    if len(found) > _MOST_DIFFERING:
        lines.append([(f"  and {len(found) - _MOST_DIFFERING} more", "muted")])
    return [[], *lines] if lines else []


def marks_lines(width: int, *, trial: Trial, place: int, of: int, rule: str) -> list[Line]:
    """Return who said what about an output on which they differ, and why."""
    lines: list[Line] = [
        [("Where markers differ", "accent bold"), (f"  {place} of {of}", "bold")],
        *rule_lines(rule, width, most=2),
    ]
    for number, (marker, verdict, note) in enumerate(marks_of(trial)):
        words, ink = VERDICTS.get(verdict, (verdict, ""))
        counts = "   counts" if not number else ""
        why = f", because {one_line(note[:400])}" if note.strip() else ""
        name = one_line(marker)[:30] or "first"
        pieces: list[Piece] = [(f"{name}: ", "muted"), (words, ink), (why, ""), (counts, "accent")]
        lines += wrap_pieces(pieces, width)
    return lines
