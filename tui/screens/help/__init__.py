"""Help: keys and purpose of where one is."""
