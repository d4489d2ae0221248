"""The audit of an answer's sources (after Liu, Zhang and Liang 2023, arXiv 2304.09848)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from lab.trials.writing import change_probe, find_probe, find_trial

if TYPE_CHECKING:
    from store.records import Teardown, Trial

__all__ = ["CitationAudit", "count_sources"]


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


def count_sources(
    record: Teardown, probe_id: str, trial_id: str, *, audit: CitationAudit | None
) -> Trial:
    """Write down what somebody counted in one answer; ``None`` takes it back."""
    from store.records import Audit

    probe = find_probe(record, probe_id)
    trial = find_trial(probe, trial_id)
    counted = Audit.model_validate(asdict(audit)) if audit is not None else None
    new = trial.model_copy(update={"audit": counted})
    change_probe(record, probe_id, trials=[new if each is trial else each for each in probe.trials])
    return new
