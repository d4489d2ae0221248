"""The app: screens, widgets, commands and themes."""
