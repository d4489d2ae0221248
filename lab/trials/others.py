"""Other teardowns with probes, to compare with: the most likely one first."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.errors import TeardownError
from lab.trials.wordings import normal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from store.records import Probe, Teardown
    from store.summary import Summary

__all__ = ["Other", "others"]

MOST: Final = 60
"""So many teardowns are looked into, those of the same product first, then the newest."""


@dataclass(frozen=True, slots=True)
class Other:
    """A teardown to compare with."""

    record: Teardown
    shared: int
    """How many of its prompts stand in the first one, too."""
    same_product: bool


def others(
    record: Teardown,
    summaries: Iterable[Summary],
    load: Callable[[str], Teardown],
) -> list[Other]:
    """Return the other teardowns with probes: same product and prompts first, then prompts.

    One that cannot be read is not offered.
    """
    product = normal(record.product.name)
    near = sorted(
        (each for each in summaries if each.id != record.id and not each.fault),
        key=lambda each: normal(each.product) != product,
    )
    prompts = _prompts(record.probes)
    found = []
    for each in near[:MOST]:
        with suppress(TeardownError, OSError):
            there = load(each.id)
            if there.probes:
                shared = len(prompts & _prompts(there.probes))
                found.append(Other(there, shared, normal(each.product) == product))
    return sorted(
        found,
        key=lambda one: (not (one.shared and one.same_product), -one.shared, not one.same_product),
    )


def _prompts(probes: Sequence[Probe]) -> set[str]:
    return {normal(probe.prompt) for probe in probes if probe.prompt.strip()}
