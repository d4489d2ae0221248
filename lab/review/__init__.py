"""The offline reviewer: what a careful reader would ask about."""

from __future__ import annotations

from lab.review.completeness import completeness
from lab.review.finding import Finding
from lab.review.missing import in_words

__all__ = ["Finding", "completeness", "in_words"]
