"""What becomes of a run that failed, and when all of it ends. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.models.errors import ServiceUnreachable, TooManyRequests

if TYPE_CHECKING:
    from lab.models.errors import ModelError
    from lab.models.retrying import Patience

__all__ = ["MOST_IN_A_ROW", "Again", "Halt", "Keep", "after_error"]

MOST_IN_A_ROW: Final = 3
"""So many runs in a row that fail say that the next one will, too."""


@dataclass(frozen=True, slots=True)
class Again:
    """Ask the same once more."""

    wait: float
    """Seconds before."""
    for_all: bool
    """Whether all others wait as well, since the service asks for a pause."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Record it as an error and go on."""


@dataclass(frozen=True, slots=True)
class Halt:
    """Start nothing more; it is not recorded, since the product is not what failed."""


def after_error(
    error: ModelError, tried: int, *, patience: Patience, chance: float
) -> Again | Keep | Halt:
    """Return what to do with a run that failed after so many tries."""
    if error.stops:
        return Halt()
    if not error.passes:
        return Keep()
    wait = patience.wait(tried, asked=error.retry_after, chance=chance)
    if wait is not None:
        return Again(wait, for_all=error.retry_after is not None)
    # Neither our network nor what our account may send is the product's own doing.
    return Halt() if isinstance(error, ServiceUnreachable | TooManyRequests) else Keep()
