"""Each section as it stands: its score in the rubric's words, what is there, minutes spent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.walk import claims_in, is_answered, section_words

if TYPE_CHECKING:
    from lab.review.subject import Subject
    from store.records import SectionQuestions

__all__ = ["SectionStanding", "TimeSpent", "standings", "time_spent"]


@dataclass(frozen=True, slots=True)
class SectionStanding:
    """One section: the score that it got, beside what can be counted there."""

    section: str
    title: str
    score: int | None
    anchor: str
    """The rubric's own words for that score; empty without a score or a rubric."""
    answered: int
    asked: int
    required_open: int
    words: int
    claims: int
    runs: int | None
    """Recorded runs, where the section asks for some; else ``None``."""
    seconds: int
    """Active seconds spent here."""
    budget_minutes: int


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """What the teardown took."""

    seconds: int
    """Active seconds in all sections."""
    budget_minutes: int
    sittings: int
    days: int
    """Calendar days with a sitting, as they were there and then."""


def standings(subject: Subject) -> tuple[SectionStanding, ...]:
    """Return each section as it stands, in the order of the walk."""
    return tuple(_standing(subject, section) for section in subject.sections)


def time_spent(subject: Subject) -> TimeSpent:
    """Return what the teardown took so far."""
    record = subject.record
    sessions = record.practice.sessions
    return TimeSpent(
        seconds=sum(work.seconds for work in record.sections.values()),
        budget_minutes=sum(section.minutes for section in record.questions),
        sittings=len(sessions),
        days=len({session.local_date for session in sessions}),
    )


def _standing(subject: Subject, section: SectionQuestions) -> SectionStanding:
    record = subject.record
    work = subject.work(section.id)
    score = subject.score(section.id)
    anchors = subject.anchors(section.id)
    asks_for_runs = any(prompt.kind == "trials" for prompt in section.prompts)
    return SectionStanding(
        section=section.id,
        title=section.title,
        score=score,
        anchor=anchors[score] if score is not None and score < len(anchors) else "",
        answered=sum(is_answered(record, section.id, prompt) for prompt in section.prompts),
        asked=len(section.prompts),
        required_open=len(subject.required_open(section)),
        words=section_words(record, section.id),
        claims=len(claims_in(record, section.id)),
        runs=sum(len(probe.trials) for probe in record.probes) if asks_for_runs else None,
        seconds=work.seconds if work is not None else 0,
        budget_minutes=section.minutes,
    )
