"""The file that makes Obsidian show a folder of exports as a table."""

from __future__ import annotations

from typing import Final

__all__ = ["BASE_NAME", "base_text"]

BASE_NAME: Final = "Teardowns.base"

_COLUMNS: Final = {
    "product": "Product",
    "maker": "Maker",
    "author": "Author",
    "category": "Category",
    "surface": "Surface",
    "plan": "Plan",
    "status": "Status",
    "template": "Template",
    "observed_to": "Observed until",
    "review_by": "Look again by",
    "updated": "Changed",
}
"""Keys of the front matter, and how the table heads them."""


def base_text() -> str:
    """Return the table's definition: every note with a teardown's id, the newest first."""
    lines = ["filters:", "  and:", "    - 'file.hasProperty(\"teardown_id\")'", "properties:"]
    lines += ["  file.name:", "    displayName: File"]
    for key, title in _COLUMNS.items():
        lines += [f"  note.{key}:", f"    displayName: {title}"]
    lines += ["views:"]
    for name, only in (("Teardowns", ""), ("Drafts", "draft")):
        lines += ["  - type: table", f"    name: {name}"]
        if only:
            lines += ["    filters:", "      and:", f"        - 'status == \"{only}\"'"]
        lines += ["    order:", "      - file.name"]
        lines += [f"      - note.{key}" for key in _COLUMNS]
        lines += ["    sort:", "      - property: note.updated", "        direction: DESC"]
    return "\n".join(lines) + "\n"
