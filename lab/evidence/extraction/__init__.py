"""The main text of a page, picked from all that stands on it, as clean Markdown."""

from __future__ import annotations

from lab.evidence.extraction.extracted import Extracted
from lab.evidence.extraction.extracting import extract

__all__ = ["Extracted", "extract"]
