"""The finish: what is thin or missing, then done, exported, taken home."""
