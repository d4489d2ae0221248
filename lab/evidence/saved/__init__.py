"""Pages that somebody saved: from the browser, by SingleFile, by a web clipper, or as text."""

from __future__ import annotations

from lab.evidence.saved.saved import ENDINGS, LARGEST, read_saved

__all__ = ["ENDINGS", "LARGEST", "read_saved"]
