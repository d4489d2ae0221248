"""Recall: today's cards, one at a time."""
