"""What a teardown cannot show, said from what it has not got.

Every sentence follows from the record alone and holds for it whatever the learner wrote
in words. The last one holds for every look from outside, so there is always one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.evidence.ageing import about
from lab.trials.rates import could_have_missed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lab.review.subject import Subject
    from store.records import Evidence, Trial

__all__ = ["Limit", "limits"]

_LONGEST_FACT: Final = 40
_ABOUT_PRICES: Final = re.compile(
    r"pric|billing|\bplans?\b|subscri|\bcosts?\b|tariff", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing that a reader must not conclude."""

    id: str
    """What it follows from, such as ``runs-few``; stable."""
    text: str


def limits(subject: Subject) -> tuple[Limit, ...]:
    """Return what cannot be concluded from a teardown; at least one thing."""
    return tuple(
        limit
        for part in (_runs, _days, _facts, _grounds, _prices, _measures, _expectations, _outside)
        for limit in part(subject)
    )


def _runs(subject: Subject) -> Iterator[Limit]:
    record = subject.record
    recorded = sum(len(probe.trials) for probe in record.probes)
    if not recorded:
        told = any(subject.text(s.id, prompt.id) for s, prompt in subject.questions("trials"))
        if told:
            yield Limit(
                "runs-told",
                "No run is recorded one by one, so no rate and no interval can be worked out "
                "here. How often anything happens rests on the words alone.",
            )
        else:
            yield Limit(
                "runs-none",
                "No run is recorded, so nothing here says how often anything happens. What was "
                "seen once can happen; that is all.",
            )
        return
    counted = sorted(n for n in (_marked(probe.trials) for probe in record.probes) if n)
    if not counted:
        are = "run is recorded and it is" if recorded == 1 else "runs are recorded and none is"
        not_marked = "not marked" if recorded == 1 else "marked"
        yield Limit(
            "runs-unmarked", f"{recorded} {are} {not_marked} pass or fail: there is no rate yet."
        )
        return
    yield Limit("runs-few", _few(counted))
    if len(counted) == 1:
        wordings = {
            trial.wording
            for probe in record.probes
            for trial in probe.trials
            if trial.verdict in {"pass", "fail"}
        }
        asked = "One prompt in one wording" if len(wordings) == 1 else "One prompt"
        yield Limit("runs-one-prompt", f"{asked} was run. On another task it may go the other way.")


def _marked(trials: list[Trial]) -> int:
    return sum(trial.verdict in {"pass", "fail"} for trial in trials)


def _few(counted: list[int]) -> str:
    least, most = counted[0], counted[-1]
    runs = f"{least} run{'s' if least > 1 else ''}"
    if least == most:
        prompts = "of one prompt" if len(counted) == 1 else f"of each of {len(counted)} prompts"
        rarer = f"what happens in fewer than about {_percent(could_have_missed(least))} of runs"
        return f"With {runs} {prompts}, {rarer} may have gone unseen."
    return (
        f"The {len(counted)} prompts had {least} to {most} runs. What happens in fewer than about "
        f"{_percent(could_have_missed(least))} of runs (after {least}) or "
        f"{_percent(could_have_missed(most))} (after {most}) may have gone unseen."
    )


def _percent(share: float | None) -> str:
    if share is None:
        return "0%"
    return f"{share:.0%}" if share >= 0.01 else f"{100 * share:.1g}%"  # noqa: PLR2004 - one percent


def _days(subject: Subject) -> Iterator[Limit]:
    record = subject.record
    first, last, seen = record.observed_from, record.observed_to, "It was seen"
    if first is None and last is None:
        days = sorted({session.local_date for session in record.practice.sessions})
        if not days:
            # Trials that came from elsewhere bring their own instants.
            trials = (trial for probe in record.probes for trial in probe.trials)
            days = sorted({trial.at.date() for trial in trials if trial.at is not None})
        if not days:
            yield Limit(
                "day-unknown",
                "No day of use is recorded, so a reader cannot tell which state of the product "
                "this is about.",
            )
            return
        first, last, seen = days[0], days[-1], "The work was done"
    if first is not None and last is not None and first != last:
        first, last = min(first, last), max(first, last)
        span = f"between {_day(first)} and {_day(last)}"
        yield Limit("days", f"{seen} {span}. What changed since is not in it.")
        return
    day = first or last
    if day is not None:
        since = "" if first is not None and last is not None else "from " if first else "until "
        when = f"{since}{_day(day)}" if since else f"on one day, {_day(day)}"
        yield Limit(
            "day-one" if not since else "days",
            f"{seen} {when}. The maker may change the model without a word, so another day may "
            "differ.",
        )


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _facts(subject: Subject) -> Iterator[Limit]:
    product = subject.record.product
    facts = {"plan": product.plan, "version": product.version, "region": product.region}
    known = [f"one {name} ({_short(text)})" for name, text in facts.items() if text.strip()]
    unknown = [name for name, text in facts.items() if not text.strip()]
    if known:
        yield Limit(
            "facts-one",
            f"It holds for {_list(known)}. Others may get another model, other limits and other "
            "answers.",
        )
    if unknown:
        are = "is" if len(unknown) == 1 else "are"
        which = _list(unknown)
        yield Limit(
            "facts-unknown",
            f"{which[:1].upper()}{which[1:]} {are} not filled in. Unless the text says more, "
            "nobody can tell for which one this holds.",
        )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_FACT else text[: _LONGEST_FACT - 1].rstrip() + "…"


def _list(words: list[str]) -> str:
    return ", ".join(words[:-1]) + (" and " if len(words) > 1 else "") + words[-1]


def _grounds(subject: Subject) -> Iterator[Limit]:
    claims = subject.record.claims
    bases = [claim.basis for claim in claims]
    if not claims:
        yield Limit(
            "claims-none",
            "No claim says how it is known, so what was seen and what is supposed cannot be told "
            "apart.",
        )
        return
    if "tried" not in bases and {"published", "told"} & {*bases}:
        many = (
            f"None of the {len(claims)} claims was" if len(claims) > 1 else "The only claim was not"
        )
        yield Limit(
            "none-tried", f"{many} tried by hand: what somebody would meet today is not shown."
        )
    elif "tried" in bases and not {"published", "told"} & {*bases}:
        yield Limit(
            "own-use-only",
            "What was tried is one person's use. How it goes for others is not shown.",
        )
    soft = sum(basis in {"inferred", "guess"} for basis in bases)
    if soft:
        part = f"{soft} of {len(claims)} claims" if len(claims) > 1 else "The only claim"
        are, they = ("are", "They") if soft > 1 else ("is", "It")
        yield Limit(
            "inferred", f"{part} {are} inferred or guessed. {they} may fit and still be wrong."
        )


def _prices(subject: Subject) -> Iterator[Limit]:
    record = subject.record
    work = subject.work("economics")
    if work is None or not any(text.strip() for text in work.answers.values()):
        return
    if not any(_is_about_prices(item) for item in record.evidence):
        yield Limit(
            "prices",
            "No page about prices is kept with it, so what it says about cost and price cannot be "
            "checked against the maker's words.",
        )


def _is_about_prices(item: Evidence) -> bool:
    named = _ABOUT_PRICES.search(f"{item.title} {item.url} {item.final_url}")
    return named is not None or about(item) == "prices"


def _measures(subject: Subject) -> Iterator[Limit]:
    metrics = subject.record.metrics
    unseen = sum(metric.observable == "no" for metric in metrics)
    if unseen:
        part = f"{unseen} of {len(metrics)} metrics" if len(metrics) > 1 else "The only metric"
        yield Limit(
            "metrics-unseen",
            f"{part} cannot be seen from outside, so this cannot say how the product does there.",
        )


def _expectations(subject: Subject) -> Iterator[Limit]:
    unknown = sum(each.outcome == "open" for each in subject.record.predictions)
    if unknown:
        are = "prediction is" if unknown == 1 else "predictions are"
        they = "It says" if unknown == 1 else "They say"
        yield Limit(
            "predictions-open", f"{unknown} {are} open. {they} what is expected, not what happens."
        )


def _outside(_: Subject) -> Iterator[Limit]:
    yield Limit(
        "outside",
        "From outside nobody sees how many users are affected, which model answered, or what was "
        "checked before release.",
    )
