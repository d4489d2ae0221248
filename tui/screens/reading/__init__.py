"""Reading: a teardown as one page."""
