"""The study group: its members, its rounds, and what to do next."""
