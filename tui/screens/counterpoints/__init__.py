"""Counterpoints: what argues back, once a section is written and scored."""
