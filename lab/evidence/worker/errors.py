"""What can go wrong with the process that reads a page."""

from __future__ import annotations

from lab.evidence.fetching.errors import FetchError

__all__ = ["ReadingFailed"]


class ReadingFailed(FetchError):
    """The page was there, but reading it took too long, too much memory, or broke the reader."""
