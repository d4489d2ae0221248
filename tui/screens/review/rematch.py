"""Asking for the day on which to look at the product again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.parsing import parse_day
from tui.forms.fields import TextAsked
from tui.forms.form import FormScreen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tui.editing.in_hand import TeardownInHand

__all__ = ["day_of", "rematch_form"]

_FORM: Final = "rematch"
_USUAL: Final = "in 90 days"


def rematch_form(in_hand: TeardownInHand) -> FormScreen:
    """Return the form; what stands half-filled in it is kept."""
    day = in_hand.record.review_by
    today = in_hand.today()

    def check(values: Mapping[str, str]) -> tuple[str, str] | None:
        if values["day"] and parse_day(values["day"], today=today) is None:
            return "day", "Write a day as 2026-03-31, 31 March, or “in 90 days”; nothing for none."
        return None

    return FormScreen(
        "Look at this product again",
        [
            TextAsked(
                "day",
                "On",
                "2026-03-31, 31 March, in 90 days",
                day.isoformat() if day is not None else _USUAL,
            )
        ],
        check=check,
        half_filled=in_hand.half_filled.get(_FORM),
        keep=lambda values: in_hand.keep_form(_FORM, values),
    )


def day_of(values: Mapping[str, str], *, today: date) -> date | None:
    """Return the day that was filled in, ``None`` where the field was emptied."""
    return parse_day(values["day"], today=today) if values["day"] else None
