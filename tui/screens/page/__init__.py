"""One captured page: reading it, and quoting it."""
