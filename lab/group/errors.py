"""What can go wrong with a group."""

from __future__ import annotations

from lab.errors import LabError

__all__ = ["FileRefused", "GitFailed", "GroupError", "NoGroup", "NotYet"]


class GroupError(LabError):
    """Something about a study group went wrong."""


class NoGroup(GroupError):
    """There is no group here, or one does not belong to it."""


class NotYet(GroupError):
    """Too early: others have not sealed, or one has not oneself."""


class FileRefused(GroupError):
    """A file in the group's folder is not what it should be; nothing of it is used."""


class GitFailed(GroupError):
    """Git is missing, refused, or could not do what was asked."""
