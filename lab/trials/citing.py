"""Claims that rest on probes: which they are, which have but one run behind them. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.records import Claim, Probe, Teardown

__all__ = ["ONE_RUN", "claims_on_one_run", "probes_named", "runs_behind"]

ONE_RUN = "rests on one run"
"""What is said beside a claim that has but one run behind it."""


def probes_named(record: Teardown, claim: Claim) -> list[Probe]:
    """Return the probes that a claim rests on, in the order in which it names them."""
    known = {probe.id: probe for probe in record.probes}
    for item in record.evidence:
        # In a record from elsewhere a page may have a probe's id; then the page is meant.
        known.pop(item.id, None)
        for quote in item.quotes:
            known.pop(quote.id, None)
    return [known[name] for name in dict.fromkeys(claim.evidence) if name in known]


def runs_behind(probes: Iterable[Probe]) -> Literal["none", "one", "several"]:
    """Return whether any wording of these probes has several marked runs, only one, or none."""
    any_run = False
    for probe in probes:
        seen = set()
        for trial in probe.trials:
            if trial.verdict in {"pass", "fail"}:
                if trial.wording in seen:
                    return "several"
                seen.add(trial.wording)
                any_run = True
    return "one" if any_run else "none"


def claims_on_one_run(record: Teardown) -> list[Claim]:
    """Return the claims of which one run is all that was tried.

    That is where a claim names probes, and nothing else, and none of their wordings was run
    twice; or where it answers a section that asks for trials, names no probe and no page, and
    nothing in the whole teardown was run twice.
    """
    if not record.probes:
        return []
    asking = {
        section.id
        for section in record.questions
        for prompt in section.prompts
        if prompt.kind == "trials"
    }
    pages = {item.id for item in record.evidence if item.kind != "observation"}
    pages |= {quote.id for item in record.evidence for quote in item.quotes}
    seen = {item.id for item in record.evidence} | pages
    all_together = runs_behind(record.probes)
    found = []
    for claim in record.claims:
        if claim.basis != "tried":
            continue
        named = probes_named(record, claim)
        if named:
            alone = seen.isdisjoint(claim.evidence)
            is_one = alone and runs_behind(named) == "one"
        else:
            is_one = (
                all_together == "one"
                and claim.section in asking
                and pages.isdisjoint(claim.evidence)
            )
        if is_one:
            found.append(claim)
    return found
