"""What has come of one answer, whichever service sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.models.asking import Answer
from lab.models.errors import AnswerTooLong
from lab.models.faults import cut_short, garbled
from lab.models.prices import Usage

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.models.asking import Limits
    from lab.models.service import Service

__all__ = ["Reading"]


class Reading:
    """One answer as it comes, piece by piece."""

    def __init__(
        self, service: Service, limits: Limits, on_text: Callable[[str], None] | None
    ) -> None:
        self._service = service
        self._most = limits.bytes
        self._on_text = on_text
        self._pieces: list[str] = []
        self._size = 0
        self.stop = ""
        """Why it ended, in the service's word; empty while it has not."""
        self.model = ""
        self.usage = Usage()
        self.has_begun = False

    @property
    def text(self) -> str:
        """All that came."""
        return "".join(self._pieces)

    def add(self, piece: str) -> None:
        """Take a piece of its text; raise ``AnswerTooLong``."""
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size > self._most:
            raise AnswerTooLong(
                "The answer is too long to keep",
                f"more than {self._most:,} characters",
                partial=self.text,
            )
        if self._on_text is not None:
            self._on_text(piece)

    def answer(self) -> Answer:
        """Return the whole answer; raise ``CutShort`` or ``GarbledAnswer`` where it is none."""
        if not self.stop:
            raise (cut_short if self.has_begun else garbled)(self._service, partial=self.text)
        return Answer(self.text, self.model, self.stop, self.usage)
