"""Beginning a group's folder, or bringing one here."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from lab.errors import UsageError
from lab.group.errors import GitFailed, GroupError, NoGroup
from lab.group.facts import text_of, to_toml
from lab.group.files import write_new
from lab.group.git import check_address
from lab.group.layout import ATTRIBUTES, GROUP_FILE, LONGEST_NAME, README, new_group_id
from store.names import slug, temporary_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.group.facts import Values
    from lab.group.git import Git

__all__ = ["begin", "clone"]

_ATTRIBUTES_TEXT: Final = (
    "# Every computer has the same bytes, so that seals can be checked.\n* -text\n"
)
_README_TEXT: Final = """# {title}

A study group that takes products apart with teardown. Everything here can be read without it.

- `members/` – who is in the group
- `rounds/DATE-PRODUCT/` – one product each
  - `opened/` – what is taken apart, and until when
  - `seals/` – a commitment of each person: it fixes a text and shows nothing of it
  - `teardowns/` – the texts, once they are revealed, and `reveals/`, which proves that they are
    the ones that were sealed
  - `compared/` – all of them side by side; `agreed/` – what the group agreed on
  - `again/` – second scores; `matches/` – which findings are one

Each file belongs to the person in its name. Change only your own.
"""


def begin(folder: Path, *, title: str, git: Git | None, remote: str = "") -> None:
    """Make a group's folder, a repository unless there is no git; raise where one is there.

    A folder with other things in it is taken only where it is a fresh repository.
    """
    title = text_of(title)[:LONGEST_NAME] or text_of(folder.absolute().name)
    if (folder / GROUP_FILE).exists():
        raise UsageError(f"{folder} is a group’s folder already")
    if remote:
        check_address(remote)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = [path.name for path in folder.iterdir() if path.name not in {".git", README}]
    except OSError as error:
        raise GroupError(
            f"{folder} cannot be used", (error.strerror or "the system refused").lower(),
            todo="Name a new folder.",
        ) from None  # fmt: skip
    if others:
        raise UsageError(
            f"{folder} has other things in it", todo="Name a new folder; it will be made."
        )
    facts: Values = {"format": 1, "id": new_group_id(title), "title": title}
    if git is not None and git.is_there and not git.is_repository():
        git.want("init", "--quiet", "--template=", "--initial-branch=main")
    if remote and git is not None:
        git.want("remote", "add", "--", "origin", remote)
    if git is not None and git.is_there:
        git.hold_attributes()
    write_new(folder, PurePosixPath(ATTRIBUTES), _ATTRIBUTES_TEXT)
    write_new(folder, PurePosixPath(README), _README_TEXT.format(title=title))
    write_new(folder, PurePosixPath(GROUP_FILE), to_toml(facts))


def clone(source: str, folder: Path | None, *, git: Callable[[Path], Git]) -> Path:
    """Clone a group's repository and return its folder; nothing is left of one that fails."""
    check_address(source)
    name = slug(PurePosixPath(source.rstrip("/").removesuffix(".git").replace("\\", "/")).name)
    target = (folder or Path(name)).absolute()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        if (target / GROUP_FILE).is_file():
            raise UsageError(
                f"{target} is a group’s folder already",
                todo=f"If it is the one that you mean, “teardown group join {target}” joins it; "
                "else name another folder behind the URL.",
            )
        raise UsageError(f"{target} is there already", todo="Name another folder behind the URL.")
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.parent / temporary_name()
    program = git(target.parent)
    where = str(Path(source).absolute()) if Path(source).is_dir() else source
    try:
        answer = program.run(
            "clone", "--quiet", "--no-checkout", "--no-recurse-submodules", "--no-tags",
            "--template=", "--config", "core.symlinks=false", "--", where, str(aside), remote=True,
        )  # fmt: skip
        if not answer.done:
            raise GitFailed(
                "The group could not be fetched", answer.why,
                todo="Check the address, and that you may read it.",
            )  # fmt: skip
        here = git(aside)
        here.hold_attributes()
        shown = here.run("checkout", "--quiet").done
        if not shown or not (aside / GROUP_FILE).is_file():
            _look_on_main(here)
        if not (aside / GROUP_FILE).is_file():
            raise NoGroup(
                "That repository holds no group",
                f"it has no {GROUP_FILE}",
                todo="Whoever began it has to sync first. If nobody has, “teardown group init "
                f"{target.name} --remote {source}” begins it.",
            )
        if target.exists():
            target.rmdir()
        aside.rename(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return target


def _look_on_main(git: Git) -> None:
    """Take the branch that is there: bare repositories often name another one as their first."""
    listed = git.run("for-each-ref", "--format=%(refname)", "refs/remotes/origin").out.split()
    branches = [name.removeprefix("refs/remotes/origin/") for name in listed]
    found = "main" if "main" in branches else branches[0] if len(branches) == 1 else ""
    if found and found != "HEAD":
        git.run("checkout", "--quiet", "-B", found, "--track", f"origin/{found}")
