"""What is offered, and which of it fits what was typed. Nothing is drawn here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["Choice", "best"]

MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """One line to choose."""

    id: str
    title: str
    about: str
    """A key, or what kind of thing it is; stands at the right."""
    help: str
    run: Callable[[], object] = lambda: None
    """What choosing it does."""


def best(choices: Iterable[Choice], typed: str, *, most: int = MOST) -> list[Choice]:
    """Return what fits the typed words, the best first, else in the order given."""
    words = typed.casefold().split()
    if not words:
        return list(choices)[:most]
    found = []
    for place, choice in enumerate(choices):
        rank = _rank(choice, words)
        if rank is not None:
            found.append((rank, place, choice))
    found.sort(key=lambda item: item[:2])
    return [choice for _, _, choice in found[:most]]


def _rank(choice: Choice, words: Sequence[str]) -> int | None:
    """Return how well it fits, 0 best: from the very title down to its letters in order."""
    title = choice.title.casefold()
    whole = " ".join(words)
    everything = f"{title} {choice.help.casefold()} {choice.id.casefold()}"
    letters = iter(title)
    fits = (
        title == whole,
        title.startswith(whole),
        all(any(part.startswith(word) for part in title.split()) for word in words),
        all(word in title for word in words),
        all(word in everything for word in words),
        all(letter in letters for letter in "".join(words)),
    )
    return fits.index(True) if True in fits else None
