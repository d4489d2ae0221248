"""The themes by name: the app has them, the settings allow them, a test keeps both alike."""

from __future__ import annotations

from typing import Final

__all__ = ["DEFAULT_THEME", "THEME_NAMES"]

DEFAULT_THEME: Final = "teardown-dark"

THEME_NAMES: Final = (
    DEFAULT_THEME,
    "teardown-light",
    "ansi-dark",
    "ansi-light",
    "atom-one-dark",
    "atom-one-light",
    "catppuccin-frappe",
    "catppuccin-latte",
    "catppuccin-macchiato",
    "catppuccin-mocha",
    "dracula",
    "flexoki",
    "gruvbox",
    "monokai",
    "nord",
    "rose-pine",
    "rose-pine-dawn",
    "rose-pine-moon",
    "solarized-dark",
    "solarized-light",
    "textual-dark",
    "textual-light",
    "tokyo-night",
)
"""Ours first, then those that Textual brings, by name."""
