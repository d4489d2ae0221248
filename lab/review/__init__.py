"""The offline reviewer: what a careful reader would ask about, and what nobody may conclude."""

from __future__ import annotations

from lab.review.finding import Finding, Found, Rule
from lab.review.limits import Limit
from lab.review.missing import in_words
from lab.review.resting import marks_of_claims
from lab.review.review import Review, review
from lab.review.rules import RULES, find, rule_title
from lab.review.subject import Subject

__all__ = [
    "RULES",
    "Finding",
    "Found",
    "Limit",
    "Review",
    "Rule",
    "Subject",
    "find",
    "in_words",
    "marks_of_claims",
    "review",
    "rule_title",
]
