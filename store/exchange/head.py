"""The title and the lines under it: what the teardown is about, at a glance.

They repeat the front matter for people, so an edit may come from either place. The
export keeps a short digest of each line; a line that no longer fits its digest was
edited by hand, and then it wins.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, get_args

from store.exchange.verbatim import to_plain
from store.records import Basis

if TYPE_CHECKING:
    from datetime import date

    from store.records import Teardown

__all__ = [
    "HEAD_LABELS",
    "digest",
    "evidence_mix",
    "head",
    "head_lines",
    "name_of",
    "observed_of",
    "title_of",
]

_BEGINNING = "Teardown of "
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_OBSERVED = re.compile(rf"(?:(from +)?({_DAY}))?(?:(?:\A| +)to +({_DAY}))?")

HEAD_LABELS = {
    "product": "Product",
    "plan": "Plan",
    "author": "Author",
    "observed": "Observed",
    "begun": "Begun",
    "example": "Example",
    "mix": "Evidence",
}
"""What may stand under the title, in its order. “example” and “mix” follow from the rest."""


def title_of(product_name: str) -> str:
    """Return the title of a teardown of this product."""
    return f"{_BEGINNING}{product_name}" if product_name else _BEGINNING.strip(" of")


def name_of(title: str) -> str:
    """Return the product's name that a title gives."""
    if title == title_of(""):
        return ""
    return title.removeprefix(_BEGINNING)


def head(record: Teardown) -> dict[str, str]:
    """Return the lines under the title by their key, without their labels."""
    lines = {"product": record.product.name, "plan": record.product.plan, "author": record.author}
    lines["observed"] = _observed(record.observed_from, record.observed_to)
    if not lines["observed"]:
        lines["begun"] = record.day_begun.isoformat()
    if record.example:
        lines["example"] = "made to show the form; it counts in no figure"
    lines["mix"] = evidence_mix(record)
    return {key: line for key, line in lines.items() if line}


def head_lines(record: Teardown) -> list[str]:
    """Return the list under the title, as Markdown."""
    return [f"- {HEAD_LABELS[key]}: {to_plain(line)}" for key, line in head(record).items()]


def evidence_mix(record: Teardown) -> str:
    """Return how the claims are known: “tried 6 · published 3 · told 1 · inferred 4 · guess 1”."""
    counts = Counter(claim.basis for claim in record.claims)
    return " · ".join(f"{basis} {counts[basis]}" for basis in get_args(Basis))


def digest(line: str) -> str:
    """Return eight characters by which a changed line is known."""
    return sha256(line.encode("utf-8", "replace")).hexdigest()[:8]


def observed_of(line: str) -> tuple[str | None, str | None]:
    """Return the first and last day that a line “2026-11-20 to 2026-11-22” names.

    Raises ``ValueError`` where it names none.
    """
    found = _OBSERVED.fullmatch(line)
    if not found or not line:
        raise ValueError("days such as 2026-11-20 to 2026-11-22")
    since, first, last = found.groups()
    return first, last if last or since else first


def _observed(first: date | None, last: date | None) -> str:
    if first and last:
        return first.isoformat() if first == last else f"{first} to {last}"
    if first:
        return f"from {first}"
    return f"to {last}" if last else ""
