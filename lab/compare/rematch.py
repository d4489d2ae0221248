"""What became of the words when one product was taken apart again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from lab.wording.difference import word_difference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lab.compare.subjects import Subject
    from lab.wording.segments import Segment
    from store.records import Teardown

__all__ = ["ChangedAnswer", "changed_answers"]

_LONGEST: Final = 200_000
"""Characters of an answer, beyond which its words are not compared one by one."""


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """An answer that both have, in other words."""

    section: str
    prompt: str
    question: str
    before: str
    """The teardown that has the first."""
    after: str
    segments: tuple[Segment, ...]


def changed_answers(compared: Sequence[Subject]) -> list[ChangedAnswer]:
    """Return the answers that changed from each teardown to the next."""
    return [
        changed
        for first, later in pairwise(compared)
        for changed in _between(first.record, later.record)
    ]


def _between(first: Teardown, later: Teardown) -> Iterator[ChangedAnswer]:
    for asked in later.questions:
        before = first.sections.get(asked.id)
        after = later.sections.get(asked.id)
        if before is None or after is None:
            continue
        for prompt in asked.prompts:
            old, new = before.answers.get(prompt.id, ""), after.answers.get(prompt.id, "")
            if old.strip() and new.strip() and old != new and len(old) + len(new) <= _LONGEST:
                yield ChangedAnswer(
                    asked.id, prompt.id, prompt.text, first.id, later.id,
                    tuple(word_difference(old, new)),
                )  # fmt: skip
