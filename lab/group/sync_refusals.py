"""What a sync says where git refused: what happened, what is safe, and the way out. Pure."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from lab.group.errors import GitFailed, GroupError
from lab.group.layout import owner_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lab.group.git import Answer

__all__ = [
    "another_branch",
    "another_group",
    "branch_gone",
    "changed_by_hand",
    "check_offline",
    "collision",
    "is_race",
    "rewritten",
]

_OFFLINE: Final = re.compile(
    r"could not resolve host|couldn't resolve host|failed to connect"
    r"|connection (?:refused|timed out|reset)|network is (?:unreachable|down)|no route to host"
    r"|operation timed out|temporary failure in name resolution|could not read from remote"
    r"|does not appear to be a git|unable to access|took too long|unable to look up",
    re.IGNORECASE,
)
_NOT_FOUND: Final = re.compile(
    r"repository (?:'[^']*' )?not found|project you were looking for could not be found"
    r"|\b404\b",
    re.IGNORECASE,
)
"""What a code host says of an address that leads to nothing, or to what one may not see."""
_NO_REPOSITORY: Final = re.compile(r"does not appear to be a git|does not exist", re.IGNORECASE)
_UNKNOWN_HOST: Final = re.compile(r"could not resolve", re.IGNORECASE)
_DENIED: Final = re.compile(
    r"authentication failed|permission denied|could not read (?:username|password)|invalid username"
    r"|terminal prompts disabled|access denied|host key verification failed|\b40[13]\b",
    re.IGNORECASE,
)
_NOT_TAKEN: Final = re.compile(
    r"protected branch|remote rejected|pre-receive hook declined|not allowed to push|GH0\d\d",
    re.IGNORECASE,
)
_RACE: Final = re.compile(
    r"non-fast-forward|fetch first|cannot lock ref|failed to update ref|incorrect old value"
    r"|stale info|reference already exists",
    re.IGNORECASE,
)


def is_race(answer: Answer) -> bool:
    """Return whether a push failed because somebody else was quicker."""
    return _RACE.search(answer.err) is not None


def check_offline(answer: Answer, *, branch: str, known: bool = True) -> None:
    """Raise ``GitFailed`` where it is not the network that fails: somebody has to do something.

    *known* is whether the repository was reached before: a folder that was there once may be on a
    drive that is away.
    """
    if _NOT_FOUND.search(answer.err) or (not known and _NO_REPOSITORY.search(answer.err)):
        raise GitFailed(
            "There is no repository at the group’s address",
            answer.why.rstrip("."),
            todo="Your files are safe and wait here. Check the address, and that you may see it: "
            "“git remote set-url origin URL” in the group’s folder changes it. Then sync again.",
        )
    if "dubious ownership" in answer.err:
        raise GitFailed(
            "Git does not use the folder that you share by",
            "it belongs to another user of this computer",
            todo="Your files are safe and wait here. If you trust whoever that is: “git config "
            "--global --add safe.directory FOLDER”, with the folder’s path. Then sync again.",
        )
    if "not allowed" in answer.err and "transport" in answer.err:
        raise GitFailed(
            "The repository’s address is not followed",
            answer.why.rstrip("."),
            todo="Only https, ssh and folders are: “git remote set-url origin URL” in the group’s "
            "folder changes it. Your files are safe and wait here.",
        )
    if _DENIED.search(answer.err) and not _UNKNOWN_HOST.search(answer.err):
        raise GitFailed(
            "The code host did not let git in",
            answer.why.rstrip("."),
            todo="Your files are safe and wait here. Try “git fetch” in the group’s folder, log "
            "in as it asks, then sync again.",
        )
    if _NOT_TAKEN.search(answer.err):
        raise GitFailed(
            "The code host does not take what you sent",
            answer.why.rstrip("."),
            todo="Your files are safe and wait here. Ask whoever owns the repository to let you "
            f"push to its branch “{branch}”, then sync again.",
        )
    if not _OFFLINE.search(answer.err):
        raise GitFailed(
            "Git could not exchange anything",
            answer.why.rstrip("."),
            todo="Your files are safe and wait here.",
        )


def changed_by_hand(changed: Sequence[str], *, member: str, folder: Path) -> GroupError:
    """Return what to say where files here are not as they were committed, so nothing can come."""
    first = shown(changed[0])
    more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    back = f"In {folder}, “git checkout -- FILE” takes the change back"
    if owner_of(PurePosixPath(changed[0])) == member:
        return GroupError(
            f"“{first}”{more} is yours and was removed here by hand",
            "what others sent cannot be put beside it",
            todo=f"{back}. Then sync again.",
        )
    return GroupError(
        f"“{first}”{more} was changed here by hand and is not yours",
        "what others sent cannot be put beside it",
        todo=f"{back}; or commit it with “git commit” if it is meant. Then sync again.",
    )


def collision(
    both: Sequence[str], answer: Answer, *, branch: str, remote: str, folder: Path, member: str
) -> GroupError:
    """Return what to say where a file was changed by two people, or one stands in the way."""
    in_the_way = [shown(line) for line in answer.err.splitlines() if line.startswith("\t")]
    if not both and in_the_way:
        more = f" and {len(in_the_way) - 1} more" if len(in_the_way) > 1 else ""
        return GroupError(
            f"“{in_the_way[0]}”{more} stands in the way of what others sent",
            "it has the name of a file of theirs",
            todo=f"Move it out of {folder}, then sync again.",
        )
    if not both:
        return GroupError(
            "What others sent could not be put in place",
            answer.why,
            todo=f"Nothing is lost. “git status” in {folder} says more.",
        )
    names = ", ".join(f"“{shown(path)}”" for path in both[:3]) + (" …" if len(both) > 3 else "")  # noqa: PLR2004
    verb = "were" if len(both) > 1 else "was"
    if all(owner_of(PurePosixPath(path)) == member for path in both):
        what = f"{names}, which {'are' if len(both) > 1 else 'is'} yours, {verb} changed elsewhere"
        why = "on another computer of yours, or by somebody else; both versions are kept"
    else:
        what = f"{names} {verb} changed by two people"
        why = "one of them changed a file that is not theirs; both versions are kept"
    return GroupError(
        what,
        f"{why}, nothing was sent",
        todo=f"In {folder}: “git pull --rebase {remote} {branch}”, put the file right, "
        "“git add” it, “git rebase --continue”. Then sync again.",
    )


def rewritten(*, folder: Path) -> GroupError:
    """Return what to say where what everybody had is no longer on the code host."""
    return GroupError(
        "What all of you had sent is not on the code host any more",
        "somebody rewrote its history, or an older copy was put in its place",
        todo=f"Everything is still here, and nothing was sent. Ask the others; then “git fetch” in "
        f"{folder} and the next sync put what you have on top of what is there.",
    )


def branch_gone(branch: str, *, folder: Path) -> GroupError:
    """Return what to say where the code host has the branch no more."""
    return GroupError(
        f"The code host has no branch “{branch}” any more",
        "somebody removed it, or made the repository anew",
        todo="Everything is still here. Ask the others; "
        f"“git push origin {branch}” in {folder} puts it back.",
    )


def another_branch(branch: str, *, shared: Sequence[str], folder: Path) -> GroupError:
    """Return what to say on a branch that the others do not have, and so do not look at."""
    back = "main" if "main" in shared else shared[0]
    return GroupError(
        f"The group’s folder is on the branch “{shown(branch)}”, which the others do not have",
        "somebody made it there by hand, and nobody would see what is sent to it",
        todo=f"In {folder}: “git switch {shown(back)}”, and “git merge {shown(branch)}” if there "
        "is something of yours on it. Then sync again.",
    )


def another_group(title: str) -> GroupError:
    """Return what to say where the remote of a new group holds another one."""
    return GroupError(
        f"That repository holds a group already, “{title}”",
        "two groups do not share one",
        todo="“teardown group join URL” joins it; for another group use an empty repository.",
    )


def shown(text: str) -> str:
    """Return a path, or a line of git's, without what is no text."""
    return "".join(each if each.isprintable() else "\ufffd" for each in text.strip())
