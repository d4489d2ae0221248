"""What the Evidence screen asks in forms: an observation, a title and a note."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from lab.parsing import parse_day
from tui.forms.fields import TextAsked
from tui.forms.form import FormScreen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lab.model import Evidence
    from tui.editing.in_hand import TeardownInHand

__all__ = ["edit_form", "instant_of", "observation_form", "seen_on"]

_OBSERVATION: Final = "evidence:observation"
_AGO: Final = re.compile(r"(a|an|one|\d{1,3}) days? ago")
_WANTS_DAY: Final = "Write a day that has been, such as today, yesterday, 9 March or 2026-03-09."


def observation_form(in_hand: TeardownInHand, old: Evidence | None = None) -> FormScreen:
    """Ask what was seen, and when; what stands half-filled is kept."""
    name = f"{_OBSERVATION}:{old.id if old is not None else 'new'}"
    today = in_hand.today()
    saw = (old.note or old.title) if old is not None else ""
    day = "today"
    if old is not None:
        day = local_day(old.fetched_at, in_hand).isoformat() if old.fetched_at else ""

    def check(values: Mapping[str, str]) -> tuple[str, str] | None:
        if not values["saw"]:
            return "saw", "Say what you saw, so that somebody else would recognise it."
        if seen_on(values["day"], today=today) is None:
            return "day", _WANTS_DAY
        return None

    return FormScreen(
        "Change this observation" if old is not None else "Add an observation",
        [
            TextAsked("saw", "I saw", "In 5 drafts, 2 named a source that does not exist", saw),
            TextAsked("day", "When", "today, yesterday, 2026-03-09", day),
        ],
        check=check,
        half_filled=in_hand.half_filled.get(name),
        keep=lambda values: in_hand.keep_form(name, values),
    )


def edit_form(in_hand: TeardownInHand, evidence: Evidence) -> FormScreen:
    """Ask for the title and the learner's own note."""
    name = f"evidence:edit:{evidence.id}"
    return FormScreen(
        "Change title and note",
        [
            TextAsked("title", "Title", "What to call this page", evidence.title),
            TextAsked("note", "My note", "What it is worth looking at for", evidence.note),
        ],
        half_filled=in_hand.half_filled.get(name),
        keep=lambda values: in_hand.keep_form(name, values),
    )


def seen_on(text: str, *, today: date) -> date | None:
    """Return the day on which something was seen; ``None`` where the text names no such day."""
    plain = " ".join(text.lower().split())
    if plain == "yesterday":
        return today - timedelta(days=1)
    ago = _AGO.fullmatch(plain)
    if ago is not None:
        return today - timedelta(days=int(ago[1]) if ago[1].isdigit() else 1)
    day = parse_day(plain, today=today)
    if day is None or day <= today:
        return day
    # A day without a year is the last one that was, not the next to come.
    named = parse_day(f"{plain} {today.year}", today=today)
    if named is None or plain == day.isoformat():
        return None
    if named > today:
        named = parse_day(f"{plain} {today.year - 1}", today=today)
    return named


def instant_of(day: date, in_hand: TeardownInHand) -> datetime:
    """Return an instant on that day where the learner is: now for today, else noon."""
    now = in_hand.now()
    if day == in_hand.today():
        return now
    noon = datetime.combine(day, time(12), tzinfo=now.tzinfo)
    _, offset = in_hand.desk.workspace.clock.local_zone(noon)
    return noon - timedelta(seconds=offset)


def local_day(instant: datetime, in_hand: TeardownInHand) -> date:
    """Return the calendar day of an instant where the learner is."""
    _, offset = in_hand.desk.workspace.clock.local_zone(instant)
    return (instant + timedelta(seconds=offset)).date()
