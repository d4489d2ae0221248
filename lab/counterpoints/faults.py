"""What a fault means to somebody who only wants to be argued with. Pure.

``lab.models.faults`` speaks to whoever makes runs, who chooses prompt, temperature and seed. Here
nobody does: the words say what a learner can do about it.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from lab.models import errors

if TYPE_CHECKING:
    from lab.counterpoints.asking import AskRequest
    from lab.models.service import Service

__all__ = ["in_our_words", "wrong_shape"]

_MINUTE: Final = 60
_TODO: Final[dict[type[errors.ModelError], str]] = {
    errors.RequestRefused: "Check the model and the address in the settings, or choose another "
    "model.",
    errors.AnswerTooLong: "What came whole is kept. Ask again, or choose another model.",
    errors.NoSuchModel: "Check “Which model” and “Address” in the settings.",
}


def in_our_words(error: errors.ModelError, *, request: AskRequest) -> errors.ModelError:
    """Return the same error with what to do about it here."""
    what, why, todo = error.what, error.why, _TODO.get(type(error), error.todo)
    if isinstance(error, errors.PromptTooLong):
        about = "the section" if request.section else "the teardown"
        what = f"Even the beginning of {about} is longer than {request.model} reads"
        todo = "Shorten the longest answers, or choose a model that reads more."
    elif isinstance(error, errors.TooManyRequests | errors.ServiceBusy):
        todo = f"Ask again {_later(error.retry_after)}; everything else works meanwhile."
    elif isinstance(error, errors.Stalled) and "silence" not in todo:
        todo = "Ask again, or choose a faster model."
    return type(error)(what, why, todo=todo, retry_after=error.retry_after, partial=error.partial)


def wrong_shape(service: Service, why: str) -> errors.WrongShape:
    """Return what to say of an answer that came whole and is none."""
    return errors.WrongShape(
        f"{service.model or 'The command'} answered in another form than was asked for",
        why,
        todo="Ask again, or choose another model: small ones often cannot keep to a form.",
    )


def _later(seconds: float | None) -> str:
    if seconds is None:
        return "in a few minutes"
    minutes = ceil(seconds / _MINUTE)
    return "in a minute" if minutes <= 1 else f"in {minutes} minutes"
