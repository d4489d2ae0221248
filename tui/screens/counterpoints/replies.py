"""The forms in which an item is answered: a word why, and what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.libraries import counterpoints
from tui.forms.fields import ChoiceAsked, TextAsked
from tui.forms.form import FormScreen
from tui.glyphs import glyphs
from tui.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lab.model import Counterpoint
    from tui.editing.in_hand import TeardownInHand

__all__ = ["reply_form", "whole_form"]

_LONGEST: Final = 300
"""Characters of an item above its form."""
_NEEDS: Final = {
    "changed": "Say in a line what changed.",
    "rebutted": "Say why.",
    "parked": "Say what would settle it.",
}


def reply_form(in_hand: TeardownInHand, point: Counterpoint, response: str) -> FormScreen:
    """Ask for the word why, for an answer that was chosen by its key."""
    asks = {each.id: (each.label, each.asks) for each in counterpoints().responses}
    label, why = asks.get(response, (response, "Why?"))
    name = f"counter:{point.id}:{response}"

    def check(values: Mapping[str, str]) -> tuple[str, str] | None:
        return None if values["reply"].strip() else ("reply", _NEEDS.get(response, "Say why."))

    return FormScreen(
        _title(point),
        [TextAsked("reply", label, why, point.reply)],
        check=check,
        half_filled=in_hand.half_filled.get(name),
        keep=lambda values: in_hand.keep_form(name, values),
    )


def whole_form(in_hand: TeardownInHand, point: Counterpoint) -> FormScreen:
    """Ask for both."""
    options = tuple((r.id, r.label, "") for r in counterpoints().responses if r.id != "open")
    name = f"counter:{point.id}"

    def check(values: Mapping[str, str]) -> tuple[str, str] | None:
        needs = _NEEDS.get(values["response"], "")
        return ("reply", needs) if needs and not values["reply"].strip() else None

    return FormScreen(
        _title(point),
        # Words first: whoever is asked a question begins to type.
        [
            TextAsked("reply", "I say", "A line or two", point.reply),
            ChoiceAsked(
                "response",
                "So",
                options,
                point.response if point.response != "open" else options[0][0],
            ),
        ],
        check=check,
        half_filled=in_hand.half_filled.get(name),
        keep=lambda values: in_hand.keep_form(name, values),
    )


def _title(point: Counterpoint) -> str:
    """Return what is answered, not so long that it hides the fields."""
    said = one_line(point.counterpoint)
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}{glyphs().more}"
