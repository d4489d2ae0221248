"""What can go wrong with a backup.

The tree is drawn in :mod:`teardown_templates.errors`.
"""

from __future__ import annotations

from store.errors import StoreError

__all__ = ["BackupUnusable", "BackupUnwritable"]


class BackupUnusable(StoreError):
    """A file is no backup, or one that cannot be relied on; nothing was read out of it."""

    def __init__(self, name: str, why: str, *, todo: str = "") -> None:
        super().__init__(
            f"“{name}” cannot be restored",
            why,
            todo=todo or "Nothing was changed. Take another backup, or copy this one anew.",
        )


class BackupUnwritable(StoreError):
    """A backup cannot be written where it should go; nothing was left there."""

    def __init__(self, name: str, why: str, *, todo: str) -> None:
        super().__init__(f"The backup “{name}” could not be written", why, todo=todo)
