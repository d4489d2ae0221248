"""The shape of a catalogue file, ours or the user's own, and its checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teardown_templates.content_files import read_content
from teardown_templates.nearest import nearest
from teardown_templates.problems import Problem, shown
from teardown_templates.shape import faults, load_schema

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from teardown_templates.yaml_tree import Tree

__all__ = ["CATALOG", "check_catalog", "find_own_catalog"]

CATALOG = "catalog"
"""An own catalogue is the file of this name in the folder of own templates."""


def find_own_catalog(folder: Path | None) -> Path | None:
    """Return the user's catalogue file; None if there is none."""
    for suffix in (".yaml", ".yml"):
        if folder is not None and (folder / f"{CATALOG}{suffix}").exists():
            return folder / f"{CATALOG}{suffix}"
    return None


def check_catalog(tree: Tree, *, template_ids: Collection[str]) -> None:
    """Report everything that is wrong with a catalogue."""
    for line, key, message, near in faults(tree.root, load_schema("catalog.schema.json")):
        tree.problems.append(Problem(tree.path, line, key, message, nearest=near))
    if tree.path.stem != CATALOG:
        message = f"an own catalogue is read only when the file is called “{CATALOG}.yaml”"
        tree.problems.append(Problem(tree.path, 1, "kind", message, "warning"))
    shipped = {entry["id"] for entry in read_content("catalog")["entries"]}
    seen: set[str] = set()
    for entry in tree.root.get("entries"):
        name = entry.get("id").text
        key = f"entries.{shown(name)}"
        if name and name in seen:
            tree.report(entry.get("id").line, key, f"the id “{shown(name)}” stands twice")
        seen.add(name)
        if name and name not in shipped and not entry.get("name").text:
            message = "only an entry that changes one of ours can leave this out"
            tree.report(entry.line, f"{key}.name", message)
        template = entry.get("template")
        if template.text and template.text not in template_ids:
            message = f"there is no template “{shown(template.text)}”"
            near = nearest(template.text, template_ids)
            line = template.key_line
            tree.problems.append(Problem(tree.path, line, f"{key}.template", message, nearest=near))
    known = shipped | seen
    for node in tree.root.get("hide"):
        if node.text and node.text not in known:
            message = f"there is no entry “{shown(node.text)}”"
            near = nearest(node.text, known)
            tree.problems.append(Problem(tree.path, node.line, "hide", message, nearest=near))
