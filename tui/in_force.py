"""Putting settings in force in the running app, and choosing a theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.settings.themes import THEME_NAMES
from tui.choosing.choices import Choice
from tui.keys import changed_keys, keys_in_force
from tui.theme import DEFAULT_THEME

if TYPE_CHECKING:
    from tui.app import TeardownApp

__all__ = ["put_in_force", "put_keys_in_force", "theme_choices"]


def put_in_force(app: TeardownApp) -> None:
    """Let theme and keys be what the settings say now."""
    theme = str(app.desk.workspace.settings["theme"])
    # Without colour the theme is the one that emits none, whatever the settings say.
    if not app.no_color and theme != app.theme:
        app.theme = theme if theme in app.available_themes else DEFAULT_THEME
    put_keys_in_force(app)


def put_keys_in_force(app: TeardownApp) -> None:
    """Let the keys be what the settings say now, on every screen that is open."""
    settings = app.desk.workspace.settings
    keys = keys_in_force(settings.keys, preset=str(settings["preset"]))
    if keys == app.keys:
        return
    app.keys = keys
    app.set_keymap(changed_keys(keys))
    for screen in app.screen_stack:
        screen.refresh_bindings()


def theme_choices(app: TeardownApp) -> list[Choice]:
    """Return the themes to choose from, ours first."""
    themes = app.available_themes
    return [
        Choice(name, name, "dark" if themes[name].dark else "light", "")
        for name in THEME_NAMES
        if name in themes
    ]
