"""Keys: every command with its keys, to change them."""
