"""History: the versions of a teardown, and what each says differently."""
