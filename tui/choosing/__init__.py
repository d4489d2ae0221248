"""Choosing one of many by typing: a line, and what fits it below."""
