"""The versions of a teardown, and what each changed, in words."""

from __future__ import annotations

from lab.history.changes import Change, headline, what_changed
from lab.history.entries import Entry, entries_of
from lab.history.story import NoSuchVersion, Story

__all__ = [
    "Change",
    "Entry",
    "NoSuchVersion",
    "Story",
    "entries_of",
    "headline",
    "what_changed",
]
