"""The walk: one question at a time, with the outline and the help beside it."""
