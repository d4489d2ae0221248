"""What a page says now: how its quotes stand, and word by word what changed."""
