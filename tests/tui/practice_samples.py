"""Practices to look at: a newcomer's first week, and a regular's hundredth."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from lab.drafting import NewTeardown
from lab.model import Card, Claim, Counterpoint, Lesson, Prediction, Probe, SectionWork, Trial
from lab.workspace import Workspace

if TYPE_CHECKING:
    from lab.places import Places
    from tests.conftest import FrozenClock

__all__ = ["first_week", "lesson", "regular"]

_PRODUCTS = ("Cursor", "Perplexity", "NotebookLM", "Midjourney", "ElevenLabs", "Notion AI")
_CATEGORIES = ("coding", "search", "chat", "image", "voice", "feature")
_SECTIONS = ("frame", "strengths", "weaknesses", "variance", "redesign", "measurement", "recovery")
_BASES: Any = ("guess", "inferred", "published", "told", "tried", "tried", "tried")
_SKIPPED = {9, 10, 31, 57, 80, 81, 82, 91}


def lesson(number: int, front: str, back: str, **more: Any) -> Lesson:
    """Return a lesson with a card."""
    return Lesson(id=f"l{number}", principle="", card=Card(front=front, back=back), **more)


def first_week(places: Places, clock: FrozenClock) -> str:
    """One quick teardown, finished this week, with one card; return its id."""
    with closing(Workspace(places, clock=clock, environ={})) as workspace:
        record = workspace.create(NewTeardown("Notion AI", category="feature", template="quick"))
        taken = lesson(
            1, "What does a draft cost the reader?", "Trust: one wrong figure, and all is checked.",
            limit="Drafts that nobody sends on.",
        )  # fmt: skip
        changes = {
            "take_home": record.take_home.model_copy(update={"lessons": [taken]}),
            "sections": {"frame": SectionWork(score=2), "variance": SectionWork(score=1)},
            "predictions": [
                Prediction(id="p1", statement="4 of 5 pass", probability=0.8, outcome="no")
            ],
        }
        return workspace.finish(record.model_copy(update=changes)).id


def regular(places: Places, clock: FrozenClock, *, weeks: int = 100) -> None:
    """Finish about one teardown a week for that long, the last one this week."""
    now = clock.instant
    with closing(Workspace(places, clock=clock, environ={})) as workspace:
        for week in range(weeks):
            if week in _SKIPPED:
                continue
            clock.instant = now - timedelta(weeks=weeks - 1 - week, hours=1)
            for turn in range(2 if week % 11 == 5 else 1):
                _finish(workspace, week, weeks, turn)
    clock.instant = now


def _finish(workspace: Workspace, week: int, weeks: int, turn: int) -> None:
    number = (week + turn) % len(_PRODUCTS)
    product = f"{_PRODUCTS[number]} {week // len(_PRODUCTS) + 1}"
    record = workspace.create(
        NewTeardown(product, category=_CATEGORIES[number % (3 + week // 30)], template="quick")
    )
    better = week / weeks
    runs = 3 + week // 8
    happened = (week * 37 + 11) % 100 < 10 * ((week * 3) % 10) + 5
    trials = [
        Trial(id=f"t{run}", verdict="pass" if (run * 3 + week) % 10 < 7 else "fail")
        for run in range(runs)
    ]
    claims = [
        Claim(id=f"c{each}", statement="x", section="strengths",
              basis=_BASES[min(6, int(each + 4 * better))])
        for each in range(3)
    ]  # fmt: skip
    said: Any = ("changed", "rebutted", "changed", "parked", "useless")[week % 5]
    changes: dict[str, Any] = {
        "sections": {
            name: SectionWork(score=min(4, 1 + int(3 * better + ((week + place) % 3) / 2)))
            for place, name in enumerate(_SECTIONS[: 5 + week % 3])
        },
        "probes": [Probe(id="b1", prompt="x", pass_rule="y", trials=trials)],
        "claims": claims,
        "predictions": [
            Prediction(id="p1", statement="It passes", probability=((week * 3) % 10) / 10,
                       outcome="yes" if happened else "no", due=date(2026, 1, 1))
        ],
        "counterpoints": [
            Counterpoint(id="k1", section="frame", counterpoint="?", source="model", response=said,
                         model="small-4" if week < 60 else "small-5", prompt_version="2")
        ],
        "take_home": record.take_home.model_copy(
            update={
                "lessons": [
                    lesson(1, "Which error costs more here?", "The one that nobody notices.")
                ][: week % 9 == 0]
            }
        ),
    }  # fmt: skip
    workspace.finish(record.model_copy(update=changes))
