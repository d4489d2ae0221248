"""Words in one text that a careful reader stumbles over. Pure, and remembered by text.

A rule of the method names the words; what others said, in quotation marks and in code, is left
alone, and so is what means nothing where it stands.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from lab.review.context import InContext
from lab.review.meanings import MEANS_NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from teardown_templates.library_records import TextRule

__all__ = ["Spot", "bare", "listed", "named", "spots"]


class Spot(NamedTuple):
    """Words in a text, and where they stand."""

    start: int
    end: int
    words: str


_OTHERS_WORDS: Final = re.compile(
    r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]*`|^[ \t]*>.*$|https?://\S+"
    r"|“[^“”]{0,600}”|„[^„“”]{0,600}[“”]|«[^«»]{0,600}»|\"[^\"\n]{0,300}\"|‘[^‘’\n]{0,300}’(?!\w)",
    re.MULTILINE | re.DOTALL,
)
"""Code, quotations and addresses: not the writer's own words."""
_MOST_SPOTS: Final = 20
"""Of one rule in one text; whoever sees twenty looks for the others."""
_MOST_LOOKED_AT: Final = 200
"""Places of one rule in one text that are weighed, so that no text takes long."""


def spots(text: str, rule: TextRule, section: str) -> tuple[Spot, ...]:
    """Return where a rule about words is right to ask; the same text is read once.

    *section* is where the text stands.
    """
    if not text:
        return ()
    remembered = _READ.of(text, section)
    if rule.id not in remembered:
        remembered[rule.id] = tuple(_looked(text, rule, section))
    return remembered[rule.id]


def _looked(text: str, rule: TextRule, section: str) -> Iterator[Spot]:
    own, found = "", 0
    for match in islice(_any_of(rule.any).finditer(text), _MOST_LOOKED_AT):
        own = own or bare(text)
        if not own[match.start()].strip():
            continue  # somebody else's words
        place = InContext(own, match.start(), match.end(), section)
        if rule.unless_number_within and place.has_number_within(rule.unless_number_within):
            continue
        if not place.is_question and not MEANS_NOTHING[rule.id](place):
            yield Spot(match.start(), match.end(), match[0])
            found += 1
            if found == _MOST_SPOTS:
                return


class _Read:
    """What was found in the texts that were read last, up to a number of characters."""

    def __init__(self, characters: int) -> None:
        self._left = self._most = characters
        self._found: dict[tuple[str, str], dict[str, tuple[Spot, ...]]] = {}
        self._lock = Lock()  # who types is read on another thread than the review

    def of(self, text: str, section: str) -> dict[str, tuple[Spot, ...]]:
        """Return what is known of a text; the oldest make room for it."""
        with self._lock:
            return self._of((text, section), len(text))

    def _of(self, key: tuple[str, str], length: int) -> dict[str, tuple[Spot, ...]]:
        known = self._found.pop(key, None)
        if known is None:
            known = {}
            self._left -= length
        while self._left < 0 and self._found:
            oldest = next(iter(self._found))
            del self._found[oldest]
            self._left += len(oldest[0])
        self._left = self._most - length if not self._found else self._left
        self._found[key] = known
        return known


_READ: Final = _Read(2_000_000)


@lru_cache(maxsize=4)
def bare(text: str) -> str:
    """Return a text with blanks for what others said: as long, so that places stay the same."""
    return _OTHERS_WORDS.sub(lambda found: " " * len(found[0]), text)


def named(text: str, rule: TextRule) -> bool:
    """Return whether one of a rule's words stands in a text, also as a plural."""
    return bool(_any_of(rule.any, plural=True).search(text))


@lru_cache(maxsize=64)
def _any_of(words: tuple[str, ...], *, plural: bool = False) -> re.Pattern[str]:
    # The longest first, so that “all users” is found whole.
    longest = sorted(words, key=len, reverse=True)
    named = "|".join(re.escape(word) for word in longest if word[0].isalnum())
    signs = "".join(f"|{re.escape(word)}" for word in longest if not word[0].isalnum())
    ends = "(?:s|es)?" if plural else ""
    # Emphasis may touch them, as in “_never_”, and a name in a program, as in “never_stop”, not.
    before, after = r"(?<![^\W_])(?<!\w_)", r"(?![^\W_])(?!_\w)"
    first = "".join(
        sorted({re.escape(word[0].casefold()) for word in longest if word[0].isalnum()})
    )
    return re.compile(rf"(?=[{first}]){before}(?:{named}){ends}{after}{signs}", re.IGNORECASE)


def listed(text: str) -> Iterator[Spot]:
    """Yield the entries of lists in a text: dashes, dots and numbers."""
    for found in re.finditer(r"^[ \t]*(?:[-*•+]|\d{1,2}[.)])[ \t]+\S.*$", text, re.MULTILINE):
        yield Spot(found.start(), found.end(), found[0])
