"""One probe: its outputs are recorded here, one after another."""
