"""The habit: how the weeks stand, what is due, predictions, recall."""
