"""Trials that another tool ran, or that somebody kept in a table: read, and grouped by probe."""

from __future__ import annotations

from lab.trials.files.found import FoundProbe, FoundTrial, TrialFile
from lab.trials.files.reading import FORMATS, LARGEST, read_trials

__all__ = ["FORMATS", "LARGEST", "FoundProbe", "FoundTrial", "TrialFile", "read_trials"]
