"""The group's meeting: its steps, with a quiet clock."""
