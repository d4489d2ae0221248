"""The clock, for the front ends: what they show as “now” a test can say."""

from __future__ import annotations

from store.clock import Clock, SystemClock

__all__ = ["Clock", "SystemClock"]
