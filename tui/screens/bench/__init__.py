"""The probes of a teardown: what is asked, what counts as a pass, how it stands."""
