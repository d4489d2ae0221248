"""One question to a model and its answer: what every edge takes and gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol

from lab.models.prices import Usage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["MAX_TOKENS", "Answer", "Limits", "Model", "Question"]

MAX_TOKENS: Final = 1024
"""The longest answer where nobody said how long it may be."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is sent. A fresh context each time: nothing of an earlier question goes with it."""

    prompt: str
    system: str = ""
    temperature: float | None = None
    """``None`` leaves it to the service."""
    seed: int | None = None
    """Not every service heeds one."""
    max_tokens: int = MAX_TOKENS
    schema: Mapping[str, Any] | None = None
    """The shape of JSON that the answer must have, for services that can hold a model to it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer."""

    text: str
    model: str = ""
    """The model that answered, as the service says."""
    stop_reason: str = ""
    """Why it ended there, in the service's word."""
    usage: Usage = field(default_factory=Usage)

    @property
    def was_refused(self) -> bool:
        """Whether the service says that the model would not answer."""
        return self.stop_reason in {"refusal", "content_filter"}

    @property
    def was_cut(self) -> bool:
        """Whether it ended because it may not be longer."""
        return self.stop_reason in {"max_tokens", "length", "model_context_window_exceeded"}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one answer may take, and how large it may be."""

    quiet: float = 60.0
    """Seconds in which nothing comes."""
    seconds: float = 600.0
    """For the whole answer."""
    bytes: int = 1_000_000


class Model(Protocol):
    """Something that answers. Its ``ask`` raises ``ModelError`` and nothing else."""

    async def ask(
        self, question: Question, *, on_text: Callable[[str], None] | None = None
    ) -> Answer:
        """Ask once, without trying again; *on_text* hears each piece as it comes."""
        ...

    def hide(self, text: str) -> str:
        """Return a text without the key, should somebody have put it there."""
        ...

    async def close(self) -> None:
        """Let go of its connections."""
        ...
