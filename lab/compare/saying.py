"""A comparison in sentences that one can read aloud; the same in the app, files and terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.compare.subjects import products_of
from lab.figures import counted
from lab.trials.rates import could_have_missed
from lab.trials.saying import bound_words, interval_words, percent, reading_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.compare.agenda import AgendaPoint
    from lab.compare.comparison import Comparison
    from lab.compare.findings import Found
    from lab.compare.movement import SectionMovement
    from lab.compare.pooling import PooledProbe
    from lab.trials.tally import Tally

__all__ = [
    "agreement_lines",
    "finding_lines",
    "named",
    "nothing_words",
    "opening",
    "point_words",
    "pool_lines",
    "range_words",
    "seen_words",
    "severity_words",
    "speaker_words",
    "title",
]

_NUMBERS: Final = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
)
_NAMED: Final = 4
"""People that a sentence names; of more, it says how many others there are."""
_LONG: Final = 160
"""Characters of a finding that are read aloud at a point of the agenda."""


def title(comparison: Comparison) -> str:
    """Return what a comparison is called."""
    first = comparison.subjects[0].record
    product = " ".join(first.product.name.split()) or "A product without a name"
    many = _number(len(comparison.subjects))
    match comparison.kind:
        case "people":
            products = products_of(comparison.subjects)
            return f"{named(products) if len(products) > 1 else product}: {many} people"
        case "products":
            author = " ".join(first.author.split())
            return f"{many.capitalize()} products" + (f", by {author}" if author else "")
        case "time":
            return f"{product}, then and now"
    return f"{many.capitalize()} teardowns"


def opening(comparison: Comparison) -> str:
    """Return who or what is compared, in a sentence."""
    names = named([one.label for one in comparison.subjects])
    match comparison.kind:
        case "people":
            labels = [one.label for one in comparison.subjects]
            if len(labels) > _NAMED:
                names = f"{', '.join(labels[: _NAMED - 1])} and {len(labels) - _NAMED + 1} others"
            products = products_of(comparison.subjects)
            if len(products) > 1:
                return (
                    f"{names} took apart what goes by different names: {named(products)}. If these "
                    "are different products, read differences with care; runs are not put together."
                )
            return f"{names} took the same product apart."
        case "products":
            return f"One person took these apart: {names}."
        case "time":
            return f"One person took the same product apart on {names}."
    each = "; ".join(one.label for one in comparison.subjects)
    return f"Read differences with care, as product and person differ: {each}."


def nothing_words(comparison: Comparison) -> str:
    """Return what is said where nothing lies apart: whether that is agreement, or emptiness."""
    records = [one.record for one in comparison.subjects]
    said = [
        one
        for one in records
        if one.claims or any(work.score is not None for work in one.sections.values())
    ]
    if len(said) > 1:
        return "Nothing lies apart. Ask what all of them may have missed."
    if not said:
        return "Nothing is scored or claimed in any of them yet, so there is nothing to compare."
    label = comparison.label(said[0].id)
    return f"Only {label} has scored or claimed anything yet, so there is nothing to compare."


def agreement_lines(comparison: Comparison) -> list[str]:
    """Return how far the scores agree: shares first, then alpha with what it may be read for."""
    found = comparison.agreement
    if found.exact is None or found.near is None:
        return ["No section has two scores."]
    sections = counted(found.units, "section")
    same = f"{percent(found.exact)} of pairs of scores are the same"
    lines = [f"Over {sections}, {same} and {percent(found.near)} differ by one at most."]
    if found.alpha is not None:
        lines.append(
            f"Krippendorff’s alpha (ordinal) is {_signed(found.alpha)} over {sections} and "
            f"{counted(found.raters, 'person', 'people')}. {found.reading}."
        )
    return [*lines, *filter(None, [found.note])]


def finding_lines(comparison: Comparison) -> list[str]:
    """Return how far people saw the same, and whether there is more to see."""
    findings = comparison.findings
    if not findings.found:
        return ["Nobody claims a strength or a finding."]
    people = comparison.kind == "people"
    by = "by" if people else "in"
    everyone, some, one = (len(findings.by(each)) for each in ("all", "some", "one"))
    parts = [f"{everyone} {by} all"]
    if len(comparison.subjects) > 2 or some:  # noqa: PLR2004  # two: all or one
        parts.append(f"{some} {by} some")
    parts.append(f"{one} {by} one alone")
    seen = "were found" if len(findings.found) > 1 else "was found"
    lines = [f"{counted(len(findings.found), 'thing')} {seen}: {', '.join(parts)}."]
    if findings.pairwise_overlap is not None:
        share = percent(findings.pairwise_overlap)
        verb = "saw" if people else "have"
        lines[0] += (
            f" Of all that the two {verb}, both {verb} {share}."
            if len(comparison.subjects) == 2  # noqa: PLR2004  # a pair
            else f" Of all that any two of them {verb}, both {verb} {share} on average."
        )
    if findings.at_least_unseen:
        more = _number(findings.at_least_unseen)
        lines.append(f"At least about {more} more may still be unseen. {findings.note}")
    elif findings.at_least_unseen is None and findings.note:
        lines.append(findings.note)
    return lines


def pool_lines(comparison: Comparison) -> list[str]:
    """Return what the trials of a shared prompt say together, and by person."""
    pool = comparison.trials
    if not pool.probes:
        return ["No two of them ran the same prompt, so there is nothing to pool."]
    lines = []
    for probe in pool.probes:
        asked = f"“{_short(probe.prompt)}”"
        lines.append(f"{asked}: {_passed(probe.together)}." if probe.is_pooled else f"{asked}:")
        lines.append(_split(comparison, probe))
        if not probe.same_rule:
            lines.append(
                "Their pass rules differ, so a pass of one may be a failure of another, and the "
                "runs are not put together."
            )
        bound = could_have_missed(probe.together.runs)
        if bound is not None:
            runs = counted(probe.together.runs, "run")
            rarer = bound_words(bound)
            lines.append(f"With {runs} you could have missed anything rarer than {rarer}.")
        if probe.change is not None:
            lines.append(reading_words(probe.change))
    return [*lines, *filter(None, [_plans(comparison)])]


def point_words(point: AgendaPoint) -> str:
    """Return one point of the agenda: what lies how far apart."""
    match point.about:
        case "score":
            return f"{point.title}: scores from {point.low} to {point.high}"
        case "severity":
            return f"“{_short(point.title)}”: severity from {point.low} to {point.high}"
    return f"“{_short(point.title)}”: passed from {point.low}% to {point.high}% of the time"


def speaker_words(point: AgendaPoint, comparison: Comparison) -> str:
    """Return in which order they speak; empty where only one person has anything to say."""
    if comparison.kind in {"products", "time"}:
        return ""
    names = [comparison.label(each) for each in point.speakers]
    if len(names) < 2:  # noqa: PLR2004  # an order
        return ""
    return f"{names[0]} speaks first, then {', then '.join(names[1:])}."


def range_words(movement: SectionMovement, comparison: Comparison) -> str:
    """Return who moved where in a section that was scored again."""
    parts = []
    for one in movement.moved:
        name = comparison.label(one.teardown)
        moved = (
            f"stayed at {one.after}"
            if one.direction == "stayed"
            else (f"went {one.direction} from {one.before} to {one.after}")
        )
        parts.append(f"{name} {moved}")
    spread = f"The spread was {movement.spread_before} and is {movement.spread_after}."
    return f"{named(parts)}. {spread}" if len(movement.moved) > 1 else f"{named(parts)}."


def seen_words(found: Found, comparison: Comparison) -> str:
    """Return who has it: everybody, or by name."""
    if found.seen_by == "all":
        return "All of them"
    names = named([comparison.label(each) for each in found.teardowns])
    return f"Only {names}" if found.seen_by == "one" else names


def severity_words(found: Found) -> str:
    """Return how much it matters, in as few words as can be; empty where nobody says."""
    grave = found.severities
    if not grave:
        return ""
    return (
        f"severity {grave[0]}" if grave[0] == grave[-1] else f"severity {grave[0]} to {grave[-1]}"
    )


def named(names: Sequence[str]) -> str:
    """Return names as a sentence lists them."""
    if len(names) < 2:  # noqa: PLR2004  # a list
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _split(comparison: Comparison, probe: PooledProbe) -> str:
    parts = [
        f"{one.label} {count.passes} of {count.runs}"
        for one in comparison.subjects
        if (count := probe.by_teardown.get(one.id)) is not None
    ]
    return (
        f"By person: {', '.join(parts)}."
        if comparison.kind == "people"
        else (f"Each: {', '.join(parts)}.")
    )


def _plans(comparison: Comparison) -> str:
    """Return that they used different plans, where they say so; empty elsewhere."""
    plans = {
        " ".join(one.record.product.plan.split()): None
        for one in comparison.subjects
        if comparison.trials.of(one.id).runs
    }
    named_plans = sorted(filter(None, plans), key=str.casefold)
    if comparison.kind != "people" or len({*map(str.casefold, named_plans)}) < 2:  # noqa: PLR2004
        return ""
    said = named([_short(each) for each in named_plans])
    return f"They used different plans ({said}): what differs may be the plan."


def _passed(count: Tally) -> str:
    if count.interval is None:
        return "nothing is marked yet"
    return (
        f"together, {count.passes} of {counted(count.runs, 'run')} passed "
        f"(95% interval {interval_words(count.interval)})"
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else f"{line[: _LONG - 1].rstrip()}…"


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
