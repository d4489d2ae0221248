"""What the history of a group's repository says about its seals: which were there first.

Whoever changes or removes a seal leaves the first one in the history, on every computer.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from lab.errors import LabError
from lab.group.facts import Facts
from lab.group.layout import ROUNDS, owner_of
from lab.group.seals import is_commitment

if TYPE_CHECKING:
    from lab.group.git import Git

__all__ = ["first_seals"]

_PLACE: Final = 4
"""Parts of a seal's path."""


def first_seals(git: Git) -> dict[str, dict[str, str]]:
    """Return by round and member the commitments that the history has first, where they changed.

    Nothing without a repository. Raise ``GitFailed`` where its settings are not trusted.
    """
    if not git.is_there or not (git.folder / ".git").exists():
        return {}
    git.check_settings()
    answer = git.run(
        "log", "--reverse", "--format=%x00%H", "--name-only", "--no-renames", "-z", "HEAD",
        "--", f":(glob){ROUNDS}/*/seals/*.toml",
    )  # fmt: skip
    if not answer.done:
        return {}
    versions: dict[str, list[str]] = {}
    commit = ""
    for part in answer.out.replace("\n", "\0").split("\0"):
        if len(part) in {40, 64} and "/" not in part:
            commit = part
        elif part and owner_of(PurePosixPath(part)):
            versions.setdefault(part, []).append(commit)
    first: dict[str, dict[str, str]] = {}
    for path, commits in versions.items():
        if len(commits) > 1:
            said = _commitment(git.run("cat-file", "blob", f"{commits[0]}:{path}").out, path)
            _, round_name, _, name = path.split("/", _PLACE)
            if said:
                first.setdefault(round_name, {})[name.removesuffix(".toml")] = said
    return first


def _commitment(text: str, path: str) -> str:
    try:
        said = Facts(text, name=path).text("commitment")
    except LabError:
        return ""
    return said if is_commitment(said) else ""
