"""Asking for the day on which to look at the product again, and for what a rematch comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.habit.rematch import VERDICT_SPOT, VERDICTS, verdict_answer, verdict_in
from lab.parsing import parse_day
from tui.forms.fields import ChoiceAsked, TextAsked
from tui.forms.form import FormScreen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tui.editing.in_hand import TeardownInHand

__all__ = ["day_of", "rematch_form", "verdict_form", "verdict_from"]

_FORM: Final = "rematch"
_USUAL: Final = "in 90 days"
_VERDICT: Final = "verdict"
_MEANINGS: Final = (
    ("product", "product", "It does something else than last time, by more than chance explains."),
    ("me", "me", "I see, use or mark it differently than last time."),
    ("noise", "noise", "It varies as much from one day to the next."),
    ("open", "cannot tell", "The runs are too few, or too much was different."),
)


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


def verdict_form(in_hand: TeardownInHand) -> FormScreen:
    """Return the form for the verdict, filled in as it was said before."""
    section, prompt = VERDICT_SPOT
    work = in_hand.record.sections.get(section)
    said = work.answers.get(prompt, "") if work is not None else ""
    verdict, because = verdict_in(said)

    def check(values: Mapping[str, str]) -> tuple[str, str] | None:
        return None if values["verdict"] else ("verdict", "Choose one: p, m, n or c.")

    return FormScreen(
        "What does the rematch come to?",
        [
            ChoiceAsked("verdict", "It was", _MEANINGS, verdict or ""),
            TextAsked("because", "Because", "what speaks for it, and how sure you are", because),
        ],
        check=check,
        half_filled=in_hand.half_filled.get(_VERDICT),
        keep=lambda values: in_hand.keep_form(_VERDICT, values),
    )


def verdict_from(values: Mapping[str, str]) -> str:
    """Return the answer that was filled in."""
    chosen = next(each for each in VERDICTS if each == values["verdict"])
    return verdict_answer(chosen, values["because"])
