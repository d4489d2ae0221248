"""A whole library in one file, and back: a zip for any tool, with a list of what it holds."""
