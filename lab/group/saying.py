"""What becomes of a round, in words; the same in the app, in files and on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.compare.agenda import roles
from lab.compare.saying import named
from lab.compare.subjects import FEWEST
from lab.figures import counted
from teardown_templates.libraries import session

if TYPE_CHECKING:
    from lab.group.standing import MemberStanding, RoundStanding
    from lab.group.sync import Synced

__all__ = ["member_words", "phase_words", "role_words", "size_words", "sync_words"]

_STATES = {
    "missing": "has not sealed",
    "sealed": "has sealed",
    "revealed": "has revealed, and it is what was sealed",
    "unsealed": "was shown without a seal, and is not compared",
    "broken": "has a broken seal, and is not compared",
}


def member_words(one: MemberStanding) -> str:
    """Return how somebody stands in a round, without their name."""
    said = _STATES[one.state]
    if one.late and one.state in {"sealed", "revealed"}:
        said = said.replace("has sealed", "has sealed late").replace(
            "has revealed", "has revealed, late"
        )
    return f"{said}. {one.note}" if one.note else f"{said}."


def phase_words(standing: RoundStanding) -> str:
    """Return what a round waits for."""
    missing = [one.name for one in standing.members if one.state == "missing"]
    hidden = [one.name for one in standing.members if one.state == "sealed"]
    until = standing.opening.until if standing.opening is not None else None
    if standing.phase == "sealing" and standing.is_over and until:
        return (
            f"The last day, {until.isoformat()}, is over, and nobody has sealed. A seal still "
            "counts, as a late one."
        )
    if standing.phase == "sealing":
        end = f", until {until.isoformat()}" if until else ""
        return f"Waits for {named(missing)} to seal{end}." if missing else "Waits to begin."
    if standing.phase == "ready":
        without = f" {named(missing)} did not seal." if missing else ""
        return f"Ready to reveal: {named(hidden)}.{without}"
    shown = sum(one.counts for one in standing.members)
    if shown < FEWEST:
        texts = "One text is" if shown else "No text is"
        return f"{texts} revealed as it was sealed; comparing takes two."
    return "Revealed: “teardown group compare” says what to talk about."


def role_words(standing: RoundStanding, *, meeting: int) -> str:
    """Return who has which role at the meeting of that number, from 0."""
    found = roles([one.name for one in standing.members], meeting=meeting)
    if len({*found.values()}) < len(found):
        found = dict([*found.items()][:1])
    said = ", ".join(f"{role} {name}" for role, name in found.items())
    return f"{said[:1].upper()}{said[1:]}. The facilitator speaks last on content." if said else ""


def size_words(number: int, *, by_git: bool = True) -> str:
    """Return what to know about the size of a group; empty where it is as it should be."""
    plan = session()
    if number < plan.smallest:
        when = "; who has joined shows after the next sync" if by_git else ""
        return f"A group needs {plan.smallest} people at least{when}."
    if number > plan.largest:
        return f"{number} are many: compare {plan.largest} at most, or meet as two groups."
    return ""


def sync_words(done: Synced) -> list[str]:
    """Return what a sync did."""
    if done.outcome == "no git":
        return [*done.notes, "This folder has no git: whoever shares it otherwise has everything."]
    if done.outcome == "alone":
        add = "“git remote add origin URL” in the group’s folder gives it one"
        return [f"Committed. The repository has no remote, so nothing was sent: {add}."]
    received = f"{counted(done.received, 'change')} received" if done.received else ""
    if done.outcome == "offline":
        if not done.waiting:
            away = "The code host could not be reached. Nothing of yours waits; sync again later."
            return [away, *done.notes]
        waits = counted(done.waiting, "change")
        verb = "waits" if done.waiting == 1 else "wait"
        return [
            f"Not sent: {waits} of yours {verb} here until the network is back. Then sync again.",
            *done.notes,
        ]
    sent = f"{counted(done.sent, 'change')} sent" if done.sent else ""
    said = ", ".join(filter(None, (sent, received)))
    return [f"{said[:1].upper()}{said[1:]}." if said else "Everybody has everything.", *done.notes]
