"""What the history of a group's repository says about its seals, whatever any clock or file says.

Whoever changes or removes a seal leaves the first one in the history, on every computer. And what
came to all comes one after the other, so that a seal that was made once a text was there is seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, TypeAlias

from lab.errors import LabError
from lab.group.facts import Facts
from lab.group.layout import ROUNDS, owner_of
from lab.group.seals import is_commitment

if TYPE_CHECKING:
    from lab.group.git import Git

__all__ = ["Witness", "testimony"]

_COMMIT: Final = "\x01"
"""What a commit begins with in the list: no path holds it unquoted, and none begins with it."""
_LENGTHS: Final = frozenset({40, 64})

Places: TypeAlias = dict[str, dict[str, dict[str, int]]]
"""By round, kind of file and member: the place in the history at which the file came."""


@dataclass(frozen=True, slots=True)
class Witness:
    """What the history says, by round."""

    first: dict[str, dict[str, str]] = field(default_factory=dict)
    """The commitments that were there first, by member, where they changed."""
    came_after: dict[str, dict[str, str]] = field(default_factory=dict)
    """By member whose text was there before their seal."""
    opened_before: dict[str, set[str]] = field(default_factory=dict)
    """Who had opened a round when the first seal came into it."""


def testimony(git: Git) -> Witness:
    """Return what the history says of seals.

    Nothing without a repository. Raise ``GitFailed`` where its settings are not trusted.
    """
    if not git.is_there or not git.is_used:
        return Witness()
    git.check_settings()
    answer = git.run(
        "log", "--reverse", f"--format={_COMMIT}%H", "--name-only", "--no-renames", "-z", "HEAD",
        "--", f":(glob){ROUNDS}/*/seals/*.toml", f":(glob){ROUNDS}/*/reveals/*.toml",
        f":(glob){ROUNDS}/*/opened/*.toml",
    )  # fmt: skip
    if not answer.done:
        return Witness()
    commits = _commits_by_path(answer.out)
    places = _places(commits)
    return Witness(_first(git, commits), _came_after(places), _opened_before(places))


def _commits_by_path(listed: str) -> dict[PurePosixPath, list[tuple[int, str]]]:
    """Return for each file the commits that touched it, each with its place in the history."""
    found: dict[PurePosixPath, list[tuple[int, str]]] = {}
    commit, place = "", 0
    for part in listed.replace("\n", "\0").split("\0"):
        if part.startswith(_COMMIT) and len(part) - 1 in _LENGTHS:
            commit, place = part[1:], place + 1
        elif part and owner_of(PurePosixPath(part)):
            found.setdefault(PurePosixPath(part), []).append((place, commit))
    return found


def _first(
    git: Git, commits: dict[PurePosixPath, list[tuple[int, str]]]
) -> dict[str, dict[str, str]]:
    first: dict[str, dict[str, str]] = {}
    for path, touched in commits.items():
        _, round_name, kind, _ = path.parts
        if kind == "seals" and len(touched) > 1:
            said = _commitment(git.run("cat-file", "blob", f"{touched[0][1]}:{path}").out, path)
            if said:
                first.setdefault(round_name, {})[owner_of(path)] = said
    return first


def _places(commits: dict[PurePosixPath, list[tuple[int, str]]]) -> Places:
    places: Places = {}
    for path, touched in commits.items():
        _, round_name, kind, _ = path.parts
        places.setdefault(round_name, {}).setdefault(kind, {})[owner_of(path)] = touched[0][0]
    return places


def _opened_before(places: Places) -> dict[str, set[str]]:
    found = {}
    for round_name, kinds in places.items():
        sealed = min(kinds.get("seals", {}).values(), default=0)
        if sealed:
            found[round_name] = {who for who, at in kinds.get("opened", {}).items() if at <= sealed}
    return found


def _came_after(places: Places) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for round_name, kinds in places.items():
        shown = kinds.get("reveals", {})
        for member, sealed in kinds.get("seals", {}).items():
            earlier = {who: at for who, at in shown.items() if who != member and at < sealed}
            if earlier:
                who = min(earlier, key=lambda each: (earlier[each], each))
                found.setdefault(round_name, {})[member] = who
    return found


def _commitment(text: str, path: PurePosixPath) -> str:
    try:
        said = Facts(text, name=str(path)).text("commitment")
    except LabError:
        return ""
    return said if is_commitment(said) else ""
