"""The habit: the weeks, and what the practice shows over time."""
