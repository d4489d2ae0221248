"""What we do with teardowns: walking, checking, exporting, practising."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
"""The version of the whole program; the package's metadata are made from it."""
