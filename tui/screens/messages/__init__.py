"""Messages: what the app said."""
