"""From the bytes of a page to a capture: its text, what it states of itself, a verdict."""

from __future__ import annotations

from lab.evidence.reading.errors import NotAPage
from lab.evidence.reading.read import read_page

__all__ = ["NotAPage", "read_page"]
