"""The name that somebody probably meant, also for the front ends."""

from __future__ import annotations

from teardown_templates.nearest import nearest

__all__ = ["nearest"]
