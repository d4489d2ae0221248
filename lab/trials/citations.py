"""The audit of an answer's sources (after Liu, Zhang and Liang 2023, arXiv 2304.09848)."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CitationAudit"]


@dataclass(frozen=True, slots=True)
class CitationAudit:
    """What somebody counted who opened every source of an answer."""

    citations: int
    supporting: int
    """Citations that support the sentence that they stand at."""
    sentences: int
    supported: int
    """Sentences that their citations support in full."""

    def __post_init__(self) -> None:
        if not (0 <= self.supporting <= self.citations and 0 <= self.supported <= self.sentences):
            raise ValueError("what is supported cannot be more than there is")

    @property
    def precision(self) -> float | None:
        """The share of citations that support their sentence, 0 to 1; ``None`` without any."""
        return self.supporting / self.citations if self.citations else None

    @property
    def recall(self) -> float | None:
        """The share of sentences that are supported in full, 0 to 1; ``None`` without any."""
        return self.supported / self.sentences if self.sentences else None
