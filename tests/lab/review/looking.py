"""Looking at a record as the review does."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from lab.review import Subject, find, review
from lab.written_template import template_from_record

if TYPE_CHECKING:
    from lab.review import Finding, Review
    from store.records import Teardown
    from teardown_templates.model import Template

__all__ = ["TODAY", "findings", "look", "rules"]

TODAY = date(2026, 3, 2)


def findings(record: Teardown, *, template: Template | None = None) -> list[Finding]:
    """Return what the rules find in a record."""
    return find(Subject(record, template or template_from_record(record, None), TODAY))


def rules(record: Teardown, **values: Any) -> list[str]:
    """Return the names of the rules that found something, each once."""
    return list(dict.fromkeys(finding.rule for finding in findings(record, **values)))


def look(record: Teardown, *, template: Template | None = None) -> Review:
    """Return the whole review of a record."""
    return review(record, template or template_from_record(record, None), today=TODAY)
