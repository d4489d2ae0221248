"""What the screens share that change the settings file."""
