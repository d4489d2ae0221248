"""The tables of ``docs/settings.md``, made from the declared settings and presets.

    python -m tests.settings_page

writes them anew.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lab.settings import GROUPS, settings_of
from lab.settings.presets import PRESETS
from lab.settings.sample import in_toml
from lab.settings.setting import FEW
from tui.keys import key_label

if TYPE_CHECKING:
    from lab.settings import Setting

__all__ = ["PAGE", "with_tables"]

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "settings.md"

_PART: Final = re.compile(
    r"(?P<start><!-- settings: (?P<which>all|presets|themes) -->\n).*?(?=<!-- settings: end -->)",
    re.DOTALL,
)


def with_tables(text: str) -> str:
    """Return the page's text with what is now declared."""
    made = {"all": _settings, "presets": _presets, "themes": _themes}
    return _PART.sub(lambda found: f"{found['start']}\n{made[found['which']]()}\n\n", text)


def _settings() -> str:
    parts = []
    for group in GROUPS:
        parts += [f"### {group.title}", ""]
        if group.note:
            parts += [group.note, ""]
        parts += ["| setting | default | what it means | it may be | variable |",
                  "| --- | --- | --- | --- | --- |"]  # fmt: skip
        parts += [_row(setting) for setting in settings_of(group.id)]
        parts.append("")
    return "\n".join(parts).rstrip()


def _row(setting: Setting) -> str:
    allowed = setting.allowed + (f" ({setting.unit})" if setting.unit else "")
    if len(setting.choices) > FEW:
        allowed = "one of the names below"
    empty = f" Empty: {setting.if_empty}." if setting.if_empty else ""
    cells = (
        f"`{setting.key}`",
        f"`{in_toml(setting)}`",
        setting.meaning + empty,
        allowed,
        f"`{setting.variable}`",
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _presets() -> str:
    rows = [
        f"| {name} | {_keys(keys)} | `{command}` |"
        for name, preset in PRESETS.items()
        for command, keys in preset.items()
    ]
    return "\n".join(["| preset | key | what it does |", "| --- | --- | --- |", *rows])


def _keys(keys: tuple[str, ...]) -> str:
    return " ".join(f"`{key_label(key)}`" for key in keys)


def _themes() -> str:
    names = next(s.choices for g in GROUPS for s in settings_of(g.id) if s.key == "theme")
    return "\n".join(f"- `{name}`" for name in names)


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
