"""The record's types for the front ends. Importing this loads pydantic."""

from __future__ import annotations

from store.doctor import Ailment
from store.history import Version
from store.records import (
    Audit,
    Card,
    Claim,
    Counterpoint,
    Evidence,
    Lesson,
    Mark,
    Metric,
    PageVersion,
    Prediction,
    Probe,
    Product,
    Quote,
    SectionQuestions,
    SectionWork,
    Session,
    Teardown,
    Trial,
    Verdict,
    WrittenQuestion,
)
from store.search import Hit
from store.summaries import Summary
from teardown_templates.library_records import LibraryMetric
from teardown_templates.model import CounterQuestion, Prompt, Section, Template

__all__ = [
    "Ailment",
    "Audit",
    "Card",
    "Claim",
    "CounterQuestion",
    "Counterpoint",
    "Evidence",
    "Hit",
    "Lesson",
    "LibraryMetric",
    "Mark",
    "Metric",
    "PageVersion",
    "Prediction",
    "Probe",
    "Product",
    "Prompt",
    "Quote",
    "Section",
    "SectionQuestions",
    "SectionWork",
    "Session",
    "Summary",
    "Teardown",
    "Template",
    "Trial",
    "Verdict",
    "Version",
    "WrittenQuestion",
]
