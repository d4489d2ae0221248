"""Captures for tests, as reading a page makes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from lab.evidence.captured import Capture

__all__ = ["FETCHED", "PRICING", "make_capture"]

FETCHED = datetime(2026, 8, 20, 9, 30, tzinfo=UTC)
PRICING = """\
# Pricing

The Plus plan costs $10 a month for each member of a team, billed each year.

Every answer names its sources, and you can open each of them beside the text.

There is no limit on the number of answers, as long as people ask for them.
"""


def make_capture(markdown: str = PRICING, *, days: int = 0, **values: Any) -> Capture:
    """Return a capture of ``https://acme.test/pricing``, fetched so many days after the first."""
    facts: dict[str, Any] = {
        "url": "https://acme.test/pricing",
        "final_url": "https://acme.test/pricing",
        "fetched_at": FETCHED + timedelta(days=days),
        "sha256": sha256(markdown.encode()).hexdigest(),
        "markdown": markdown,
        "words": len(markdown.split()),
        "verdict": "good",
        "reasons": (),
        "page_kind": "service",
        "title": "Pricing",
    }
    return Capture(**facts | values)
