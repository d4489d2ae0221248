"""Settings: everything that can be set."""
