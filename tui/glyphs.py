"""The few signs that the app draws, and what stands for them where UTF-8 does not work."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ASCII", "UNICODE", "Glyphs", "choose_glyphs", "glyphs", "plain_punctuation"]


class Glyphs(NamedTuple):
    """One sign for each thing that is marked on a screen."""

    empty: str
    """Nothing written yet."""
    started: str
    """Some of it is written."""
    written: str
    """All of it is written, no score yet."""
    done: str
    """Written and scored."""
    cursor: str
    """The row that keys act on."""
    marked: str
    unmarked: str
    warning: str
    """Something is wrong here."""
    dot: str
    """Stands between two facts on one line."""
    dash: str
    rule: str
    """A horizontal line is made of these."""
    wall: str
    """A vertical line is made of these."""
    more: str
    """Stands where text was cut."""
    bar: str
    """The part of a bar that is filled."""
    track: str
    """The part of a bar that is not."""
    left: str
    right: str
    locked: str
    quote: str
    """Beside words that were quoted."""


UNICODE = Glyphs(
    empty="○", started="◐", written="●", done="✓", cursor="▌", marked="■", unmarked=" ",
    warning="▲", dot="·", dash="–", rule="─", wall="│", more="…", bar="━", track="─",
    left="←", right="→", locked="◇", quote="“",
)  # fmt: skip

ASCII = Glyphs(
    empty=".", started="o", written="O", done="x", cursor=">", marked="*", unmarked=" ",
    warning="!", dot="-", dash="-", rule="-", wall="|", more="...", bar="=", track="-",
    left="<-", right="->", locked="#", quote='"',
)  # fmt: skip

_PUNCTUATION = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "−": "-",
        "…": "...",
        "·": "-",
        "×": "x",
    }
)


def choose_glyphs(environ: Mapping[str, str], *, platform: str = sys.platform) -> Glyphs:
    """Return the signs that a terminal with this locale can show."""
    if platform in {"win32", "darwin"}:
        return UNICODE
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    return UNICODE if "utf8" in locale.lower().replace("-", "") else ASCII


@cache
def glyphs() -> Glyphs:
    """Return the signs for this process's locale."""
    return choose_glyphs(os.environ)


def plain_punctuation(text: str) -> str:
    """Return our own words with quotes and dashes that this locale can show."""
    return text if glyphs() is UNICODE else text.translate(_PUNCTUATION)
