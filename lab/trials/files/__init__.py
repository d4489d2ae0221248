"""Trials that another tool ran, or that somebody kept in a table: read, and grouped by probe."""

from __future__ import annotations

from lab.trials.files.found import FoundProbe, FoundTrial, TrialFile
from lab.trials.files.reading import FORMATS, read_trials

__all__ = ["FORMATS", "FoundProbe", "FoundTrial", "TrialFile", "read_trials"]
