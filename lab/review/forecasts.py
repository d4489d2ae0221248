"""Predictions that cannot be scored, are due, or came too late to be predictions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lab.review.finding import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.review.subject import Subject
    from store.records import Prediction

__all__ = ["FORECASTS"]

SEVERAL = 3
"""Predictions that should not all stand at one and the same percentage."""

_NOT_TO_BE_LOST: Final = re.compile(
    r"\b(?:may|might|(?i:possibly|perhaps|maybe|somehow|sooner or later|eventually|at some point"
    r"|one way or another|to some (?:extent|degree)|in some (?:cases|ways|situations)|or not)"
    r"|can (?:be|get|sometimes))\b|\A(?:\w+\s+){1,5}could\b"
)
"""Only “may” in small letters: “in May” is a month."""
_TO_BE_JUDGED: Final = re.compile(
    r"\b(?:will|keeps?|going to)\s+(?:\w+\s+)?(?:(?:be|get|become|feel|look)\s+)?(?:\w+ly\s+)?"
    r"(?:better|worse|good|great|bad|impressive|useful|interesting|fine|improv\w+|helpful|okay)\b"
    r"|\bwill\s+(?:vary|change|differ|fluctuate)\b"
    r"|\b(?:users?|people|customers|everyone|everybody|teams?)\s+will\s+(?:\w+ly\s+)?(?:like|love"
    r"|enjoy|hate|appreciate)\b",
    re.IGNORECASE,
)
_A_CHANCE: Final = re.compile(
    r"[%\u066a\uff05]|\b\d+ (?:in|to) \d"
    r"|\b(?:per ?cent|procent|prozent|por ciento|pour cent|odds|toss-?up|coin)\b",
    re.IGNORECASE,
)
_HOW_LIKELY: Final = "How likely is it, in percent?"
_LOOKED_AT: Final = 2000
"""Characters of an answer in prose that are read."""
_SHOWN: Final = 200
_CAN_BE_COUNTED: Final = re.compile(
    r"\d|%|\b(?:at least|at most|more|fewer|less|than|all|none|every|both|two|three|four|five|six"
    r"|seven|eight|nine|ten|half|first|within|before|by|still)\b",
    re.IGNORECASE,
)


def _found(subject: Subject, prediction: Prediction, question: str) -> Found:
    section, prompt = subject.spot_of("predictions")
    return Found(section, question, prompt, match=prediction.statement)


def _due(subject: Subject) -> Iterable[Found]:
    for each in subject.record.predictions:
        if each.outcome == "open" and each.due is not None and each.due <= subject.today:
            day = "today" if each.due == subject.today else f"on {each.due.day} {each.due:%B %Y}"
            yield _found(subject, each, f"It was to be known {day}. Did it happen?")


def _without_chance(subject: Subject) -> Iterable[Found]:
    for each in subject.record.predictions:
        if each.probability is None and each.outcome != "void":
            yield _found(subject, each, _HOW_LIKELY)
    for section, prompt, text in _in_prose(subject):
        if not _A_CHANCE.search(text):
            yield Found(section, _HOW_LIKELY, prompt, match=text[:_SHOWN])


def _certain(subject: Subject) -> Iterable[Found]:
    for each in subject.record.predictions:
        if each.probability in {0.0, 1.0}:
            sure = "100%" if each.probability else "0%"
            yield _found(subject, each, f"{sure} leaves no room. What could prove it wrong?")


def _cannot_fail(subject: Subject) -> Iterable[Found]:
    for each in subject.record.predictions:
        if each.outcome != "open" or _CAN_BE_COUNTED.search(each.statement):
            continue
        loose = _NOT_TO_BE_LOST.search(each.statement) or _TO_BE_JUDGED.search(each.statement)
        if loose:
            section, prompt = subject.spot_of("predictions")
            yield Found(
                section,
                f"With “{loose[0]}”, what would count as a no?",
                prompt,
                span=loose.span(),
                match=each.statement,
            )
    for section, prompt, text in _in_prose(subject):
        loose = _NOT_TO_BE_LOST.search(text) or _TO_BE_JUDGED.search(text)
        if loose and not _CAN_BE_COUNTED.search(text):
            yield Found(section, f"With “{loose[0]}”, what would count as a no?", prompt)


def _in_prose(subject: Subject) -> Iterable[tuple[str, str, str]]:
    """Yield what was written where predictions are asked for, if none stands by itself."""
    if not subject.record.predictions:
        for section, prompt in subject.questions("predictions"):
            if text := subject.text(section.id, prompt.id):
                yield section.id, prompt.id, text[:_LOOKED_AT]


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
    Rule("prediction-cannot-fail", "hint", "Prediction that cannot fail", _cannot_fail),
    Rule("prediction-late", "warning", "Prediction after the finish", _late),
    Rule("prediction-no-date", "hint", "Prediction without a date", _without_date),
    Rule("predictions-alike", "hint", "Predictions all alike", _all_alike),
)
