"""Every figure of a probe as a line: what it is called, what it comes to, what it means.

The app, what is copied from it, and the exports say the same by it. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.trials.markers import marker_agreement
from lab.trials.saying import bound_words, percent
from lab.trials.tally import Tally
from lab.trials.wordings import wording_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lab.trials.figures import BenchFigures, ProbeFigures
    from store.records import Probe, Trial, Verdict

__all__ = ["FigureRow", "all_notes", "bench_rows", "by_marker", "probe_rows"]

_TRIES: Final = (2, 3, 5, 10)
"""Tries in a row that are named, where there are enough runs."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure."""

    part: str
    """The heading that it stands under."""
    label: str
    value: str
    meaning: str
    """In plain words, what it tells somebody who never met it."""


def probe_rows(probe: Probe, figures: ProbeFigures) -> list[FigureRow]:
    """Return every figure that a probe's trials can carry."""
    return [
        *_tries(figures),
        *_answers(figures),
        *_words(figures),
        *_wordings(probe, figures),
        *_limits(figures),
        *_sources(figures),
        *_markers(probe.trials),
    ]


def all_notes(figures: ProbeFigures) -> list[str]:
    """Return why the figures that are missing are missing, and what weakens the others."""
    notes = [*figures.notes]
    count = figures.tally
    if count.runs > 1 and count.passes in (0, count.runs):
        came = "passed" if count.passes else "failed"
        notes.append(
            f"All {count.runs} runs {came}, so nothing is said about several tries in a row: it "
            "would look like a promise. What could have been missed says more."
        )
    return notes


def bench_rows(probes: Sequence[Probe], figures: BenchFigures) -> list[FigureRow]:
    """Return what may be said of all probes of a teardown together."""
    rows = []
    lift = figures.retry_lift
    part = "Trying again"
    if lift is not None:
        rows += [
            FigureRow(
                part,
                f"one of {lift.k} passes",
                percent(lift.observed),
                "How often one of so many tries passed, on average over the prompts.",
            ),
            FigureRow(
                part,
                "by luck alone",
                percent(lift.luck),
                "What it would be if every try were a throw of dice. Far above the line "
                "before: some prompts are hard, and trying again will not help.",
            ),
        ]
    part = "Total agreement"
    raw = figures.identical
    parsed = figures.agreement.parsed if figures.agreement is not None else None
    if raw is not None:
        rows.append(
            FigureRow(
                part,
                "same to the letter",
                f"{percent(raw)} of prompts",
                "The share of prompts of which every output is the very same text.",
            )
        )
    if parsed is not None:
        rows.append(
            FigureRow(
                part,
                "same meaning",
                f"{percent(parsed)} of prompts",
                "The share of prompts of which every output is in one meaning group.",
            )
        )
    return [*rows, *_markers([trial for probe in probes for trial in probe.trials])]


def by_marker(trials: Iterable[Trial]) -> dict[str, Tally]:
    """Return what each person judged, by name; second judgements count for whoever made them."""
    found: dict[str, Tally] = {}
    for trial in trials:
        given = [(trial.marker, trial.verdict)]
        given += [(mark.marker, mark.verdict) for mark in trial.marks]
        for marker, verdict in given:
            one, name = _one(verdict), marker.strip()
            if name and one.runs + one.unclear:
                found[name] = found.get(name, Tally()) + one
    return dict(sorted(found.items()))


def _one(verdict: Verdict) -> Tally:
    return Tally(int(verdict == "pass"), int(verdict == "fail"), unclear=int(verdict == "unclear"))


def _tries(figures: ProbeFigures) -> Iterator[FigureRow]:
    count = figures.tally
    if not figures.any_of_k or not 0 < count.passes < count.runs:
        return
    part = "Trying more than once"
    yield FigureRow(
        part,
        "you can pick one",
        _chances(figures.any_of_k),
        "Somebody who tries so often and takes the best gets one that passes (any of k).",
    )
    yield FigureRow(
        part,
        "you rely on each",
        _chances(figures.all_of_k),
        "Somebody who uses it so often in a row is never let down (all of k).",
    )


def _chances(found: Mapping[int, float]) -> str:
    first, *more = [k for k in _TRIES if k in found]
    said = [f"{percent(found[first])} of {first} tries"]
    return ", ".join([*said, *(f"{percent(found[k])} of {k}" for k in more)])


def _answers(figures: ProbeFigures) -> Iterator[FigureRow]:
    part, spread = "Different answers", figures.spread
    if spread is None:
        return
    groups = ", ".join(f"{name} {size}" for name, size in figures.groups.items())
    yield FigureRow(
        part, "meaning groups", groups, "How many outputs say the same, in whatever words."
    )
    yield FigureRow(
        part,
        "usual answer",
        percent(spread.modal_share),
        "How often it gives its usual answer, the largest group.",
    )
    if spread.pairwise_agreement is not None:
        yield FigureRow(
            part,
            "two outputs agree",
            percent(spread.pairwise_agreement),
            "Two runs picked blindly mean the same, so often.",
        )
    if spread.consistency is not None:
        yield FigureRow(
            part,
            "consistency",
            f"{spread.consistency:.2f}",
            "1: always one meaning; 0: every run another. It says nothing about "
            "truth: a product can be wrong the same way each time.",
        )
    yield FigureRow(
        part,
        "effective answers",
        f"{spread.effective_answers:.1f}",
        "It varies as much as if it had so many answers, all equally frequent.",
    )
    yield FigureRow(
        part,
        "entropy",
        f"{spread.entropy_nats:.2f} nats",
        "The same on the scale that papers use: 0 is no variation.",
    )


def _words(figures: ProbeFigures) -> Iterator[FigureRow]:
    part = "Wording of the outputs"
    if figures.distinct_raw is not None:
        same = "1, all the same to the letter" if figures.raw_identical else ""
        yield FigureRow(
            part,
            "different texts",
            same or str(figures.distinct_raw),
            "How many outputs differ in at least one character.",
        )
    if figures.text_similarity is not None:
        yield FigureRow(
            part,
            "words alike",
            f"{figures.text_similarity:.2f}",
            "The share of words that two outputs have in common, on average. Only "
            "wording: it is no agreement.",
        )


def _wordings(probe: Probe, figures: ProbeFigures) -> Iterator[FigureRow]:
    part, found = "Wordings of the prompt", figures.rewording
    if found is None:
        return
    surely = "more than chance" if found.beyond_chance else "chance can do that"
    points = round(found.spread * 100)
    reach = f"{points} points, {percent(found.low)} to {percent(found.high)}; {surely}"
    yield FigureRow(
        part,
        "spread",
        reach if found.spread else f"none, {percent(found.low)} in every wording",
        "The best wording’s rate minus the worst’s.",
    )
    if found.spread:
        name = wording_names(probe).get(found.worst, str(found.worst))
        which = "the prompt itself" if found.worst == 0 else f"{found.worst}: {name}"
        yield FigureRow(part, "worst wording", which, "The wording that passes least often.")


def _limits(figures: ProbeFigures) -> Iterator[FigureRow]:
    bound = figures.could_have_missed
    if bound is not None:
        yield FigureRow(
            "Limits",
            "could have missed",
            f"anything rarer than {bound_words(bound)}",
            "Whatever happens in a smaller share of runs may well not have shown.",
        )
    if figures.seconds_median is not None:
        yield FigureRow(
            "Time",
            "median",
            f"{round(figures.seconds_median, 2):g} s",
            "Half of the answers came sooner.",
        )
    if figures.seconds_worst is not None:
        yield FigureRow(
            "Time",
            "worst",
            f"{round(figures.seconds_worst, 2):g} s",
            "The longest that somebody waited.",
        )


def _sources(figures: ProbeFigures) -> Iterator[FigureRow]:
    audit, part = figures.citations, "Sources"
    if audit is None:
        return
    if audit.precision is not None:
        yield FigureRow(
            part,
            "precision",
            f"{percent(audit.precision)}, {audit.supporting} of {audit.citations}",
            "Of the citations, how many support the sentence that they stand at.",
        )
    if audit.recall is not None:
        yield FigureRow(
            part,
            "recall",
            f"{percent(audit.recall)}, {audit.supported} of {audit.sentences}",
            "Of the sentences, how many are supported in full.",
        )


def _markers(trials: Sequence[Trial]) -> Iterator[FigureRow]:
    found, part = marker_agreement(trials), "Two markers"
    if found is None:
        return
    yield FigureRow(
        part,
        "pairs agree",
        f"{found.alike} of {found.pairs}",
        "How often two people who marked the same output said the same.",
    )
    if found.alpha is not None:
        yield FigureRow(
            part,
            "alpha",
            f"{found.alpha:.2f}",
            "Agreement beyond chance: 1 is agreement, 0 what chance gives.",
        )
    if found.split:
        yield FigureRow(
            part,
            "they differ on",
            ", ".join(dict.fromkeys(found.split)),
            "Worth a word with each other: here the pass rule wants another word.",
        )
