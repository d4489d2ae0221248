"""The version, said."""

from __future__ import annotations

from cli.streams import out
from lab import __version__

__all__ = ["print_version"]


def print_version() -> int:
    """Print the version alone, as scripts want it."""
    out(f"teardown {__version__}")
    return 0
