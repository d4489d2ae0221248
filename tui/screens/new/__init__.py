"""New: beginning a teardown."""
