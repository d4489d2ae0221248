"""What is kept of an answer, and of a run that failed. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lab.models.errors import AnswerTooLong, CutShort, GarbledAnswer, Stalled
from lab.models.prices import Usage
from lab.trials.writing import TrialDraft

if TYPE_CHECKING:
    from lab.models.asking import Answer
    from lab.models.errors import ModelError
    from lab.trials.live.request import Job, LiveRequest

__all__ = ["draft_of_answer", "draft_of_error", "usage_of_error"]

_NOTHING = "The model said nothing"
_REFUSED = "The model would not answer"


def draft_of_answer(
    job: Job, request: LiveRequest, answer: Answer, *, seconds: float, cost: float, tries: int
) -> TrialDraft:
    """Return the trial that an answer becomes; it waits to be marked.

    An answer without a word is an error: there is nothing to judge.
    """
    found: dict[str, Any] = {
        "model": answer.model,
        "stop_reason": answer.stop_reason,
        "tokens_in": answer.usage.input,
        "tokens_out": answer.usage.output,
        "cost": round(cost, 9) if request.prices.are_set else None,
        "tries": tries if tries > 1 else None,
    }
    is_empty = not answer.text.strip()
    return TrialDraft(
        output=answer.text,
        verdict="error" if is_empty else "unmarked",
        note=(_REFUSED if answer.was_refused else _NOTHING) if is_empty else "",
        wording=str(job.wording),
        seconds=round(seconds, 3),
        settings=request.settings() | _said(found),
        source=request.service.kind,
    )


def draft_of_error(
    job: Job, request: LiveRequest, error: ModelError, *, seconds: float, cost: float, tries: int
) -> TrialDraft:
    """Return the trial that a failed run becomes: its reason as the note, what came as output."""
    found = {
        "error": type(error).__name__,
        "cost_at_most": round(cost, 9) if cost else None,
        "tries": tries if tries > 1 else None,
    }
    return TrialDraft(
        output=error.partial,
        verdict="error",
        note=f"{error.what}: {error.why}" if error.why else error.what,
        wording=str(job.wording),
        seconds=round(seconds, 3),
        settings=request.settings() | _said(found),
        source=request.service.kind,
    )


def usage_of_error(error: ModelError) -> Usage | None:
    """Return what a failed question may have used: nothing where the service refused it.

    What was taken up and not counted to its end counts at its most.
    """
    begun = isinstance(error, Stalled | CutShort | GarbledAnswer | AnswerTooLong)
    return Usage() if begun or error.partial else None


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in {None, ""}}
