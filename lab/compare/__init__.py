"""Comparing teardowns: what several people saw, and how differently they judged it.

Everything is computed from the records alone. What people decide about the proposed matches is a
small record of its own (``decisions``), kept wherever the teardowns are shared.
"""

from __future__ import annotations

from lab.compare.comparison import Comparison, compare

__all__ = ["Comparison", "compare"]
