"""What can go wrong with a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.errors import LabError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "FileRefused", "GitEnded", "GitFailed", "GroupError", "NameTaken", "NoGroup", "NotYet",
]  # fmt: skip


class GroupError(LabError):
    """Something about a study group went wrong."""


class NoGroup(GroupError):
    """There is no group here, or one does not belong to it."""


class NameTaken(UsageError):
    """Somebody in the group has that name: oneself on another computer, or another person."""

    def __init__(self, what: str, *, todo: str, member: str, folder: Path) -> None:
        """*member* is who has it, *folder* the group's."""
        super().__init__(what, todo=todo)
        self.member = member
        self.folder = folder


class NotYet(GroupError):
    """Too early: others have not sealed, or one has not oneself."""


class FileRefused(GroupError):
    """A file in the group's folder is not what it should be; nothing of it is used."""


class GitFailed(GroupError):
    """Git is missing, refused, or could not do what was asked."""


class GitEnded(GitFailed):
    """Git took too long and was ended, so that something may be half done."""
