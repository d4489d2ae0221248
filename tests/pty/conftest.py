"""Tests of the running program in a terminal; Windows has no pseudo-terminals like these."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    collect_ignore_glob = ["test_*.py"]
