"""A probe run by itself: against a model, or a program on this computer."""
