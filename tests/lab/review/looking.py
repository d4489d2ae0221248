"""Looking at a record as the review does."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from lab.review import RULES, Subject, find, review
from lab.review.texts import TEXTS
from lab.written_template import template_from_record

if TYPE_CHECKING:
    from lab.review import Finding, Review
    from store.records import Teardown
    from teardown_templates.model import Template

__all__ = ["TODAY", "findings", "look", "rules"]

TODAY = date(2026, 3, 2)


def findings(record: Teardown, *, template: Template | None = None) -> list[Finding]:
    """Return what the rules find in a record; those that look at its words stand elsewhere."""
    rules = [rule for rule in RULES if rule not in TEXTS]
    return find(Subject(record, template or template_from_record(record, None), TODAY), rules)


def rules(record: Teardown, **values: Any) -> list[str]:
    """Return the names of the rules that found something, each once."""
    return list(dict.fromkeys(finding.rule for finding in findings(record, **values)))


def look(record: Teardown, *, template: Template | None = None) -> Review:
    """Return the whole review of a record."""
    return review(record, template or template_from_record(record, None), today=TODAY)
