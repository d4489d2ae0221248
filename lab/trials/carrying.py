"""The probes of an earlier teardown, to be run again in a new one. Pure.

Only what is asked and how it is marked goes along: the same prompt, wordings, pass rule and
quality line are what makes two days comparable. Outputs stay where they were recorded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.trials.wordings import normal
from lab.walk import next_item_id

if TYPE_CHECKING:
    from datetime import datetime

    from store.records import Probe, Teardown

__all__ = ["carry_over", "probes_to_carry"]


def probes_to_carry(record: Teardown, earlier: Teardown) -> list[Probe]:
    """Return the earlier teardown's probes whose prompts *record* does not ask yet.

    One without a prompt or without a pass rule cannot be run again the same way and is left out.
    """
    asked = {normal(probe.prompt) for probe in record.probes}
    found: list[Probe] = []
    for probe in earlier.probes:
        words = normal(probe.prompt)
        if words and probe.pass_rule.strip() and words not in asked:
            asked.add(words)
            found.append(probe)
    return found


def carry_over(record: Teardown, earlier: Teardown, *, now: datetime) -> list[Probe]:
    """Add these probes to *record*, without outputs and under free ids; return them."""
    added: list[Probe] = []
    for probe in probes_to_carry(record, earlier):
        name = next_item_id("probes", record.probes)
        fresh = probe.model_copy(update={"id": name, "made_at": now, "trials": []})
        record.probes = [*record.probes, fresh]
        added.append(fresh)
    return added
