"""What a probe showed, in one sentence or three that a person can paste."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from lab.trials.figures import probe_figures
from lab.trials.markers import marker_words

if TYPE_CHECKING:
    from lab.trials.averages import MeanRate
    from lab.trials.change import Change
    from lab.trials.figures import ProbeFigures, Rewording
    from lab.trials.rates import Interval
    from lab.trials.repeats import RetryLift
    from store.records import Probe

__all__ = [
    "bound_words",
    "citation_words",
    "interval_words",
    "lift_words",
    "mean_words",
    "missed_words",
    "one_liner",
    "p_words",
    "percent",
    "points",
    "quality_words",
    "reading_words",
    "result_lines",
]

_NUMBERS: Final = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
)


def percent(share: float) -> str:
    """Return a share of 1 as whole percents; what is neither none nor all is never called so."""
    whole = round(share * 100)
    if whole == 0 and share > 0:
        return "under 1%"
    if whole == 100 and share < 1:  # noqa: PLR2004  # percents
        return "over 99%"
    return f"{whole}%"


def interval_words(limits: Interval) -> str:
    """Return an interval as “23% to 88%”; a limit is called 0% or 100% only where it is that."""
    return f"{percent(limits[0])} to {percent(limits[1])}"


def points(difference: float) -> str:
    """Return a difference of two shares in points, such as “+7”; never 0 for what is not 0."""
    whole = round(difference * 100)
    if whole or not difference:
        return f"{whole:+d}"
    return f"{math.copysign(max(abs(difference * 100), 0.1), difference):+.1f}"


def p_words(p: float) -> str:
    """Return a p-value to three digits; one that is smaller is never called 0."""
    return f"{p:.3f}" if p >= 0.0005 else "below 0.001"  # noqa: PLR2004  # rounds to 0.000


def bound_words(bound: float) -> str:
    """Return what something may be rarer than: as whole percents, below 1% with a digit more."""
    return percent(bound) if bound >= 0.01 else f"{bound * 100:.1g}%"  # noqa: PLR2004  # 1 %


def missed_words(figures: ProbeFigures) -> str:
    """Return what so many runs could have missed; empty without a run."""
    bound, runs = figures.could_have_missed, figures.tally.runs
    if bound is None:
        return ""
    noun = "run" if runs == 1 else "runs"
    return f"With {runs} {noun} you could have missed anything rarer than {bound_words(bound)}."


def one_liner(figures: ProbeFigures) -> str:
    """Return what a probe showed, with its interval; a sentence each for retries and wordings."""
    count = figures.tally
    if not count.runs and any(one.runs for one in figures.wordings.values()):
        return "No run of the prompt itself is marked, only runs of other wordings."
    if not count.runs:
        return "Nothing is marked yet, so nothing can be said."
    if figures.rate is None or count.interval is None:
        came = "passed" if count.passes else "failed"
        return f"The one run {came}. One run shows what can happen, not how often."
    said = [
        f"{count.passes} of {count.runs} passed (95% interval {interval_words(count.interval)})."
    ]
    twice = figures.all_of_k.get(2)
    if twice is not None and 0 < count.passes < count.runs:
        said.append(f"Two tries in a row both pass about {percent(twice)} of the time.")
    if figures.rewording is not None:
        said.append(_wordings(figures.rewording))
    return " ".join(said)


def result_lines(probe: Probe, figures: ProbeFigures | None = None) -> list[str]:
    """Return what an export says of a probe: the sentence, its limit, how far markers agree.

    *figures* are the probe's own, where they are at hand.
    """
    figures = probe_figures(probe) if figures is None else figures
    lines = (
        one_liner(figures),
        missed_words(figures),
        quality_words(figures, probe.quality_line),
        citation_words(figures),
        marker_words(probe.trials),
    )
    return [line for line in lines if line]


def quality_words(figures: ProbeFigures, line: float | None) -> str:
    """Return how the rate stands to the quality line; empty without one, or without a run."""
    limits = figures.tally.interval
    if line is None or limits is None:
        return ""
    said = f"The quality line of {percent(line)}"
    if figures.rate is None:
        return f"{said} cannot be held against a single run."
    if limits[0] >= line:
        return f"{said} lies below the whole interval: it is met."
    if limits[1] < line:
        return f"{said} lies above the whole interval: it is missed."
    return f"{said} lies within the interval: so many runs cannot say whether it is met."


def citation_words(figures: ProbeFigures) -> str:
    """Return how far sources bear out what is said; empty where nobody opened them."""
    audit = figures.citations
    if audit is None:
        return ""
    said = []
    if audit.citations:
        said.append(f"{audit.supporting} of {audit.citations} citations support their sentence")
    if audit.sentences:
        said.append(f"{audit.supported} of {audit.sentences} sentences are supported in full")
    return f"Sources: {'; '.join(said)}." if said else ""


def lift_words(lift: RetryLift) -> str:
    """Return in a sentence what trying again brings, beside what luck alone would bring."""
    return (
        f"One of {lift.k} tries passes {percent(lift.observed)} of the time; if every try were a "
        f"throw of dice it would be {percent(lift.luck)}."
    )


def mean_words(mean: MeanRate) -> str:
    """Return in a sentence how the prompts do on average, each counting once."""
    reach = f" (95% interval {interval_words(mean.interval)})" if mean.interval is not None else ""
    return f"Over {mean.prompts} prompts, {percent(mean.rate)} of the runs pass on average{reach}."


def reading_words(change: Change) -> str:
    """Return in a sentence or two what may be said of a change."""
    before, after = change.before, change.after
    if change.difference is None or change.interval is None:
        return "One side has no marked run, so nothing can be compared."
    low, high = (points(limit) for limit in change.interval)
    said = (
        f"{before.passes} of {before.runs} before, {after.passes} of {after.runs} after: "
        f"{points(change.difference)} points (95% interval {low} to {high})."
    )
    if change.reading == "changed":
        return f"{said} More than chance would explain."
    little = "Chance alone can do that" if change.reading == "noise" else "Too few runs to say"
    if change.runs_needed is None:
        return f"{said} {little}."
    runs = f"about {change.runs_needed} runs on each side"
    return f"{said} {little}: {runs} would tell such rates apart."


def _wordings(rewording: Rewording) -> str:
    number = rewording.wordings
    many = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    reach = f"{percent(rewording.low)} to {percent(rewording.high)} across {many} wordings"
    if rewording.beyond_chance:
        return f"Wording mattered more than chance: {reach}."
    if rewording.spread:
        return f"Wording made no difference that chance could not make: {reach}."
    return f"Wording made no difference: {percent(rewording.low)} in all {many} wordings."
