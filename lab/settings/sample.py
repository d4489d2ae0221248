"""A settings file to begin with: every setting as a comment, with what it means."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from lab.settings.declared import GROUPS, settings_of

if TYPE_CHECKING:
    from lab.settings.setting import Setting

__all__ = ["in_toml", "sample_file"]

_HEAD = """\
# The settings of teardown. Take the # away before one to set it.
"""

_KEYS = """
# Keys by the id of their command; “teardown keys” lists them.
# [keys]
# "home.new" = "n, insert"
"""


def sample_file() -> str:
    """Return a file that sets nothing, and shows how to set everything."""
    parts = [_HEAD]
    for group in GROUPS:
        parts.append(f"\n# {group.title}" + (f": {group.note}" if group.note else "") + "\n")
        for setting in settings_of(group.id):
            if not setting.replaced_by:
                meaning = "".join(f"#   {line}\n" for line in wrap(setting.meaning, 86))
                parts.append(f"{meaning}# {setting.key} = {in_toml(setting)}\n")
    return "".join([*parts, _KEYS])


def in_toml(setting: Setting) -> str:
    """Return a setting's default as it is written in the file."""
    shown = setting.shown(setting.default)
    return f'"{shown}"' if isinstance(setting.default, str) else shown
