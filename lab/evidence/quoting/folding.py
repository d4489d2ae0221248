"""A text in the form in which quotes are looked for: what only looks different is the same."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from lab.evidence.quoting.edited import Edit, Edited

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["INVISIBLE", "fold"]

_SINGLE: Final = "‘’‚‛′ʼ‹›`´"  # noqa: RUF001 - look-alikes are the point
_DOUBLE: Final = "“”„‟″«»"
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_ALIKE: Final = str.maketrans(
    {**dict.fromkeys(_SINGLE, "'"), **dict.fromkeys(_DOUBLE, '"'), **dict.fromkeys(_DASHES, "-")}
)
INVISIBLE: Final = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
"""Characters that nobody sees, for a class in a pattern: soft hyphens, joiners, directions."""

_SPOT: Final = re.compile(rf"[\s{INVISIBLE}]{{2,}}|[^\S ]|[{INVISIBLE}]|…")
_TOKEN_OR_SPOT: Final = re.compile(rf"[\s{INVISIBLE}]+|…|(?P<token>[^\s{INVISIBLE}…]+)")


def fold(text: str) -> Edited:
    """Return a text with its quotation marks, dashes, spaces and accents made alike.

    White space becomes one space, what is invisible goes, letters and their accents become one
    character. Case, digits and all other marks stay.
    """
    alike = text.translate(_ALIKE)
    if unicodedata.is_normalized("NFC", alike):
        return Edited(alike, (_edit(found) for found in _SPOT.finditer(alike)))
    return Edited(alike, _composed(alike))


def _edit(found: re.Match[str]) -> Edit:
    return Edit(*found.span(), _folded(found[0]))


def _folded(spot: str) -> str:
    if spot == "…":
        return "..."
    return " " if any(character.isspace() for character in spot) else ""


def _composed(text: str) -> Iterator[Edit]:
    for found in _TOKEN_OR_SPOT.finditer(text):
        token = found["token"]
        if token is None:
            yield _edit(found)
        elif not unicodedata.is_normalized("NFC", token):
            yield Edit(*found.span(), unicodedata.normalize("NFC", token))
