"""Settings: declared once; read from file and environment, checked, written back."""

from __future__ import annotations

from lab.settings.declared import SETTINGS, WEEKDAYS, Setting
from lab.settings.reading import Settings, SettingsProblem, Source, read_settings

__all__ = [
    "SETTINGS",
    "WEEKDAYS",
    "Setting",
    "Settings",
    "SettingsProblem",
    "Source",
    "read_settings",
]
