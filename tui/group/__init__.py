"""What the screens of a study group share."""
