"""Evidence in a word and a sign, the same on every screen that shows some."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.figures import counted
from tui.glyphs import glyphs
from tui.harmless import one_line

if TYPE_CHECKING:
    from lab.model import Evidence, Quote
    from tui.widgets.lines import Ink

__all__ = ["is_changed", "kind_word", "quote_sign", "quote_word", "sign_of", "title_of", "used_by"]

_INKS: Final[dict[str, Ink]] = {
    "good": "good", "partial": "warning", "poor": "warning", "client-rendered": "bad",
    "blocked": "bad",
}  # fmt: skip


def title_of(evidence: Evidence) -> str:
    """Return what a piece of evidence is called, on one line."""
    named = evidence.title or evidence.url or evidence.note
    return one_line(named) or f"Evidence {evidence.id}"


def kind_word(evidence: Evidence) -> str:
    """Return the verdict on a page; for what has none, what kind of thing it is."""
    return one_line(evidence.verdict) or evidence.kind


def sign_of(evidence: Evidence) -> tuple[str, Ink]:
    """Return the sign that stands beside the verdict, and its ink."""
    signs = glyphs()
    verdict = evidence.verdict
    shown = {
        "good": signs.done, "partial": signs.started, "poor": signs.empty,
        "client-rendered": signs.warning, "blocked": signs.warning,
    }.get(verdict, signs.dot)  # fmt: skip
    return shown, _INKS.get(verdict, "muted")


def is_changed(evidence: Evidence) -> bool:
    """Return whether the last refresh found another text than the one captured."""
    return evidence.latest is not None and evidence.latest.body != evidence.body


def quote_word(quote: Quote) -> str:
    """Return how a quote stands; empty before anybody looked again."""
    return "" if quote.standing == "unchecked" else quote.standing


def quote_sign(quote: Quote) -> tuple[str, Ink]:
    """Return the sign that stands beside a quote, and its ink."""
    signs = glyphs()
    shown: dict[str, tuple[str, Ink]] = {
        "stands": (signs.done, "good"), "moved": (signs.right, "warning"),
        "gone": (signs.warning, "bad"),
    }  # fmt: skip
    return shown.get(quote.standing, (signs.dot, "muted"))


def used_by(claims: int) -> str:
    """Return how many claims rest on it, short."""
    return counted(claims, "claim") if claims else ""
