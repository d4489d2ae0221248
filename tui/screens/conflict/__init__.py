"""Two versions of one teardown, side by side."""
