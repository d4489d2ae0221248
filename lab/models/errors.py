"""What can go wrong while a model is asked. The tree is drawn in teardown_templates.errors."""

from __future__ import annotations

from typing import ClassVar

from lab.errors import LabError

__all__ = [
    "AccessDenied",
    "AnswerRefused",
    "AnswerTooLong",
    "CommandFailed",
    "CommandNotFound",
    "ConnectionDoubtful",
    "CutShort",
    "GarbledAnswer",
    "KeyRefused",
    "ModelError",
    "NoCredit",
    "NoKey",
    "NoSuchModel",
    "PromptTooLong",
    "Redirected",
    "RequestRefused",
    "ServiceBusy",
    "ServiceFailed",
    "ServiceUnreachable",
    "SpendLimit",
    "Stalled",
    "TooManyRequests",
    "WrongShape",
]


class ModelError(LabError):
    """A model was not asked, or gave no answer that is whole."""

    passes: ClassVar[bool] = False
    """Whether the very same question may well be answered in a moment."""
    stops: ClassVar[bool] = False
    """Whether every further question would end in the same way."""

    def __init__(
        self,
        what: str,
        why: str = "",
        *,
        todo: str = "",
        option: str = "",
        retry_after: float | None = None,
        partial: str = "",
    ) -> None:
        """*retry_after* are the seconds that the service asks for, *partial* what came."""
        super().__init__(what, why, todo=todo, option=option)
        self.retry_after = retry_after
        self.partial = partial


class NoKey(ModelError):
    """No key was given where one is needed."""

    stops = True


class KeyRefused(ModelError):
    """The service does not know the key (401)."""

    stops = True


class AccessDenied(ModelError):
    """The key is known, and may not do this (403)."""

    stops = True


class NoCredit(ModelError):
    """The account has no money left (402, or a limit that it set itself)."""

    stops = True


class NoSuchModel(ModelError):
    """The service has no model of that name, or no such address (404)."""

    stops = True


class RequestRefused(ModelError):
    """The service understood, and does not take it (400, 422): a value that it cannot have."""

    stops = True


class Redirected(ModelError):
    """Something at the address sends on to another one (3xx), where no key goes."""

    stops = True


class PromptTooLong(ModelError):
    """More words than the model reads at once (400, 413)."""

    stops = True


class ConnectionDoubtful(ModelError):
    """The service could not prove who it is, or no secure connection came about."""

    stops = True


class SpendLimit(ModelError):
    """One more question could cost more than may be spent."""

    stops = True


class TooManyRequests(ModelError):
    """The service asks for a pause (429)."""

    passes = True


class ServiceBusy(ModelError):
    """The service has more to do than it can (503, 529)."""

    passes = True


class ServiceFailed(ModelError):
    """The service itself went wrong (500 and its like)."""

    passes = True


class ServiceUnreachable(ModelError):
    """No network, no such host, refused, or broken off before an answer began."""

    passes = True


class Stalled(ModelError):
    """Nothing came any more, or it took longer than it may."""

    passes = True


class CutShort(ModelError):
    """An answer began and did not end; ``partial`` holds what came."""

    passes = True


class GarbledAnswer(ModelError):
    """What came cannot be understood."""

    passes = True


class AnswerTooLong(ModelError):
    """The answer grew beyond what is kept; ``partial`` holds its beginning."""


class AnswerRefused(ModelError):
    """The model would not answer."""


class WrongShape(ModelError):
    """An answer came whole and is not in the form that was asked for."""


class CommandFailed(ModelError):
    """A program on this computer could not be started, or said that it failed."""


class CommandNotFound(CommandFailed):
    """There is no such program, or it cannot be started at all."""

    stops = True
