"""From the bytes of a page to a capture: its text, what it states of itself, a verdict."""

from __future__ import annotations

from lab.evidence.reading.errors import Unreadable
from lab.evidence.reading.read import read_page

__all__ = ["Unreadable", "read_page"]
