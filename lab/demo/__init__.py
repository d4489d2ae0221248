"""The demo: the app on a sample library that nobody has to be careful with."""

from __future__ import annotations

from lab.demo.marker import DemoMarker, demo_marker

__all__ = ["DemoMarker", "demo_marker"]
