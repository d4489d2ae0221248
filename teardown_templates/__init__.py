"""What to ask: templates, catalogue, probe kinds, metrics and text rules."""
