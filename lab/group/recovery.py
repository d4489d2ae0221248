"""Putting right what an earlier sync left half done. What a person began is left alone."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from lab.group.errors import GitFailed
from lab.group.layout import owner_of

if TYPE_CHECKING:
    from pathlib import Path

    from lab.group.git import Git
    from lab.group.memory import GroupMemory

__all__ = ["LOCK_PATIENCE", "REMOTE", "recover"]

REMOTE: Final = "origin"
LOCK_PATIENCE: Final = 1.5
"""Seconds after which a lock that an interrupted sync left behind is nobody's any more."""


def recover(git: Git, memory: GroupMemory, *, member: str, patience: float) -> None:
    """Take back what an earlier sync left half done; raise where a person began something.

    *patience* is how many seconds a lock is left alone.
    """
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
    upstream = f"refs/remotes/{REMOTE}/{branch}"
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
