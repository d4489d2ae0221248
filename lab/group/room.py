"""The room for study groups: begin one, join one, open the one that is meant."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lab.errors import TeardownError, UsageError
from lab.group.errors import NoGroup
from lab.group.layout import GROUP_FILE, LONGEST_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.group.git import Git
    from lab.group.halting import Halt
    from lab.group.study_group import StudyGroup
    from lab.group.waiting import Waiting
    from lab.workspace import Workspace
    from store.summary import Summary

__all__ = ["Groups"]

_DEEPEST: Final = 30
"""Folders above the current one in which a group is looked for."""


class Groups:
    """The groups that somebody belongs to."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def open(
        self,
        folder: Path | None = None,
        *,
        may_ask: bool = False,
        halt: Halt | None = None,
        remember: bool = True,
    ) -> StudyGroup:
        """Return the group in a folder; without one that of the current folder, or the last one.

        *halt* breaks a sync off. Raise ``NoGroup`` where there is none.
        """
        from lab.group.memory import GroupMemory

        if folder is None:
            folder = _above(Path.cwd()) or GroupMemory.last_folder(self._state)
        if folder is None:
            gone = GroupMemory.last_folder(self._state, is_there=False)
            if gone is not None:
                raise NoGroup(
                    f"The group’s folder {gone} is not there any more",
                    todo="Where it is now, “teardown group join FOLDER” goes on with it.",
                )
            raise NoGroup(
                "There is no group here",
                todo="“teardown group init DIR” begins one, “teardown group join URL” joins one.",
            )
        from lab.group.study_group import StudyGroup

        return StudyGroup(
            self._workspace, folder.absolute(), may_ask=may_ask, halt=halt, remember=remember
        )

    def waiting(self, summaries: Iterable[Summary]) -> Waiting | None:
        """Return what one's group waits for from whoever is here; nothing without a group.

        *summaries* are the rows of one's library. A folder that cannot be read asks for
        nothing: the group itself says what is wrong with it.
        """
        with suppress(TeardownError, OSError):
            group = self.open()

            from lab.group.waiting import waiting

            return waiting(group, summaries)
        return None

    def init(
        self, folder: Path, *, title: str, name: str = "", remote: str = "", with_git: bool = True
    ) -> StudyGroup:
        """Begin a group in a new or empty folder, and be its first member."""
        from lab.group.beginning import begin

        name = self._name(name)
        begin(
            folder,
            title=title,
            git=self._git(folder) if with_git else None,
            remote=remote,
        )
        group = self.open(folder)
        group.become_member(name)
        return group

    def join(self, source: str, folder: Path | None = None, *, name: str = "", member: str = "",
             may_ask: bool = False, halt: Halt | None = None) -> StudyGroup:  # fmt: skip
        """Join a group: clone its repository, or join the one in a folder that is there.

        *halt* breaks the cloning off. Raise ``NameTaken`` where somebody in it has the name.
        """
        from lab.group.beginning import clone

        here = Path(source)
        if (here / GROUP_FILE).is_file():
            group = self.open(here, may_ask=may_ask)
            is_one = group.me in group.contents().members
            name = name if member or is_one else self._name(name)
        else:
            name = name if member else self._name(name)
            target = clone(
                source, folder, git=lambda place: self._git(place, may_ask=may_ask, halt=halt)
            )
            group = self.open(target, may_ask=may_ask)
        if member:
            group.be(member)
        else:
            group.become_member(name)
        return group

    def check_may_read(self, path: Path) -> None:
        """Raise ``NotYet`` for another's text of a round before one has sealed one's own."""
        from lab.group.secrecy import check_may_read

        check_may_read(path, self._workspace)

    @property
    def _state(self) -> Path:
        return self._workspace.places.state / "groups"

    def _git(self, folder: Path, *, may_ask: bool = False, halt: Halt | None = None) -> Git:
        from lab.group.git import Git

        return Git(folder, environ=self._workspace.environ, may_ask=may_ask, halt=halt)

    def _name(self, name: str) -> str:
        from lab.group.facts import is_text

        said = " ".join((name or str(self._workspace.settings["author"])).split())
        if not said:
            raise UsageError(
                "The group does not know your name",
                todo="Add --name NAME, or set it once: “teardown config set author NAME”.",
            )
        if len(said) > LONGEST_NAME or not is_text(said):
            raise UsageError("That name is too long, or holds what is no text")
        return said


def _above(folder: Path) -> Path | None:
    """Return the folder, or one above it, that is a group's."""
    for place in [folder, *folder.parents][:_DEEPEST]:
        if (place / GROUP_FILE).is_file():
            return place
    return None
