"""Small forms: text fields and choices under each other, kept half-filled when closed."""
