"""Recall cards: which come up today, and when one comes back after an answer.

The spacing is FSRS, by the library of its authors; it is imported when a card is answered.
Cards come back in whole days: nobody is to open the app again in ten minutes for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from fsrs.card import CardDict

__all__ = [
    "MOST_A_DAY",
    "NEW_OF_THE_METHOD",
    "Answer",
    "DueCard",
    "Schedule",
    "after_answer",
    "method_cards",
    "todays",
]

Answer = Literal["forgot", "hard", "knew", "easy"]
"""How it went, as a person says it; FSRS calls them again, hard, good and easy."""

Schedule = Mapping[str, Any]
"""What is kept of a card's past: plain JSON values, empty before the first look."""

MOST_A_DAY: Final = 5
"""Cards a day: at about twelve seconds each, a minute."""
NEW_OF_THE_METHOD: Final = 1
"""Cards of the method a day that one has never seen; one's own go first."""

_ANSWERS: Final = get_args(Answer)
_KEPT: Final = ("state", "step", "stability", "difficulty", "due", "last_review")


@dataclass(frozen=True, slots=True)
class DueCard:
    """A card that may come up: where it belongs, and when."""

    teardown: str
    """Empty for a card of the method."""
    id: str
    due: str
    """The day from which on it comes up."""
    seen: bool = True


def after_answer(
    schedule: Schedule, answer: Answer, *, now: datetime, today: date
) -> dict[str, Any]:
    """Return the card's schedule after an answer at *now*; an odd schedule begins anew.

    *today* is the day that it is there and then: the day of the next look is counted from it
    and kept, so that a journey makes no card come twice.
    """
    from fsrs import Card, Rating, Scheduler

    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    now = now.astimezone(UTC).replace(tzinfo=UTC)
    try:
        # The library numbers its cards; ours have ids of their own.
        card = Card.from_dict(
            cast("CardDict", {"card_id": 0} | {key: schedule[key] for key in _KEPT})
        )
        if card.last_review is not None and card.last_review > now:
            card.last_review = now  # the clock was set back
    except (KeyError, TypeError, ValueError):
        card = Card(card_id=0, due=now)
    card, _ = scheduler.review_card(card, Rating(_ANSWERS.index(answer) + 1), now)
    kept = dict(card.to_dict())
    return {
        "by": "fsrs-6",
        **{key: kept[key] for key in _KEPT},
        "first_on": schedule.get("first_on", today.isoformat()),
        "looked_on": today.isoformat(),
        "due_on": (today + (card.due - now)).isoformat(),
    }


def todays(due: Iterable[tuple[str, str, str]], *, looked_at: int = 0) -> list[DueCard]:
    """Return the cards for today, the longest due first, never more than a minute's worth.

    *due* has, of each card that is due, the day since when, its teardown and its id;
    *looked_at* is how many were answered today already.
    """
    first = nsmallest(max(0, MOST_A_DAY - looked_at), due)
    return [DueCard(teardown, name, on) for on, teardown, name in first]


def method_cards() -> dict[str, tuple[str, str]]:
    """Return the method's own cards by id: front and back."""
    from teardown_templates.libraries import failures, patterns

    cards = {
        f"pattern.{each.id}": (
            f"{each.name}: when does it help, and what does it cost?",
            f"It helps with: {each.helps}. Its price: {each.price}.",
        )
        for each in patterns()
    }
    cards |= {
        f"failure.{each.id}": (f"{each.label}: how do you find it?", each.look_for)
        for each in failures()
    }
    return cards
