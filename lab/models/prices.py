"""What asking costs: prices that the user set, tokens counted, and bounds before they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lab.settings.reading import Settings

__all__ = ["Prices", "Usage", "money", "most_tokens", "prices_from"]

_MILLION: Final = 1_000_000
_FRAME: Final = 64
"""Tokens that a service adds around a message, at most."""
_CENT: Final = 0.01


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one question and its answer; ``None`` where the service did not say."""

    input: int | None = None
    output: int | None = None


@dataclass(frozen=True, slots=True)
class Prices:
    """US dollars for a million tokens; both 0 where nobody set a price."""

    input: float = 0.0
    output: float = 0.0

    @property
    def are_set(self) -> bool:
        """Whether anything can be said about money."""
        return self.input > 0 or self.output > 0

    def cost(self, tokens_in: int, tokens_out: int) -> float:
        """Return US dollars for so many tokens sent and received."""
        return (tokens_in * self.input + tokens_out * self.output) / _MILLION


def prices_from(settings: Settings) -> Prices:
    """Return the prices that the user set."""
    return Prices(settings["price_input"], settings["price_output"])


def most_tokens(*texts: str) -> int:
    """Return so many tokens that texts cannot be more: none is shorter than a byte."""
    return sum(len(text.encode("utf-8", "replace")) for text in texts) + _FRAME


def money(dollars: float) -> str:
    """Return US dollars as a person reads them: ``$0.42``, ``$0.0031``, ``$0``."""
    if dollars == 0:
        return "$0"
    if dollars >= _CENT:
        return f"${dollars:,.2f}"
    return f"${dollars:.2g}" if dollars >= 0.0001 else "less than $0.0001"  # noqa: PLR2004 - the smallest worth a figure
