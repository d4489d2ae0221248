"""What the trial bench says, for people: the sentence first, then bars, then the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cli.cells import cut, pad, width, wrap
from cli.streams import bold, dim, one_line, out, screen_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lab.model import Probe
    from lab.trials.difference import BenchDifference, ProbeDifference
    from lab.trials.figures import BenchFigures, ProbeFigures
    from lab.trials.tally import Tally

__all__ = ["print_difference", "print_stats"]

_WIDEST: Final = 100
_INDENT: Final = 4
_BAR: Final = 31
"""Cells of a bar, where there is room: about one for three percent."""
_LEAST_BAR: Final = 11
_LABEL: Final = 19
_LEAST_NAME: Final = 8
_INTERVAL: Final = 15
"""Cells of an interval, “95% to over 99%” at the most."""
_BESIDE_BAR: Final = _INDENT + 8 + 6 + 2 + 2 + _INTERVAL + 2
"""Cells in front of a bar and behind it: “8 of 10”, “80%”, “49% to 94%”, and the gaps."""


def print_stats(probes: Sequence[Probe], figures: BenchFigures) -> None:
    """Print every probe, then what may be said of all of them together."""
    for number, probe in enumerate(probes):
        if number:
            out()
        _print_probe(probe, figures.probes[probe.id])
    if len(probes) > 1:
        out()
        _print_together(figures)
    elif figures.probes:
        for note in _bench_notes(figures):
            _flow(note, faint=True)


def print_difference(found: BenchDifference) -> None:
    """Print what became of each probe that both sides have, then what only one has."""
    from lab.trials.saying import p_words, reading_words

    for number, one in enumerate(found.probes):
        if number:
            out()
        _heading(one.change.reading, one.before.prompt)
        out()
        _print_sides(one)
        _flow(reading_words(one.change))
        for note in one.notes:
            _flow(note, faint=True)
    paired, p_value = found.paired, found.paired.mcnemar_p
    if p_value is not None:
        left_out = (
            f"Left out, as each side has another pass rule: {paired.other_rule}."
            if paired.other_rule
            else ""
        )
        out()
        _flow(
            f"Over {paired.pairs} prompts and wordings that both sides ran, {paired.lost} mostly "
            f"passed before and fail now, {paired.won} the other way round (McNemar's exact p "
            f"{p_words(p_value)}). {left_out}".rstrip()
        )
    for side, alone in (("before", found.only_before), ("after", found.only_after)):
        if alone:
            out()
            out(bold(f"Only {side}"))
            for probe in alone:
                _flow(f"{probe.id}  {one_line(probe.prompt or probe.name)}")


def _print_probe(probe: Probe, figures: ProbeFigures) -> None:
    from lab.trials.markers import marker_words
    from lab.trials.saying import citation_words, missed_words, one_liner, quality_words

    _heading(probe.id, probe.prompt or probe.name or probe.kind)
    if probe.pass_rule:
        _flow(f"Passes if: {one_line(probe.pass_rule)}", faint=True)
    out()
    _print_bars(probe, figures)
    said = (
        one_liner(figures),
        missed_words(figures),
        quality_words(figures, probe.quality_line),
        citation_words(figures),
        marker_words(probe.trials),
    )
    for sentence in said:
        if sentence:
            _flow(sentence)
    rows = [*_rows(figures)]
    if rows:
        out()
    for label, value in rows:
        _pair(label, value)
    if figures.notes:
        out()
    for note in figures.notes:
        _flow(note, faint=True)


def _print_bars(probe: Probe, figures: ProbeFigures) -> None:
    """Draw the prompt and each wording that has a marked run, one below the other."""
    from lab.trials.wordings import wording_names

    rated = {number: one for number, one in figures.wordings.items() if one.runs}
    names = wording_names(probe) if {*rated} != {0} else {}
    for number, count in rated.items():
        _bar(count, line=probe.quality_line, name=names.get(number, ""))
    if rated:
        out()


def _bar(count: Tally, *, line: float | None, name: str) -> None:
    from lab.trials.bars import bar
    from lab.trials.saying import interval_words, percent

    if count.interval is None or count.rate is None:
        return
    room = _cells() - _BESIDE_BAR - (_LEAST_NAME if name else 0)
    cells = max(_LEAST_BAR, min(_BAR, room))
    share = percent(count.rate) if count.runs > 1 else ""
    start = " " * _INDENT + pad(f"{count.passes} of {count.runs}", 8) + pad(share, 6, right=True)
    drawn = bar(count.interval, share=count.rate, cells=cells, line=line)
    text = f"{start}  {drawn}  {pad(interval_words(count.interval), _INTERVAL)}"
    left = _cells() - width(text) - 2
    out(text.rstrip() if left < _LEAST_NAME or not name else f"{text}  {cut(one_line(name), left)}")


def _rows(figures: ProbeFigures) -> Iterator[tuple[str, str]]:
    from lab.trials.saying import percent

    def chances(found: Mapping[int, float]) -> str:
        first, *more = [k for k in (2, 3, 5, 10) if k in found]
        said = [f"{percent(found[first])} of {first} tries"]
        return " · ".join([*said, *(f"{percent(found[k])} of {k}" for k in more)])

    count = figures.tally
    if figures.any_of_k and 0 < count.passes < count.runs:
        yield "at least one passes", chances(figures.any_of_k)
        yield "every one passes", chances(figures.all_of_k)
    spread = figures.spread
    if spread is not None:
        groups = ", ".join(f"{one_line(name)} {size}" for name, size in figures.groups.items())
        yield "meaning groups", f"{groups}; the largest holds {percent(spread.modal_share)}"
        if spread.pairwise_agreement is not None and spread.consistency is not None:
            yield (
                "two outputs agree",
                (
                    f"{percent(spread.pairwise_agreement)} · consistency {spread.consistency:.2f} "
                    f"· as varied as {spread.effective_answers:.1f} equal answers"
                ),
            )
    if figures.distinct_raw is not None and figures.text_similarity is not None:
        same = "all the same to the letter" if figures.raw_identical else ""
        yield (
            "wording of outputs",
            same or f"{figures.distinct_raw} different; words alike {figures.text_similarity:.2f}",
        )
    if figures.seconds_worst is not None:
        middle = figures.seconds_median
        median = f"median {round(middle, 2):g}, " if middle is not None else ""
        yield "seconds", f"{median}worst {round(figures.seconds_worst, 2):g}"


def _print_together(figures: BenchFigures) -> None:
    from lab.trials.averages import mean_rate
    from lab.trials.saying import lift_words, mean_words, percent

    out(bold("All probes together"), dim("  read it only beside the probes' own figures"))
    out()
    _bar(figures.pooled, line=None, name="")
    mean = mean_rate(figures)
    if mean is not None:
        _flow(mean_words(mean))
    if figures.retry_lift is not None:
        _flow(lift_words(figures.retry_lift))
    if figures.agreement is not None:
        _flow(
            f"Every run of a prompt gave the same text on {percent(figures.agreement.raw)} of the "
            f"prompts, the same meaning on {percent(figures.agreement.parsed)}."
        )
    elif figures.identical is not None:
        _flow(
            f"Every run of a prompt gave the same text on {percent(figures.identical)} of the "
            "prompts."
        )
    for note in _bench_notes(figures):
        _flow(note, faint=True)


def _bench_notes(figures: BenchFigures) -> Sequence[str]:
    return figures.notes if len(figures.probes) > 1 else ()


def _print_sides(one: ProbeDifference) -> None:
    if not one.change.before.runs and not one.change.after.runs:
        return
    _bar(one.change.before, line=one.before.quality_line, name="before")
    _bar(one.change.after, line=one.after.quality_line, name="after")
    out()


def _heading(name: str, words: str) -> None:
    first, *more = wrap(one_line(words), _cells() - width(name) - 2) or [""]
    out(bold(f"{name}  {first}"))
    for line in more:
        out(bold(f"{' ' * width(name)}  {line}"))


def _pair(label: str, value: str) -> None:
    first, *more = wrap(value, _cells() - _INDENT - _LABEL - 2)
    out(" " * _INDENT, dim(pad(label, _LABEL)), "  ", first)
    for line in more:
        out(" " * (_INDENT + _LABEL + 2), line)


def _flow(text: str, *, faint: bool = False) -> None:
    for line in wrap(text, _cells() - _INDENT):
        out(" " * _INDENT, dim(line) if faint else line)


def _cells() -> int:
    return min(screen_width(), _WIDEST)
