"""Settings: declared once; read from file and environment, checked, written back."""

from __future__ import annotations

from lab.settings.declared import GROUPS, SETTINGS, WEEKDAYS, Group, Setting, settings_of
from lab.settings.reading import Settings, SettingsProblem, Source, read_settings

__all__ = [
    "GROUPS",
    "SETTINGS",
    "WEEKDAYS",
    "Group",
    "Setting",
    "Settings",
    "SettingsProblem",
    "Source",
    "read_settings",
    "settings_of",
]
