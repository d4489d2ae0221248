"""A card and its answers, or what is said when there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.figures import counted
from lab.habit.recall import MOST_A_DAY
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import harmless, one_line
from tui.widgets.prose import block

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from lab.habit.asking import Asked
    from lab.habit.recall import Answer
    from tui.widgets.prose import Line

__all__ = ["MEASURE", "NAMES", "answer_at", "draw_answer", "draw_done", "draw_nothing",
           "draw_paused", "draw_question", "when_words"]  # fmt: skip

MEASURE: Final = 72
_MARGIN: Final = 4
_DAYS_IN: Final = {"week": 7, "month": 30, "year": 365}
_FEW_DAYS: Final = 14
_FEW_WEEKS: Final = 60
_FEW_MONTHS: Final = 700

NAMES: Final[dict[Answer, str]] = {
    "forgot": "forgot",
    "hard": "hard",
    "knew": "good",
    "easy": "easy",
}
"""What each answer is called."""
_MEAN: Final[dict[Answer, str]] = {
    "forgot": "It was gone.",
    "hard": "It came, with effort.",
    "knew": "It came.",
    "easy": "At once.",
}


def when_words(day: date, *, today: date) -> str:
    """Say when a card comes again: “tomorrow”, “in 9 days”, “in 5 weeks”."""
    days = (day - today).days
    if days <= 0:
        return "today"
    if days == 1:
        return "tomorrow"
    if days <= _FEW_DAYS:
        return f"in {days} days"
    for most, name in ((_FEW_WEEKS, "week"), (_FEW_MONTHS, "month")):
        if days <= most:
            return f"in {counted(round(days / _DAYS_IN[name]), name)}"
    return f"in {counted(round(days / _DAYS_IN['year']), 'year')}"


def draw_question(asked: Asked, width: int, key: Callable[[str], str]) -> list[Line]:
    """Return the question, and how its answer is shown."""
    return [
        *_front(asked, width),
        [],
        [],
        *block(plain_punctuation("Say it to yourself first."), "muted", _room(width)),
        *block("shows the answer", "", _room(width), first=f"{key('recall.show')}  ",
               first_ink="accent bold"),
    ]  # fmt: skip


def draw_answer(
    asked: Asked,
    days: Mapping[Answer, date],
    width: int,
    *,
    today: date,
    key: Callable[[str], str],
) -> list[Line]:
    """Return both sides, and the four ways in which it may have gone."""
    room = _room(width)
    lines = [*_front(asked, width), [], [(glyphs().rule * room, "faint")], []]
    lines += block(harmless(asked.back), "", room)
    if asked.principle.strip():
        lines += [[], *block(harmless(asked.principle), "muted", room, first="Principle  ")]
    if asked.limit.strip():
        lines += [[], *block(harmless(asked.limit), "muted", room, first="Not where  ")]
    lines += [[], [("How did it go?", "bold")], []]
    for answer, day in days.items():
        again = when_words(day, today=today)
        lines.append(
            [
                (f"{key(f'recall.{answer}')}  ", "accent bold"),
                (f"{NAMES[answer]:<8}", "bold"),
                (f"{_MEAN[answer]:<24}", "muted"),
                (f"again {again}", ""),
            ]
        )
    return lines


def answer_at(asked: Asked, width: int) -> int:
    """Return how many lines stand above the answer of a card."""
    return len(_front(asked, width)) + 1


def _front(asked: Asked, width: int) -> list[Line]:
    room = _room(width)
    where = (
        f"From what you took home of {one_line(asked.product)}"
        if asked.product
        else "From the method"
    )
    return [*block(where, "muted", room), [], *block(harmless(asked.front), "bold", room)]


def draw_done(answered: int, width: int, *, key: Callable[[str], str]) -> list[Line]:
    """Return what is said after the last card."""
    room = _room(width)
    cards = "One card" if answered == 1 else f"{answered} cards"
    return [
        *block(f"Done: {cards}, and that is all for today.", "bold", room),
        *block("What one has to think of stays longer.", "muted", room),
        [],
        *block("goes back", "", room, first=f"{key('recall.back')}  ", first_ink="accent bold"),
    ]


def draw_nothing(width: int, *, has_begun: bool, key: Callable[[str], str]) -> list[Line]:
    """Return what is said where no card is due."""
    room = _room(width)
    if has_begun:
        first = "Nothing to recall today."
        then = (
            f"Each card comes when you are about to forget it, {MOST_A_DAY} a day at most: a "
            "minute. Write one with a lesson that you take home."
        )
    else:
        first = "Cards come with your first finished teardown."
        then = (
            "Give a lesson that you take home a card: a question and its answer. It comes back "
            "when you are about to forget it, and one of the method a day joins it."
        )
    return [
        *block(first, "bold", room),
        *block(then, "muted", room),
        [],
        *block("goes back", "", room, first=f"{key('recall.back')}  ", first_ink="accent bold"),
    ]


def draw_paused(width: int, *, key: Callable[[str], str]) -> list[Line]:
    """Return what is said while recall is paused."""
    room = _room(width)
    return [
        *block("Recall is paused.", "bold", room),
        *block(f"Your cards wait, and never pile up to more than {MOST_A_DAY} a day.", "muted",
               room),
        [],
        *block("goes on with it", "", room, first=f"{key('recall.pause')}  ",
               first_ink="accent bold"),
    ]  # fmt: skip


def _room(width: int) -> int:
    return max(20, min(MEASURE, width - _MARGIN))
