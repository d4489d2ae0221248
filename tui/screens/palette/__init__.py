"""The palette: commands, teardowns, themes."""
