"""What may be said about a probe, or about all of them, in figures."""
