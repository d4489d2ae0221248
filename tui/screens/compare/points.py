"""What to talk about, what the same prompt did, how claims are known, and what is predicted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from lab.compare.saying import nothing_words, point_words, pool_lines, speaker_words
from lab.trials.saying import percent, reading_words
from tui.bench.bars import rate_pieces
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit
from tui.screens.compare.entries import Entry, Where
from tui.screens.compare.side_by_side import section_key
from tui.screens.compare.who_saw import found_key
from tui.widgets.comparison import drawn_difference
from tui.widgets.prose import block

if TYPE_CHECKING:
    from lab.compare.agenda import AgendaPoint
    from lab.compare.pooling import PooledProbe
    from tui.screens.compare.entries import Drawn
    from tui.screens.compare.layout import Layout
    from tui.widgets.prose import Line

__all__ = ["draw_agenda", "draw_changes", "draw_known", "draw_predictions", "draw_trials"]

_MEASURE: Final = 92
_NAME: Final = 14
_MARGIN: Final = 5


def draw_agenda(drawn: Drawn, layout: Layout) -> None:
    """Draw the points to talk about, the widest disagreement first."""
    comparison = layout.comparison
    drawn.part("What to talk about")
    if not comparison.agenda:
        drawn.say(layout.paragraphs([nothing_words(comparison)]))
    for number, point in enumerate(comparison.agenda, 1):
        width = min(layout.width, _MEASURE)
        lines = block(
            plain_punctuation(point_words(point)), "bold", width,
            first=f"{number}.".ljust(4), first_ink="accent bold",
        )  # fmt: skip
        speak = speaker_words(point, comparison)
        if speak:
            lines += block(speak, "muted", width, first="    ")
        entry = Entry(f"point {number}", layout.spots(point.section), leads=_leads(point, layout))
        drawn.add(entry, lines)


def _leads(point: AgendaPoint, layout: Layout) -> str:
    match point.about:
        case "score":
            return section_key(point.section)
        case "trials":
            return _probe_key(point.title)
    for found in layout.comparison.findings.found:
        first = found.said[0].claim
        if first.section == point.section and first.statement == point.title:
            return found_key(found)
    return ""


def draw_changes(drawn: Drawn, layout: Layout) -> None:
    """Draw the answers of a rematch that changed, word by word."""
    comparison = layout.comparison
    if comparison.kind != "time":
        return
    drawn.part("What changed in the answers")
    if not comparison.changed:
        drawn.say(layout.paragraphs(["No answer that both have was written differently."]))
    titles = {one.id: one.title for one in comparison.sections}
    section = ""
    for number, one in enumerate(comparison.changed):
        if one.section != section:
            section = one.section
            drawn.section(titles.get(section, section))
        width = min(layout.width, _MEASURE)
        rows, _ = drawn_difference(one.segments, width, beyond="Enter opens it.")
        days = f"{layout.name(one.before)} {glyphs().right} {layout.name(one.after)}"
        spots = (
            Where(one.before, one.section, one.prompt),
            Where(one.after, one.section, one.prompt),
        )
        drawn.add(
            Entry(f"change {number}", spots, differs=True),
            [*block(one.question, "bold", width), *block(days, "muted", width), *rows],
        )


def draw_trials(drawn: Drawn, layout: Layout) -> None:
    """Draw each prompt that several ran: everybody's runs, and all of them together."""
    pool = layout.comparison.trials
    drawn.part("The same prompt, run apart")
    if not pool.probes:
        drawn.say(layout.paragraphs(pool_lines(layout.comparison)))
    apart = {point.title for point in layout.comparison.agenda if point.about == "trials"}
    for probe in pool.probes:
        entry = Entry(
            _probe_key(probe.prompt),
            tuple(Where(name) for name in probe.by_teardown),
            differs=probe.prompt in apart,
        )
        drawn.add(entry, _probe(probe, layout))


def _probe_key(prompt: str) -> str:
    return f"probe {prompt}"


def _probe(probe: PooledProbe, layout: Layout) -> list[Line]:
    width = min(layout.width, _MEASURE)
    words = " ".join(probe.prompt.split())
    lines = block(plain_punctuation(f"“{words[:300]}”"), "bold", width)
    rows = [
        (layout.letters[one.id], layout.name(one.id), probe.by_teardown[one.id])
        for one in layout.comparison.subjects
        if one.id in probe.by_teardown
    ]
    every = [(" ", "together", probe.together)] if probe.is_pooled else []
    for letter, name, count in [*rows, *every]:
        label = fit(name, _NAME, more=glyphs().more)
        bar = rate_pieces(count, width=width - _NAME - _MARGIN)
        lines.append([(f"{letter} ", "accent bold"), (label, "muted"), ("  ", ""), *bar])
    if not probe.same_rule:
        words = "Their pass rules differ, so a pass of one may be a failure of another."
        lines += block(words, "warning", width)
    if probe.change is not None:
        lines += block(plain_punctuation(reading_words(probe.change)), "", width)
    return lines


def draw_known(drawn: Drawn, layout: Layout) -> None:
    """Draw how everybody's claims are known."""
    comparison = layout.comparison
    drawn.part("How the claims are known")
    room = min(_NAME * 2, max(_NAME, layout.width - 64))
    heads = [count.basis for count in comparison.mixes[comparison.subjects[0].id].counts]
    titles = "".join(f"{name:>10}" for name in heads)
    wide = layout.width >= room + 2 + len(titles) + 16
    if wide:
        drawn.lines.append([(" " * (room + 2), ""), (f"{titles}  with evidence", "muted")])
    for one in comparison.subjects:
        mix = comparison.mixes[one.id]
        line: Line = [(f"{layout.letters[one.id]} ", "accent bold")]
        evidence = f"{mix.with_evidence} of {mix.claims}"
        if wide:
            counts = "".join(f"{count.claims:>10}" for count in mix.counts)
            line += [(fit(layout.name(one.id), room, more=glyphs().more), ""),
                     (counts, ""), (f"{evidence:>15}", "")]  # fmt: skip
            lines = [line]
        else:
            said = plain_punctuation(f"{mix.line}; {evidence} with evidence")
            lines = [[*line, (layout.name(one.id), "")],
                     *block(said, "muted", layout.width, first="  ")]  # fmt: skip
        drawn.add(Entry(f"known {one.id}", (Where(one.id),)), lines, gap=False)


def draw_predictions(drawn: Drawn, layout: Layout) -> None:
    """Draw the predictions of those who are shown, side by side."""
    records = {one.id: one.record for one in layout.comparison.subjects}
    if not any(record.predictions for record in records.values()):
        return
    drawn.part("Predictions", columns=True)
    for number in range(max(len(records[one].predictions) for one in layout.shown)):
        lines = layout.columns(partial(_prediction, layout, number))
        drawn.add(Entry(f"prediction {number}", layout.spots("")), lines)


def _prediction(layout: Layout, number: int, teardown: str, width: int) -> list[Line]:
    record = next(one.record for one in layout.comparison.subjects if one.id == teardown)
    if number >= len(record.predictions):
        return [] if number else [[("(nothing)", "faint")]]
    one = record.predictions[number]
    sure = percent(one.probability) if one.probability is not None else ""
    due = f"by {one.due.isoformat()}" if one.due else ""
    facts = f" {glyphs().dot} ".join(filter(None, [sure, due, f"outcome: {one.outcome}"]))
    return [*block(one.statement, "", width), *block(facts, "muted", width)]
