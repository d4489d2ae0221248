"""Asking a model in a process of its own, for the app. See ``lab.apart``."""
