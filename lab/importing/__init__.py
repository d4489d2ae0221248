"""Teardowns that come in from files: found, read, compared with the library, entered.

- ``sources``: which files, and the text in them (the edge to the disk)
- ``reading``: from a text to a teardown
- ``deciding``: what becomes of one that the library has already
- ``run``: one import, file by file
- ``room``: what an import needs of a workspace
"""

from __future__ import annotations

from lab.importing.outcome import (
    OUTCOMES,
    FileReport,
    Keep,
    Options,
    Outcome,
    Problem,
    Skipped,
    SourceRefused,
    WentTo,
    counted,
)

__all__ = [
    "OUTCOMES",
    "FileReport",
    "Keep",
    "Options",
    "Outcome",
    "Problem",
    "Skipped",
    "SourceRefused",
    "WentTo",
    "counted",
]
