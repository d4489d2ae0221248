"""How long, how large, how many redirects: what one fetch may cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lab.settings.reading import Settings

__all__ = ["Limits", "limits_from"]

MEGABYTE: Final = 1_000_000

MOST_REDIRECTS: Final = 10
"""Sites need three or four; a browser gives up after twenty."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost."""

    seconds: float
    """For the whole of it: finding the host, every redirect, the last byte."""
    bytes: int
    """Of the page, both as it travels and unpacked."""
    redirects: int = MOST_REDIRECTS
    robots: bool = True
    """Whether robots.txt is heeded, for every page but the one that a person asked for."""


def limits_from(settings: Settings) -> Limits:
    """Return what the settings allow."""
    return Limits(
        seconds=settings["fetch_seconds"],
        bytes=settings["fetch_megabytes"] * MEGABYTE,
        robots=settings["robots"],
    )
