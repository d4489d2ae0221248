"""People of a study group, one of whom sits at the app."""

from __future__ import annotations

from tests.lab.group.conftest import needs_git, person

__all__ = ["needs_git", "person"]
