"""How a round stands: who has sealed, who has shown what, and what is not as it should be. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from lab.group.seals import opens

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from lab.group.contents import Contents, Opened, RoundContents, Seal

__all__ = ["MemberStanding", "Phase", "RoundStanding", "State", "round_standing"]

State = Literal["missing", "sealed", "revealed", "unsealed", "broken"]
"""``unsealed``: a text was shown that had never been sealed. ``broken``: what was shown is not
what was sealed, or the seal is no longer the one that was seen first."""
Phase = Literal["sealing", "ready", "revealed"]
_FEWEST: Final = 2
"""Who have to seal and reveal before a round can be over."""


@dataclass(frozen=True, slots=True)
class MemberStanding:
    """One person in one round."""

    member: str
    name: str
    state: State
    late: bool
    """Sealed after the deadline, or after somebody had shown a text, or come after one."""
    note: str
    """What is not as it should be, in words."""
    fault: Literal["", "seal", "text"] = ""
    """Of a broken one: whether it is the seal that is another one, or the text."""

    @property
    def counts(self) -> bool:
        """Whether the text may be compared: it is the one that was sealed."""
        return self.state == "revealed"


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """One round."""

    id: str
    opening: Opened | None
    members: tuple[MemberStanding, ...]
    """Those whom it waits for, or who took part."""
    phase: Phase
    is_over: bool = False
    """Whether the last day to seal is over."""
    came_later: tuple[str, ...] = ()
    """Members who joined once all had revealed, so that nothing is asked of them any more."""

    def of(self, member: str) -> MemberStanding | None:
        """Return how one person stands."""
        return next((one for one in self.members if one.member == member), None)


def round_standing(
    contents: Contents,
    found: RoundContents,
    *,
    today: date,
    text_of: Callable[[str], str | None],
    first_seen: Mapping[str, str],
    came_after: Mapping[str, str] = MappingProxyType({}),
) -> RoundStanding:
    """Return how a round stands.

    *text_of* returns the text that a member showed; *first_seen* has the commitments that this
    computer saw first, by member. *came_after* has whose text was there before a member's seal.
    """
    opening = found.opening
    later = _came_later(contents, found)
    members = tuple(
        _member(
            contents, found, member, text_of=text_of, first_seen=first_seen, came_after=came_after
        )
        for member in sorted(contents.members, key=lambda name: (contents.members[name].name, name))
        if member not in later
    )
    over = opening is not None and opening.until is not None and today > opening.until
    sealed = [one for one in members if one.state != "missing"]
    phase: Phase = "sealing"
    if sealed and (over or len(sealed) == len(members)):
        phase = "ready"
    if sealed and all(one.state != "sealed" for one in sealed) and (over or phase == "ready"):
        phase = "revealed"
    return RoundStanding(found.id, opening, members, phase, over, later)


def _came_later(contents: Contents, found: RoundContents) -> tuple[str, ...]:
    """Return who joined when a round was over: everybody who sealed had revealed."""
    if len(found.seals) < _FEWEST or not found.seals.keys() <= found.reveals.keys():
        return ()
    over = max(reveal.at for reveal in found.reveals.values())
    return tuple(
        sorted(
            name
            for name, member in contents.members.items()
            if member.joined_at > over and name not in found.seals and name not in found.reveals
        )
    )


def _member(
    contents: Contents,
    found: RoundContents,
    member: str,
    *,
    text_of: Callable[[str], str | None],
    first_seen: Mapping[str, str],
    came_after: Mapping[str, str],
) -> MemberStanding:
    seal, reveal = found.seals.get(member), found.reveals.get(member)
    name = contents.members[member].name
    before = contents.members.get(came_after.get(member, ""))
    late, note = _late(found, member, seal, before=before.name if before is not None else "")
    known = first_seen.get(member)
    if known is not None and (seal is None or seal.commitment != known):
        what = "is gone" if seal is None else "is another one than it was at first"
        return MemberStanding(member, name, "broken", late, f"The seal {what}.", "seal")
    if reveal is None:
        return MemberStanding(member, name, "sealed" if seal else "missing", late, note)
    text = text_of(member)
    if text is None:
        note = "The seal was opened, but its text is not there, or cannot be used."
        return MemberStanding(member, name, "broken", late, note, "text")
    if seal is None:
        note = "This text was shown without ever being sealed."
        return MemberStanding(member, name, "unsealed", late, note)
    if not opens(seal.commitment, text, nonce=reveal.nonce, round_name=found.id, member=member):
        note = "The text that was shown is not the one that was sealed."
        return MemberStanding(member, name, "broken", late, note, "text")
    return MemberStanding(member, name, "revealed", late, note)


def _late(found: RoundContents, member: str, seal: Seal | None, *, before: str) -> tuple[bool, str]:
    """Return whether a seal came late, and after what.

    By the clocks of those who wrote it; and by the order in which things came to all, which no
    clock can change: *before* is whose text came before the seal.
    """
    if seal is None:
        return False, ""
    shown = [each.at for who, each in found.reveals.items() if who != member]
    if shown and seal.at > min(shown):
        return True, "Sealed after somebody had shown a text."
    mine = found.reveals.get(member)
    if mine is not None and mine.at < seal.at:
        return True, "Sealed only after it had been shown."
    if before:
        return True, f"The seal came only after {before}’s text; its own clock says before."
    opening = found.opening
    if opening is not None and opening.until is not None and seal.on > opening.until:
        return True, f"Sealed after the last day, {opening.until.isoformat()}."
    return False, ""
