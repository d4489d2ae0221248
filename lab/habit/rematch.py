"""Taking the same product apart again: what goes along, what stays hidden, and what it showed.

Being told what one wrote would spoil both the memory and the prediction. So the earlier
teardown stays out of sight until the rematch has said what one remembers and expects, and what
the product does today.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from lab.habit.earlier import REMATCH

if TYPE_CHECKING:
    from lab.trials.difference import BenchDifference
    from store.records import Teardown, WrittenQuestion

__all__ = [
    "VERDICTS",
    "VERDICT_SPOT",
    "Outlook",
    "Verdict",
    "earlier_id",
    "is_rematch",
    "outlook_of",
    "still_to_write",
    "verdict_answer",
    "verdict_in",
]

_FIRST: Final = ("recall", "variance")
"""The sections that come before anything old is shown."""
_NEEDS_THE_OLD: Final = "compare"
"""The kind of question that cannot be answered without it."""

_RUNS: Final = "trials"
"""The kind of question that runs answer."""

Verdict = Literal["product", "me", "noise", "open"]
VERDICTS: Final[dict[Verdict, str]] = {
    "product": "The product changed",
    "me": "I changed",
    "noise": "Noise",
    "open": "Cannot tell",
}
"""What a rematch may come to, as its answer begins."""
VERDICT_SPOT: Final = ("takeaway", "verdict")
"""The section and the question that the verdict answers."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the runs of both days leave open, by probe."""

    changed: int
    """Probes whose interval leaves no change out."""
    noise: int
    """Probes run ten times and more on both days, whose interval holds no change."""
    too_few: int
    other_rule: int = 0
    """Probes marked by another pass rule today: what they show is no change of the product."""

    @property
    def words(self) -> str:
        """Say which verdicts the runs allow; they never decide between product and person."""
        if self.changed:
            return (
                "At least one pass rate moved by more than chance explains: the product changed, "
                "or you run or mark it differently."
            )
        if self.noise:
            return "The runs show no change: noise is the plainest reading."
        if self.too_few:
            return "Too few runs to tell a change from noise. “Cannot tell” is a verdict, too."
        if self.other_rule:
            return "The pass rule is another one today, so the runs say nothing about a change."
        return "No prompt was run on both days, so the runs say nothing about a change."


def is_rematch(record: Teardown) -> bool:
    """Return whether a teardown is one."""
    return record.template.id == REMATCH


def earlier_id(record: Teardown) -> str:
    """Return the id of the teardown that a rematch was begun from; empty where that is unknown."""
    origin = record.origin
    return origin.name if origin is not None and origin.kind == REMATCH else ""


def still_to_write(record: Teardown) -> list[str]:
    """Return the titles of what has to be written before anything old may be shown.

    Empty once it is there, once the rematch is finished, and for any other teardown.
    """
    if not is_rematch(record) or record.status == "finished":
        return []
    return [
        section.title
        for section in record.questions
        if section.id in _FIRST
        and not all(
            _is_written(record, section.id, question)
            for question in section.prompts
            if question.required and question.kind != _NEEDS_THE_OLD
        )
    ]


def _is_written(record: Teardown, section_id: str, question: WrittenQuestion) -> bool:
    """Return whether a question is answered; probes that came along are no answer without runs."""
    from lab.walk import is_answered

    if question.kind == _RUNS and any(probe.trials for probe in record.probes):
        return True
    if question.kind == _RUNS:
        work = record.sections.get(section_id)
        return work is not None and bool(work.answers.get(question.id, "").strip())
    return is_answered(record, section_id, question)


def verdict_in(answer: str) -> tuple[Verdict | None, str]:
    """Return the verdict that an answer begins with, and the words behind it."""
    for verdict, words in VERDICTS.items():
        if answer.startswith(words):
            return verdict, answer[len(words) :].lstrip(" .:,")
    return None, answer


def verdict_answer(verdict: Verdict, because: str) -> str:
    """Return the answer that says a verdict, and why."""
    because = because.strip()
    return f"{VERDICTS[verdict]}. {because}" if because else f"{VERDICTS[verdict]}."


def outlook_of(difference: BenchDifference) -> Outlook:
    """Return what the runs of both days leave open."""
    readings = [probe.change.reading for probe in difference.probes if probe.same_rule]
    return Outlook(
        changed=readings.count("changed"),
        noise=readings.count("noise"),
        too_few=readings.count("too few runs"),
        other_rule=len(difference.probes) - len(readings),
    )
