"""Sending one's own files and fetching the others', by git, so that it can be broken off anywhere.

Only one's own files are committed. What others sent comes first and one's own go on top; nothing
that anybody has seen is ever rewritten, and nothing is forced. What does not get through waits in
the repository for the next time. One's own files never leave the folder meanwhile, not even for
the blink of an eye, so that whatever is killed, and whatever is written then, none of them is lost.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, Literal

from lab.errors import LabError
from lab.group.errors import GitEnded, GitFailed, GroupError
from lab.group.facts import Facts
from lab.group.git import is_a_folder
from lab.group.git_settings import AT_A_FOLDER
from lab.group.layout import ATTRIBUTES, GROUP_FILE, README, owner_of
from lab.group.recovery import LOCK_PATIENCE, REMOTE, recover
from lab.group.sync_refusals import (
    another_branch,
    another_group,
    branch_gone,
    changed_by_hand,
    check_offline,
    collision,
    is_race,
    rewritten,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.group.git import Answer, Git
    from lab.group.memory import GroupMemory

__all__ = ["Outcome", "Synced", "sync", "unsent"]

Outcome = Literal["synced", "offline", "alone", "no git"]
"""``alone``: a repository without a remote. ``no git``: a folder that is shared in another way."""

_FIRST_FILES: Final = frozenset({GROUP_FILE, README, ATTRIBUTES})
"""What whoever begins a group writes, once."""
_TRIES: Final = 12
"""How often to try where others push at the same time."""


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
    patience: float = LOCK_PATIENCE,
    tell: Callable[[str], None] = lambda _: None,
) -> Synced:
    """Commit one's own files, fetch, put one's own on top, push; say what came of it.

    *patience* is how many seconds a lock is left alone that an interrupted sync left behind.
    *tell* is told what goes on, in a few words.

    Raise ``GitFailed`` or ``GroupError`` with what to do where a person has to decide.
    """
    if not git.is_there or not git.is_used:
        return Synced("no git", notes=_without_git(git))
    git.check_settings()
    if not git.is_repository():
        raise GitFailed(
            "The group’s folder is no repository of its own",
            "git does not read it, or it lies inside another repository",
            todo="“git status” in that folder says more.",
        )
    with memory.alone("syncing", patience=60):
        git.hold_attributes()
        recover(git, memory, member=member, patience=patience)
        memory.begin_syncing()
        try:
            done = _go(git, member=member, name=name, pause=pause, tell=tell)
            done.notes += _changed_by_hand(git, member=member)
        except GitEnded:
            raise
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
        if REMOTE not in git.want("remote").split():
            return None
        git.hold_attributes()
        here = git.want("ls-files", "-z", "--others", "--modified", "--deduplicate").split("\0")
        upstream = f"refs/remotes/{REMOTE}/{_branch(git)}"
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
    if git.is_used:
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
    address = git.run("remote", "get-url", "--push", REMOTE)
    if not address.done:
        done.outcome = "alone"
        return done
    upstream = f"refs/remotes/{REMOTE}/{branch}"
    for attempt in range(_TRIES):
        tell("Fetching what the others sent")
        fetched = _fetch(git, branch, upstream)
        if not fetched.done:
            return _waits(git, fetched, done, branch=branch, upstream=upstream)
        received, ahead = _integrate(git, upstream, member=member, name=name)
        done.received += received
        if not ahead:
            return done
        tell("Sending yours")
        pushed = _push(git, branch, address=address.out.strip())
        if pushed.done:
            done.sent += ahead
            return done
        if not is_race(pushed):
            return _waits(git, pushed, done, branch=branch, upstream=upstream)
        # Somebody else was quicker. Both wait for another while, so that one gets through.
        pause(random.uniform(0.02, 0.1) * (attempt + 1))  # noqa: S311 - no secret
    raise GitFailed(
        "Others push all the time", f"{_TRIES} tries did not get through",
        todo="Nothing is lost. Sync again in a minute.",
    )  # fmt: skip


def _fetch(git: Git, branch: str, upstream: str) -> Answer:
    """Fetch the branch; raise ``GroupError`` where what everybody had is not in it any more.

    A branch that is not there yet counts as fetched.
    """
    answer = git.run(
        "fetch", "--no-tags", "--no-recurse-submodules", "--refmap=", "--", REMOTE,
        f"refs/heads/{branch}:{upstream}", remote=True,
    )  # fmt: skip
    if "[rejected]" in answer.err:
        raise rewritten(folder=git.folder)
    if not answer.done and "couldn't find remote ref" in answer.err:
        if _is_known(git, upstream):
            raise branch_gone(branch, folder=git.folder)
        shared = _shared_branches(git)
        if shared:
            raise another_branch(branch, shared=shared, folder=git.folder)
        return answer._replace(status=0)
    return answer


def _shared_branches(git: Git) -> list[str]:
    """Return the branches that are known of the code host, and hold a group."""
    start = f"refs/remotes/{REMOTE}/"
    listed = git.run("for-each-ref", "--format=%(refname)", start).out.split()
    return [
        each.removeprefix(start)
        for each in listed
        if each != f"{start}HEAD" and git.run("cat-file", "-e", f"{each}:{GROUP_FILE}").done
    ]


def _changed_by_hand(git: Git, *, member: str) -> list[str]:
    """Say which files here are not as others wrote them, and how they become so again."""
    try:
        _check_clean(git, member=member)
    except GroupError as error:
        return [f"{error.what}. {error.todo}"]
    return []


def _push(git: Git, branch: str, *, address: str) -> Answer:
    taker = [f"--receive-pack={AT_A_FOLDER}"] if is_a_folder(address) else []
    return git.run(
        "push", "--quiet", "--no-verify", "--no-recurse-submodules", *taker, "--", REMOTE,
        f"HEAD:refs/heads/{branch}", remote=True,
    )  # fmt: skip


def _waits(git: Git, answer: Answer, done: Synced, *, branch: str, upstream: str) -> Synced:
    """Say what waits until the network is back; raise where it is not the network."""
    check_offline(answer, branch=branch, known=_is_known(git, upstream))
    done.outcome, done.waiting = "offline", _ahead(git, upstream)
    done.notes.append(f"Git says: {answer.why.rstrip('.')}.")
    return done


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
    staged = git.want("diff", "--cached", "--name-only", "--no-renames", "-z").split("\0")
    mine = [path for path in listed if owner_of(PurePosixPath(path)) == member]
    if not _FIRST_FILES.isdisjoint(listed):
        # What whoever begins a group writes is committed once; later changes are made by hand.
        known = git.want("ls-files", "-z", "--", *_FIRST_FILES).split("\0")
        mine += [path for path in listed if path in _FIRST_FILES and path not in known]
    mine += [
        path for path in staged if owner_of(PurePosixPath(path)) == member or path in _FIRST_FILES
    ]
    named = sorted({path for path in mine if (git.folder / path).is_file()})
    if not named:
        return
    git.want("--literal-pathspecs", "add", "--force", "--", *named)
    git.want(
        "--literal-pathspecs", "commit", "--quiet", "--no-verify", "--no-gpg-sign",
        "--cleanup=whitespace", "--message", _message(named, name=name),
        "--only", "--", *named, more=_identity(git, member, name),
    )  # fmt: skip


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
    """Return who commits, as far as the user's git does not know it."""
    known = git.run("config", "--get-regexp", "^user\\.(name|email)$").out.casefold()
    said = name if any(map(str.isalnum, name)) else member
    return [
        *([] if "user.name " in known else [f"user.name={said}"]),
        *([] if "user.email " in known else [f"user.email={member}@teardown.invalid"]),
    ]


def _is_known(git: Git, upstream: str) -> bool:
    return git.run("rev-parse", "--verify", "--quiet", upstream).done


def _ahead(git: Git, upstream: str) -> int:
    """Return how many commits of one's own the others do not have."""
    span = f"{upstream}..HEAD" if _is_known(git, upstream) else "HEAD"
    return int(git.want("rev-list", "--count", span))


def _integrate(git: Git, upstream: str, *, member: str, name: str) -> tuple[int, int]:
    """Put one's own on top of what others sent; return how many commits came, and how many go."""
    if not _is_known(git, upstream):
        return 0, _ahead(git, upstream)
    span = git.want("rev-list", "--left-right", "--count", f"HEAD...{upstream}").split()
    ahead, behind = map(int, span)
    if behind:
        _put_on_top(git, upstream, ahead=ahead, member=member, name=name)
        ahead = _ahead(git, upstream) if ahead else 0
    return behind, ahead


def _put_on_top(git: Git, upstream: str, *, ahead: int, member: str, name: str) -> None:
    _check_clean(git, member=member)
    base = git.run("merge-base", "HEAD", upstream).out.strip()
    both: list[str] = []
    if not base:
        _begin_on_top(git, upstream, member=member, name=name)
        return
    if not ahead:
        answer = git.run("merge", "--ff-only", "--quiet", upstream)
    elif _are_mine(git, base, member=member):
        answer = _go_forward(git, upstream, base=base)
        if answer.done:
            _commit(git, member=member, name=name)
        elif "Your local changes" in answer.err:
            both = [line.strip() for line in answer.err.splitlines() if line.startswith("\t")]
    else:
        answer, both = _rebase(git, upstream, member=member, name=name)
    if not answer.done:
        raise collision(
            both, answer, branch=upstream.removeprefix(f"refs/remotes/{REMOTE}/"),
            remote=REMOTE, folder=git.folder, member=member,
        )  # fmt: skip


def _are_mine(git: Git, base: str, *, member: str) -> bool:
    """Return whether what waits here is only in one's own files: no commit by hand among it."""
    changed = git.want("diff", "--name-only", "--no-renames", "-z", base, "HEAD").split("\0")
    return all(owner_of(PurePosixPath(path)) == member for path in changed if path)


def _go_forward(git: Git, upstream: str, *, base: str) -> Answer:
    """Take one's own commits back, which nobody has seen, and go on to where the others are.

    One's own files stay where they are and are committed again afterwards.
    """
    tip = git.want("rev-parse", "HEAD").strip()
    git.want("reset", "--soft", base)
    answer = git.run("merge", "--ff-only", "--quiet", upstream)
    if not answer.done:
        git.want("reset", "--soft", tip)
    return answer


def _rebase(git: Git, upstream: str, *, member: str, name: str) -> tuple[Answer, list[str]]:
    """Put commits that somebody made by hand on top; return the files that collide, too."""
    answer = git.run(
        "rebase", "--quiet", "--no-autostash", "--no-verify", "--no-gpg-sign", upstream,
        more=["user.useConfigOnly=false", *_identity(git, member, name)],
    )  # fmt: skip
    both: list[str] = []
    if not answer.done:
        unmerged = git.run("diff", "--name-only", "--diff-filter=U", "-z").out.split("\0")
        both = [path for path in unmerged if path]
        git.run("rebase", "--abort")
    return answer, both


def _begin_on_top(git: Git, upstream: str, *, member: str, name: str) -> None:
    """Put a new group on top of what a code host put into a new repository: a licence, a README.

    Raise ``GroupError`` where there is another group in it.
    """
    there = git.run("cat-file", "blob", f"{upstream}:{GROUP_FILE}")
    if there.done:
        facts = Facts(there.out, name=GROUP_FILE)
        mine = Facts(git.want("cat-file", "blob", f"HEAD:{GROUP_FILE}"), name=GROUP_FILE)
        if facts.text("id") != mine.text("id"):
            raise another_group(facts.text("title") or facts.text("id"))
    git.want("reset", "--mixed", "--quiet", upstream)
    git.run("checkout-index", "--all", "--quiet")
    kept = git.want("ls-tree", "--name-only", "-z", upstream, "--", README, ATTRIBUTES).split("\0")
    if any(kept):
        git.want("checkout", "--quiet", upstream, "--", *filter(None, kept))
    _commit(git, member=member, name=name)


def _check_clean(git: Git, *, member: str) -> None:
    """Raise ``GroupError`` where somebody changed a file here by hand that is not theirs."""
    rows = git.want("status", "--porcelain", "-z", "--untracked-files=no", "--no-renames").split(
        "\0"
    )
    changed = [row[3:] for row in rows if row]
    if changed:
        raise changed_by_hand(changed, member=member, folder=git.folder)
