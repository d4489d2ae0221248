"""What the screens of the practice share."""
