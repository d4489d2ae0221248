"""Words in an answer that a careful reader would ask about, noticed while one writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tui.harmless import one_line

__all__ = ["Noticed", "notice"]

_MOST: Final = 3
"""Who sees three finds the others alone."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """A few words, and the question that they raise."""

    words: str
    question: str


def notice(text: str, section: str) -> tuple[Noticed, ...]:
    """Return the first places at which the method's rules about words ask something.

    Takes some milliseconds for a long text, and loads the reviewer: call it off the event loop.
    """
    from lab.review.texts import in_text

    found = sorted(
        (each.span[0] if each.span else 0, each.match, each.question)
        for _, each in in_text(text, section)
    )
    asked: dict[str, Noticed] = {}
    for _, words, question in found:
        asked.setdefault(question.casefold(), Noticed(one_line(words), question))
    return tuple(asked.values())[:_MOST]
