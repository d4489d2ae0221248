"""The words of a prompt: which wording is meant, and whether two prompts are one."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.records import Probe

__all__ = ["normal", "number_of", "same_words", "wording_names"]


def normal(text: str) -> str:
    """Return words without what does not change a prompt: white space, case, how it is encoded."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def same_words(one: str, other: str) -> bool:
    """Return whether two texts are the same but for white space and case."""
    return one == other or normal(one) == normal(other)


def number_of(probe: Probe, said: str) -> int | None:
    """Return the number of a wording that is named by its words or number; ``None`` for none.

    Words come first, so that a wording may consist of digits. Nothing said means the prompt.
    """
    if not said.strip():
        return 0
    for number, words in enumerate((probe.prompt, *probe.wordings)):
        if words.strip() and same_words(words, said):
            return number
    bare = said.strip()
    if bare.isascii() and bare.isdigit() and int(bare[:9]) <= len(probe.wordings):
        return int(bare[:9])
    return None


def wording_names(probe: Probe) -> dict[int, str]:
    """Return what to call each wording: its words, or its number where it has none of its own.

    Wordings that only a trial names are there, too.
    """
    numbers = {*range(len(probe.wordings) + 1), *(trial.wording for trial in probe.trials)}
    every = (probe.prompt, *probe.wordings)
    names: dict[int, str] = {}
    for number in sorted(numbers):
        words = every[number].strip() if number < len(every) else ""
        names[number] = words if words and words not in names.values() else str(number)
    return names
