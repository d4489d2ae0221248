"""Sets of keys that come beside the declared ones, for hands that are used to them."""

from __future__ import annotations

from typing import Final

__all__ = ["PRESETS"]

PRESETS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "default": {},
    "vim": {
        "list.down": ("j",),
        "list.up": ("k",),
        # g opens groups, on Home and at the trial bench.
        "list.first": ("H",),
        "list.last": ("G",),
        "list.page_down": ("ctrl+d",),
        "list.page_up": ("ctrl+u",),
    },
    # ctrl+n and ctrl+p are left out: the next question and the palette have them everywhere.
    "emacs": {
        "list.down": ("alt+n",),
        "list.up": ("alt+p",),
        # Many terminals send Alt and < as < alone.
        "list.first": ("less_than_sign", "alt+less_than_sign"),
        "list.last": ("greater_than_sign", "alt+greater_than_sign"),
        "list.page_down": ("ctrl+v",),
        "list.page_up": ("alt+v",),
    },
}
"""Keys by preset and command id."""
