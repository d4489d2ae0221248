"""A recall card as it is asked: both sides, where it comes from, and when it would come back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from lab.habit.recall import Answer, after_answer, method_cards

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from lab.habit.recall import DueCard
    from store.records import Teardown

__all__ = ["Asked", "asked_of_lesson", "asked_of_method", "days_of_answers", "with_schedule"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One card with both its sides."""

    card: DueCard
    front: str
    back: str
    product: str = ""
    """The product whose teardown it comes from; empty for a card of the method."""
    principle: str = ""
    """What was taken home, where the back does not say it already."""
    limit: str = ""
    """Where it does not hold."""
    schedule: Mapping[str, Any] = field(default_factory=dict)
    """The card's past, as it stood when it was asked."""


def asked_of_lesson(record: Teardown, card: DueCard) -> Asked | None:
    """Return the card of a lesson; ``None`` where the lesson or its card is gone by now."""
    for lesson in record.take_home.lessons:
        if lesson.id == card.id and lesson.card is not None and lesson.card.front.strip():
            back = lesson.card.back.strip()
            return Asked(
                card,
                front=lesson.card.front,
                back=back or lesson.principle,
                product=record.product.name,
                principle=lesson.principle if back and lesson.principle.strip() != back else "",
                limit=lesson.limit,
                schedule=dict(lesson.schedule),
            )
    return None


def asked_of_method(schedule: Mapping[str, Any], card: DueCard) -> Asked | None:
    """Return a card of the method; ``None`` where there is none of that name any more."""
    sides = method_cards().get(card.id)
    return None if sides is None else Asked(card, *sides, schedule=dict(schedule))


def days_of_answers(asked: Asked, *, now: datetime, today: date) -> dict[Answer, date]:
    """Return on which day the card comes back after each answer."""
    return {
        answer: date.fromisoformat(
            after_answer(asked.schedule, answer, now=now, today=today)["due_on"]
        )
        for answer in get_args(Answer)
    }


def with_schedule(record: Teardown, lesson_id: str, schedule: Mapping[str, Any]) -> None:
    """Give a lesson's card this past; nothing where the lesson is gone."""
    lessons = record.take_home.lessons
    for number, lesson in enumerate(lessons):
        if lesson.id == lesson_id:
            lessons[number] = lesson.model_copy(update={"schedule": dict(schedule)})
