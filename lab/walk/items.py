"""The items that answer structured questions: predictions, claims, metrics, lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from store.records import Claim, Teardown, WrittenQuestion

__all__ = [
    "CLAIM_KINDS",
    "claims_in",
    "default_claim_kind",
    "item_count",
    "next_id",
    "next_item_id",
]

CLAIM_KINDS = ("claims", "findings")
"""The question kinds that claims answer."""

_LONGEST_NUMBER = 9
_PREFIXES = {
    "claims": "c", "predictions": "p", "metrics": "m", "lessons": "l", "evidence": "e",
    "quotes": "q", "probes": "b", "trials": "t",
}  # fmt: skip


def claims_in(record: Teardown, section_id: str) -> list[Claim]:
    """Return the claims of one section, in the order they were made."""
    return [claim for claim in record.claims if claim.section == section_id]


def default_claim_kind(section_id: str) -> str:
    """Return the kind of claim that a section usually collects."""
    return {"strengths": "strength", "weaknesses": "finding", "redesign": "proposal"}.get(
        section_id, "inference"
    )


def item_count(record: Teardown, section_id: str, question: WrittenQuestion) -> int:
    """Return how many items answer a structured question; 0 for a plain one."""
    if question.kind in CLAIM_KINDS:
        return len(claims_in(record, section_id))
    if question.kind == "predictions":
        return len(record.predictions)
    if question.kind == "metric":
        return len(record.metrics)
    if question.kind == "trials":
        return sum(len(probe.trials) for probe in record.probes)
    if question.kind == "card":
        return len(record.take_home.lessons)
    return 0


def next_item_id(kind: str, items: Sequence[object]) -> str:
    """Return a free id such as ``c3``; *kind* says what of: claims, evidence, quotes and so on.

    It lies above every id in use, so that what names an item that was taken out in the
    middle never comes to mean another.
    """
    return next_id(kind, (str(getattr(item, "id", "")) for item in items))


def next_id(kind: str, ids: Iterable[str]) -> str:
    """Return such an id where the items themselves are not at hand, only their ids."""
    prefix = _PREFIXES[kind]
    highest = 0
    for name in ids:
        number = name.removeprefix(prefix)
        if number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER:
            highest = max(highest, int(number))
    return f"{prefix}{highest + 1}"
