"""What a group's folder says, read file by file; what is odd is left out and named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, TypeVar

from lab.compare.decisions import decisions_from
from lab.errors import LabError
from lab.group.errors import FileRefused, NoGroup
from lab.group.facts import Facts
from lab.group.files import names_in, read_text
from lab.group.layout import (
    GROUP_FILE,
    LARGEST_FACTS,
    LARGEST_TEXT,
    LONGEST_NAME,
    LONGEST_PROMPT,
    MEMBERS,
    ROUNDS,
    is_member_id,
    is_round_id,
    look_of,
    member_file,
    owner_of,
    round_file,
)
from lab.group.seals import is_commitment, is_nonce

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lab.compare.decisions import Decision
    from lab.group.layout import Kind

__all__ = [
    "Contents", "Member", "Opened", "Reveal", "RoundContents", "Seal", "read_contents",
    "read_group_facts", "read_round_text",
]  # fmt: skip

_FIRST_FORMAT = 1
_OF_THE_SYSTEM: Final = frozenset({"desktop.ini", "thumbs.db", "icon\r"})
"""What systems and file sharing put into any folder; nobody did, so nobody is told of it."""
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the group."""

    id: str
    name: str
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """What somebody proposed to take apart."""

    by: str
    at: datetime
    product: str
    url: str
    prompt: str
    """The probe that everybody runs, so that trials can be pooled."""
    template: str
    """The template to walk; empty where each chooses."""
    until: date | None
    """The last day to seal."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A commitment."""

    commitment: str
    at: datetime
    on: date
    """The day that it was where it was sealed."""


@dataclass(frozen=True, slots=True)
class Reveal:
    """The nonce that opens a seal."""

    nonce: str
    at: datetime


@dataclass(slots=True)
class RoundContents:
    """One round, as it lies in the folder."""

    id: str
    opened: dict[str, Opened] = field(default_factory=dict)
    seals: dict[str, Seal] = field(default_factory=dict)
    reveals: dict[str, Reveal] = field(default_factory=dict)
    again: dict[str, dict[str, int]] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)

    @property
    def began(self) -> datetime:
        """When it was opened; where nothing says that, the day in its id begins it."""
        if self.opening is not None:
            return self.opening.at
        try:
            return datetime.combine(date.fromisoformat(self.id[:10]), time(), UTC)
        except ValueError:
            return datetime.min.replace(tzinfo=UTC)

    @property
    def opening(self) -> Opened | None:
        """The proposal that holds: the first, where two people opened the same round."""
        return min(self.opened.values(), key=lambda one: (one.at, one.by), default=None)


@dataclass(slots=True)
class Contents:
    """A whole group, without the texts of its teardowns."""

    id: str
    title: str
    members: dict[str, Member] = field(default_factory=dict)
    rounds: dict[str, RoundContents] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    """What was left out and why, a sentence each."""

    @property
    def in_order(self) -> list[str]:
        """The rounds' ids, by when each was opened; the newest last."""
        return sorted(self.rounds, key=lambda name: (self.rounds[name].began, name))


def read_group_facts(root: Path) -> Contents:
    """Return a group's id and title; raise ``NoGroup``."""
    text = read_text(root, PurePosixPath(GROUP_FILE), most=LARGEST_FACTS)
    if text is None:
        raise NoGroup(
            f"{root} is no group’s folder",
            f"it has no {GROUP_FILE}",
            todo="“teardown group init” makes one; “teardown group join” brings one here.",
        )
    facts = Facts(text, name=GROUP_FILE)
    _check_format(facts)
    name = facts.text("id", needed=True)
    if not is_member_id(name):
        raise facts.refused("“id” is no id")
    return Contents(name, facts.text("title") or name)


def read_contents(root: Path) -> Contents:
    """Return everything in a group's folder that is what it should be."""
    contents = read_group_facts(root)

    def keep(read: Callable[[], Read | None]) -> Read | None:
        try:
            return read()
        except LabError as error:
            contents.refused.append(str(error))
            return None

    for name in keep(lambda: [*names_in(root, PurePosixPath(MEMBERS))]) or ():
        member = owner_of(PurePosixPath(MEMBERS, name))
        if not member:
            _pass_over(contents, PurePosixPath(MEMBERS, name))
            continue
        found = keep(lambda member=member: _member(root, member))  # type: ignore[misc]  # bound now
        if found is not None:
            contents.members[member] = found
    contents.members = _told_apart(contents.members)
    for name in keep(lambda: [*names_in(root, PurePosixPath(ROUNDS))]) or ():
        if not is_round_id(name):
            _pass_over(contents, PurePosixPath(ROUNDS, name))
            continue
        found_round = _round(root, name, contents, keep)
        if found_round.opened or found_round.seals:
            contents.rounds[name] = found_round
        else:
            contents.refused.append(f"“{ROUNDS}/{name}” is not used: nobody opened that round.")
    return contents


def read_round_text(root: Path, round_name: str, member: str) -> str | None:
    """Return the text that somebody revealed; ``None`` for none. Raise ``FileRefused``."""
    return read_text(root, round_file(round_name, "teardowns", member), most=LARGEST_TEXT)


def _told_apart(members: dict[str, Member]) -> dict[str, Member]:
    """Give people of one name their ids beside it, so that nobody is taken for another."""
    names = Counter(look_of(one.name) for one in members.values())
    return {
        one.id: replace(one, name=f"{one.name} ({one.id})") if names[look_of(one.name)] > 1 else one
        for one in members.values()
    }


def _round(
    root: Path,
    name: str,
    contents: Contents,
    keep: Callable[[Callable[[], object]], object],
) -> RoundContents:
    found = RoundContents(name)
    readers: dict[Kind, Callable[[str], None]] = {
        "opened": lambda who: _put(found.opened, who, _opened(root, name, who)),
        "seals": lambda who: _put(found.seals, who, _seal(root, name, who)),
        "reveals": lambda who: _put(found.reveals, who, _reveal(root, name, who)),
        "again": lambda who: _put(found.again, who, _again(root, name, who)),
        "matches": lambda who: found.decisions.extend(_matches(root, name, who)),
    }
    for kind, read in readers.items():
        folder = PurePosixPath(ROUNDS, name, kind)
        for file in keep(lambda folder=folder: [*names_in(root, folder)]) or ():  # type: ignore[attr-defined,misc]  # names
            who = owner_of(folder / file)
            if not who:
                _pass_over(contents, folder / file)
            elif who not in contents.members:
                contents.refused.append(
                    f"“{folder / file}” is not used: there is no member of that name."
                )
            else:
                keep(lambda read=read, who=who: read(who))  # type: ignore[misc]  # bound now
    return found


def _put(where: dict[str, Read], who: str, value: Read | None) -> None:
    if value is not None:
        where[who] = value


def _pass_over(contents: Contents, path: PurePosixPath) -> None:
    if not path.name.startswith(".") and path.name.casefold() not in _OF_THE_SYSTEM:
        shown = str(path).encode("unicode_escape").decode() if not str(path).isprintable() else path
        contents.refused.append(f"“{shown}” is not used: nothing of ours has that name.")


def _facts(root: Path, path: PurePosixPath) -> Facts | None:
    text = read_text(root, path, most=LARGEST_FACTS)
    if text is None:
        return None
    facts = Facts(text, name=str(path))
    _check_format(facts)
    return facts


def _check_format(facts: Facts) -> None:
    if facts.values.get("format") != _FIRST_FORMAT:
        raise FileRefused(
            f"“{facts.name}” is not used",
            "a newer teardown wrote it, or none did",
            todo="Update yours; if it stays, ask whoever wrote the file.",
        )


def _member(root: Path, member: str) -> Member | None:
    facts = _facts(root, member_file(member))
    if facts is None:
        return None
    name = facts.text("name", needed=True, most=LONGEST_NAME)
    return Member(member, name, facts.instant("joined_at"))


def _opened(root: Path, name: str, who: str) -> Opened | None:
    facts = _facts(root, round_file(name, "opened", who))
    if facts is None:
        return None
    return Opened(
        by=who,
        at=facts.instant("opened_at"),
        product=facts.text("product", needed=True),
        url=facts.text("url"),
        prompt=facts.text("prompt", most=LONGEST_PROMPT),
        template=facts.text("template"),
        until=facts.day("until"),
    )


def _seal(root: Path, name: str, who: str) -> Seal | None:
    facts = _facts(root, round_file(name, "seals", who))
    if facts is None:
        return None
    said = facts.text("commitment", needed=True)
    if not is_commitment(said):
        raise facts.refused("“commitment” is none")
    at = facts.instant("sealed_at")
    on = facts.day("sealed_on") or at.date()
    # No place on earth is more than a day ahead or behind.
    return Seal(said, at, on if abs(on - at.date()) <= timedelta(days=1) else at.date())


def _reveal(root: Path, name: str, who: str) -> Reveal | None:
    facts = _facts(root, round_file(name, "reveals", who))
    if facts is None:
        return None
    nonce = facts.text("nonce", needed=True)
    if not is_nonce(nonce):
        raise facts.refused("“nonce” is none")
    return Reveal(nonce, facts.instant("revealed_at"))


def _again(root: Path, name: str, who: str) -> dict[str, int] | None:
    facts = _facts(root, round_file(name, "again", who))
    return facts.scores("scores") if facts is not None else None


def _matches(root: Path, name: str, who: str) -> list[Decision]:
    path = round_file(name, "matches", who)
    text = read_text(root, path, most=LARGEST_TEXT)
    if text is None:
        return []
    # Whose they are follows from the file, whatever stands in it.
    return [each._replace(by=who) for each in decisions_from(text, name=f"“{path}”")]
