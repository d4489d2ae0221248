"""Several teardowns side by side: what differs, and what to talk about."""
