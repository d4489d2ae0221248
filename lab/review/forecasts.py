"""Predictions that cannot be scored, are due, or came too late to be predictions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.review.finding import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.review.subject import Subject
    from store.records import Prediction

__all__ = ["FORECASTS"]

SEVERAL = 3
"""Predictions that should not all stand at one and the same percentage."""


def _found(subject: Subject, prediction: Prediction, question: str) -> Found:
    section, prompt = subject.spot_of("predictions")
    return Found(section, question, prompt, match=prediction.statement)


def _due(subject: Subject) -> Iterable[Found]:
    for each in subject.record.predictions:
        if each.outcome == "open" and each.due is not None and each.due <= subject.today:
            day = "today" if each.due == subject.today else f"on {each.due:%-d %B %Y}"
            yield _found(subject, each, f"It was to be known {day}. Did it happen?")


def _without_chance(subject: Subject) -> Iterable[Found]:
    for each in subject.record.predictions:
        if each.probability is None and each.outcome != "void":
            yield _found(subject, each, "How likely is it, in percent?")


def _certain(subject: Subject) -> Iterable[Found]:
    for each in subject.record.predictions:
        if each.probability in {0.0, 1.0}:
            sure = "100%" if each.probability else "0%"
            yield _found(subject, each, f"{sure} leaves no room. What could prove it wrong?")


def _late(subject: Subject) -> Iterable[Found]:
    finished = subject.record.finished_at
    for each in subject.record.predictions:
        if finished is not None and each.made_at is not None and each.made_at > finished:
            yield _found(
                subject, each, "Written after you finished. What did you know by then already?"
            )


def _without_date(subject: Subject) -> Iterable[Found]:
    for each in subject.record.predictions:
        if each.outcome == "open" and each.due is None:
            yield _found(subject, each, "When will you look whether it happened?")


def _all_alike(subject: Subject) -> Iterable[Found]:
    predictions = subject.record.predictions
    chances = {each.probability for each in predictions}
    if len(predictions) >= SEVERAL and len(chances) == 1 and None not in chances:
        section, prompt = subject.spot_of("predictions")
        (chance,) = chances
        yield Found(
            section,
            f"All {len(predictions)} stand at {chance:.0%}. Which one are you surest of?",
            prompt,
        )


FORECASTS = (
    Rule("prediction-due", "warning", "Prediction due", _due),
    Rule("prediction-no-chance", "warning", "Prediction without a percentage", _without_chance),
    Rule("prediction-certain", "warning", "Prediction beyond doubt", _certain),
    Rule("prediction-late", "warning", "Prediction after the finish", _late),
    Rule("prediction-no-date", "hint", "Prediction without a date", _without_date),
    Rule("predictions-alike", "hint", "Predictions all alike", _all_alike),
)
