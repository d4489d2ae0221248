"""Writing text: the answer editor, saving by itself, and the hand-off to the user's editor."""
