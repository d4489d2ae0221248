"""Sending one's own files and fetching the others', by git, so that it can be broken off anywhere.

Only one's own files are committed. What others sent comes first and one's own commits go on top;
nothing that anybody has seen is ever rewritten, and nothing is forced. What does not get through
waits in the repository for the next time.
"""

from __future__ import annotations

import random
import re
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, Literal

from lab.errors import LabError
from lab.group.errors import GitFailed, GroupError
from lab.group.layout import ATTRIBUTES, GROUP_FILE, README, owner_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lab.group.git import Answer, Git
    from lab.group.memory import GroupMemory

__all__ = ["Outcome", "Synced", "sync", "unsent"]

Outcome = Literal["synced", "offline", "alone", "no git"]
"""``alone``: a repository without a remote. ``no git``: a folder that is shared in another way."""

_REMOTE: Final = "origin"
_FIRST_FILES: Final = frozenset({GROUP_FILE, README, ATTRIBUTES})
"""What whoever begins a group writes, once."""
_TRIES: Final = 12
"""How often to try where others push at the same time."""
_LOCK_PATIENCE: Final = 1.5
"""Seconds after which a lock that an interrupted sync left behind is nobody's any more."""
_OFFLINE: Final = re.compile(
    r"could not resolve host|couldn't resolve host|failed to connect"
    r"|connection (?:refused|timed out|reset)|network is (?:unreachable|down)|no route to host"
    r"|operation timed out|temporary failure in name resolution|could not read from remote"
    r"|does not appear to be a git|unable to access|took too long|unable to look up",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(
    r"authentication failed|permission denied|could not read (?:username|password)|invalid username"
    r"|terminal prompts disabled|access denied|host key verification failed|403",
    re.IGNORECASE,
)
_RACE: Final = re.compile(
    r"non-fast-forward|fetch first|cannot lock ref|failed to update ref|incorrect old value"
    r"|stale info|reference already exists",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Synced:
    """What a sync did."""

    outcome: Outcome
    sent: int = 0
    """One's own commits that the others can have now."""
    waiting: int = 0
    """Those that wait until the network is back."""
    received: int = 0
    """Commits of others."""
    notes: list[str] = field(default_factory=list)


def sync(
    git: Git,
    memory: GroupMemory,
    *,
    member: str,
    name: str,
    pause: Callable[[float], None] = time.sleep,
    patience: float = _LOCK_PATIENCE,
    tell: Callable[[str], None] = lambda _: None,
) -> Synced:
    """Commit one's own files, fetch, put one's own on top, push; say what came of it.

    *patience* is how many seconds a lock is left alone that an interrupted sync left behind.
    *tell* is told what goes on, in a few words.

    Raise ``GitFailed`` or ``GroupError`` with what to do where a person has to decide.
    """
    if not git.is_there or not (git.folder / ".git").exists():
        return Synced("no git", notes=_without_git(git))
    git.check_settings()
    if not git.is_repository():
        raise GitFailed(
            "The group’s folder is no repository of its own",
            "git does not read it, or it lies inside another repository",
            todo="“git status” in that folder says more.",
        )
    with memory.alone(patience=60):
        git.hold_attributes()
        _recover(git, memory, member=member, patience=patience)
        memory.begin_syncing()
        try:
            done = _go(git, member=member, name=name, pause=pause, tell=tell)
        except LabError:
            # Told, not broken off: from here on the folder is in somebody's own hands.
            memory.end_syncing()
            raise
        memory.end_syncing()
    return done


def unsent(git: Git, *, member: str) -> int | None:
    """Return how many files of one's own the others cannot have yet.

    ``None`` where that cannot be said: no git, or no repository to share by.
    """
    try:
        if not git.is_there or not git.is_repository():
            return None
        git.check_settings()
        if _REMOTE not in git.want("remote").split():
            return None
        git.hold_attributes()
        here = git.want("ls-files", "-z", "--others", "--modified", "--deduplicate").split("\0")
        upstream = f"refs/remotes/{_REMOTE}/{_branch(git)}"
        known = git.run("rev-parse", "--verify", "--quiet", upstream).done
        made = (
            git.want("diff", "--name-only", "--no-renames", "-z", f"{upstream}...HEAD")
            if known
            else git.want("ls-files", "-z")
        )
    except GitFailed:
        return None
    files = {PurePosixPath(path) for path in (*here, *made.split("\0")) if path}
    return sum(owner_of(path) == member for path in files)


def _without_git(git: Git) -> list[str]:
    if (git.folder / ".git").exists():
        return ["Git is not installed, so nothing was sent or fetched. Your files are safe."]
    return []


def _go(
    git: Git,
    *,
    member: str,
    name: str,
    pause: Callable[[float], None],
    tell: Callable[[str], None],
) -> Synced:
    branch = _branch(git)
    done = Synced("synced")
    tell("Putting your files together")
    _commit(git, member=member, name=name)
    if _REMOTE not in git.want("remote").split():
        done.outcome = "alone"
        return done
    upstream = f"refs/remotes/{_REMOTE}/{branch}"
    for attempt in range(_TRIES):
        tell("Fetching what the others sent")
        fetched = git.run(
            "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--", _REMOTE, remote=True
        )
        if not fetched.done:
            _not_offline(fetched)
            done.outcome, done.waiting = "offline", _ahead(git, upstream)
            done.notes.append(f"Git says: {fetched.why.rstrip('.')}.")
            return done
        done.received += _integrate(git, upstream)
        ahead = _ahead(git, upstream)
        if not ahead:
            return done
        tell("Sending yours")
        pushed = git.run(
            "push", "--quiet", "--no-verify", "--no-recurse-submodules", "--", _REMOTE,
            f"HEAD:refs/heads/{branch}", remote=True,
        )  # fmt: skip
        if pushed.done:
            done.sent += ahead
            return done
        if not _RACE.search(pushed.err):
            _not_offline(pushed)
            done.outcome, done.waiting = "offline", ahead
            done.notes.append(f"Git says: {pushed.why.rstrip('.')}.")
            return done
        # Somebody else was quicker. Both wait for another while, so that one gets through.
        pause(random.uniform(0.02, 0.1) * (attempt + 1))  # noqa: S311 - no secret
    raise GitFailed(
        "Others push all the time", f"{_TRIES} tries did not get through",
        todo="Nothing is lost. Sync again in a minute.",
    )  # fmt: skip


def _branch(git: Git) -> str:
    answer = git.run("symbolic-ref", "--quiet", "--short", "HEAD")
    if not answer.done:
        raise GitFailed(
            "The group’s folder is on no branch",
            "somebody looked at an older version of it by hand",
            todo="“git switch main” there goes back. Then sync again.",
        )
    return answer.out.strip()


def _commit(git: Git, *, member: str, name: str) -> None:
    """Commit what is new or changed among one's own files, and nothing else."""
    listed = git.want("ls-files", "-z", "--others", "--modified", "--deduplicate").split("\0")
    known = git.want("ls-files", "-z").split("\0")
    paths = [
        path
        for path in listed
        if path
        and (git.folder / path).is_file()
        and (
            owner_of(PurePosixPath(path)) == member or (path in _FIRST_FILES and path not in known)
        )
    ]
    if not paths and git.run("diff", "--cached", "--quiet").done:
        return
    mine = [path for path in _staged(git) if owner_of(PurePosixPath(path)) == member]
    paths = sorted({*paths, *mine, *(path for path in _staged(git) if path in _FIRST_FILES)})
    if not paths:
        return
    git.want("--literal-pathspecs", "add", "--force", "--", *paths)
    git.want(
        "--literal-pathspecs", "commit", "--quiet", "--no-verify", "--no-gpg-sign", "--message",
        _message(paths, name=name), "--only", "--", *paths, more=_identity(git, member, name),
    )  # fmt: skip


def _staged(git: Git) -> list[str]:
    """Return what is staged and not committed yet."""
    if not git.run("rev-parse", "--verify", "--quiet", "HEAD").done:
        return [path for path in git.want("ls-files", "-z").split("\0") if path]
    return [path for path in git.want("diff", "--cached", "--name-only", "-z").split("\0") if path]


def _message(paths: list[str], *, name: str) -> str:
    """Return what a commit says: who, and what it brings."""
    kinds = dict.fromkeys(
        PurePosixPath(path).parts[2] for path in paths if path.startswith("rounds/")
    )
    rounds = dict.fromkeys(
        PurePosixPath(path).parts[1] for path in paths if path.startswith("rounds/")
    )
    if not kinds:
        return f"{name} is in the group"
    return f"{name}: {', '.join(kinds)} in {', '.join(rounds)}"


def _identity(git: Git, member: str, name: str) -> list[str]:
    """Return who commits, where the user's git does not know it."""
    if git.run("config", "--get", "user.email").out.strip():
        return []
    return [f"user.name={name}", f"user.email={member}@teardown.invalid"]


def _ahead(git: Git, upstream: str) -> int:
    """Return how many commits of one's own the others do not have."""
    known = git.run("rev-parse", "--verify", "--quiet", upstream).done
    span = f"{upstream}..HEAD" if known else "HEAD"
    return int(git.want("rev-list", "--count", span))


def _integrate(git: Git, upstream: str) -> int:
    """Put one's own commits on top of what others sent; return how many those are."""
    if not git.run("rev-parse", "--verify", "--quiet", upstream).done:
        return 0
    span = git.want("rev-list", "--left-right", "--count", f"HEAD...{upstream}").split()
    ahead, behind = map(int, span)
    if not behind:
        return 0
    _check_clean(git)
    if not ahead:
        answer = git.run("merge", "--ff-only", "--quiet", upstream)
    else:
        answer = git.run(
            "rebase", "--quiet", "--no-autostash", "--no-verify", "--no-gpg-sign", upstream,
            more=["user.useConfigOnly=false", *_committer(git)],
        )  # fmt: skip
    if answer.done:
        return behind
    both = [
        path
        for path in git.run("diff", "--name-only", "--diff-filter=U", "-z").out.split("\0")
        if path
    ]
    if ahead:
        git.run("rebase", "--abort")
    raise _collision(git, both, answer, branch=upstream.rpartition("/")[2])


def _committer(git: Git) -> list[str]:
    if git.run("config", "--get", "user.email").out.strip():
        return []
    said = git.want("log", "-1", "--format=%cn%x00%ce", "HEAD").strip("\n").split("\0")
    return [f"user.name={said[0]}", f"user.email={said[1]}"]


def _check_clean(git: Git) -> None:
    """Raise ``GroupError`` where somebody changed a file here by hand that is not theirs."""
    rows = git.want("status", "--porcelain", "-z", "--untracked-files=no", "--no-renames").split(
        "\0"
    )
    changed = [row[3:] for row in rows if row]
    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        raise GroupError(
            f"“{changed[0]}”{more} was changed here by hand and is not yours",
            "what others sent cannot be put beside it",
            todo=f"In {git.folder}, “git checkout -- FILE” takes the change back; or commit it "
            "with “git commit” if it is meant. Then sync again.",
        )


def _collision(git: Git, both: list[str], answer: Answer, *, branch: str) -> GroupError:
    in_the_way = [_shown(line) for line in answer.err.splitlines() if line.startswith("\t")]
    if not both and in_the_way:
        more = f" and {len(in_the_way) - 1} more" if len(in_the_way) > 1 else ""
        return GroupError(
            f"“{in_the_way[0]}”{more} stands in the way of what others sent",
            "it has the name of a file of theirs",
            todo=f"Move it out of {git.folder}, then sync again.",
        )
    if not both:
        return GroupError(
            "What others sent could not be put in place",
            answer.why,
            todo=f"Nothing is lost. “git status” in {git.folder} says more.",
        )
    names = ", ".join(f"“{path}”" for path in both[:3]) + (" …" if len(both) > 3 else "")  # noqa: PLR2004
    return GroupError(
        f"{names} was changed by two people",
        "one of them changed a file that is not theirs; both versions are kept, nothing was sent",
        todo=f"In {git.folder}: “git pull --rebase {_REMOTE} {branch}”, put the file right, "
        "“git add” it, “git rebase --continue”. Then sync again.",
    )


def _shown(line: str) -> str:
    return "".join(each if each.isprintable() else "\ufffd" for each in line.strip())


def _not_offline(answer: Answer) -> None:
    """Raise where it is not the network that fails, but somebody has to do something."""
    if _DENIED.search(answer.err) and not re.search(
        r"could not resolve", answer.err, re.IGNORECASE
    ):
        raise GitFailed(
            "The code host did not let git in",
            answer.why,
            todo="Your files are safe and wait here. Try “git fetch” in the group’s folder, log "
            "in as it asks, then sync again.",
        )
    if not _OFFLINE.search(answer.err):
        raise GitFailed(
            "Git could not exchange anything", answer.why,
            todo="Your files are safe and wait here.",
        )  # fmt: skip


def _recover(git: Git, memory: GroupMemory, *, member: str, patience: float) -> None:
    """Take back what an earlier sync left half done; leave alone what a person began."""
    rebasing = any(
        (git.folder / ".git" / each).exists() for each in ("rebase-merge", "rebase-apply")
    )
    if not memory.is_syncing():
        if rebasing or (git.folder / ".git" / "MERGE_HEAD").exists():
            raise GitFailed(
                "Somebody began a rebase or merge in the group’s folder by hand",
                "it is not finished",
                todo="There, “git rebase --continue” or “git rebase --abort” ends it "
                "(“git merge --abort” a merge). Then sync again.",
            )
        return
    _take_away_locks(git, patience=patience)
    if rebasing and not git.run("rebase", "--abort").done:
        _give_up_rebase(git)
    _undo_half_written(git, member=member)


def _give_up_rebase(git: Git) -> None:
    """End a rebase of ours that was killed while it began or ended: back to our own commits.

    They were all made, and the folder was clean, before it began.
    """
    head = ""
    for name in ("rebase-merge", "rebase-apply"):
        folder = git.folder / ".git" / name
        with suppress(OSError):
            head = (folder / "head-name").read_text(encoding="utf-8").strip() or head
        shutil.rmtree(folder, ignore_errors=True)
    if head.startswith("refs/heads/"):
        git.want("symbolic-ref", "HEAD", head)
    git.want("reset", "--hard", "--quiet", "HEAD")


def _undo_half_written(git: Git, *, member: str) -> None:
    """Take back files that a killed git had begun to bring into the folder.

    Only those of which the beginning is what others sent, so that nobody's own change is touched:
    all of it is in the repository and comes again.
    """
    branch = git.run("symbolic-ref", "--quiet", "--short", "HEAD").out.strip()
    upstream = f"refs/remotes/{_REMOTE}/{branch}"
    if not branch or not git.run("rev-parse", "--verify", "--quiet", upstream).done:
        return
    changed = git.want("diff", "--name-only", "--no-renames", "-z", "HEAD", upstream).split("\0")
    for path in filter(None, changed):
        if owner_of(PurePosixPath(path)) != member:
            _undo_one(git, path, upstream=upstream)


def _undo_one(git: Git, path: str, *, upstream: str) -> None:
    place = git.folder / path
    known = git.run("cat-file", "-e", f"HEAD:{path}").done
    try:
        data = place.read_bytes().decode("utf-8", "replace") if place.is_file() else None
    except OSError:
        return
    if data is not None:
        sent = git.run("cat-file", "blob", f"{upstream}:{path}")
        if not sent.done or not sent.out.startswith(data):
            return
    if known:
        git.run("--literal-pathspecs", "checkout", "--quiet", "HEAD", "--", path)
    elif data is not None:
        git.run("--literal-pathspecs", "rm", "--quiet", "--cached", "--ignore-unmatch", "--", path)
        place.unlink(missing_ok=True)


def _take_away_locks(git: Git, *, patience: float) -> None:
    """Wait for a git that outlived its teardown; take away the locks of one that did not."""
    folder = git.folder / ".git"
    deadline = time.monotonic() + patience
    while locks := _locks(folder):
        if time.monotonic() > deadline:
            for path in locks:
                with suppress(OSError):
                    path.unlink(missing_ok=True)
            return
        time.sleep(0.05)


def _locks(folder: Path) -> list[Path]:
    return [*folder.glob("*.lock"), *(folder / "refs").rglob("*.lock")]
