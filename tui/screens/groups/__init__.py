"""The outputs of one probe, grouped by what they mean."""
