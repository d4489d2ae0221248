"""The same probes in two teardowns: what changed, and what is noise."""
