"""What cannot be read as a page, and what to do instead."""

from __future__ import annotations

from lab.errors import LabError

__all__ = ["Unreadable"]


class Unreadable(LabError):
    """Something that came, but is no page: a PDF, a picture, a program's data."""
