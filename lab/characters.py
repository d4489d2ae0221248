"""Half characters, for the front ends: what a file could not hold is mended as it is typed."""

from __future__ import annotations

from store.characters import whole

__all__ = ["whole"]
