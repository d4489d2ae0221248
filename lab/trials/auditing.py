"""What counting sources came to, in words: precision and recall of all answers together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.figures import counted
from lab.trials.citations import CitationAudit
from lab.trials.saying import percent

if TYPE_CHECKING:
    from store.records import Probe

__all__ = ["AUDIT", "audit_lines"]

AUDIT: Final = "citation_audit"
"""The kind of probe whose sources are counted."""


def audit_lines(probe: Probe) -> list[str]:
    """Return how far sources bear out what the answers say, in all wordings; empty where unasked.

    It is added up over the answers, so that a long one weighs more than a short one.
    """
    answers = [trial for trial in probe.trials if trial.verdict != "error"]
    audits = [trial.audit for trial in answers if trial.audit is not None]
    lines = []
    if audits:
        whole = CitationAudit(
            citations=sum(audit.citations for audit in audits),
            supporting=sum(audit.supporting for audit in audits),
            sentences=sum(audit.sentences for audit in audits),
            supported=sum(audit.supported for audit in audits),
        )
        if whole.precision is not None:
            lines.append(
                f"Precision {percent(whole.precision)}: of {counted(whole.citations, 'citation')}, "
                f"{whole.supporting} bear out the sentence that they stand at."
            )
        if whole.recall is not None:
            lines.append(
                f"Recall {percent(whole.recall)}: of {counted(whole.sentences, 'sentence')}, "
                f"{whole.supported} are borne out in full."
            )
    left = len(answers) - len(audits)
    if left and (audits or probe.kind == AUDIT):
        lines.append(f"The sources of {counted(left, 'output')} are not counted.")
    return lines
