"""A folder of the user's own templates: which there are, and each one checked and merged.

An own template may extend one of ours or another own one, and shadows ours when it
has the same id. Ours never depend on it: what we ship is merged from what we ship.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from teardown_templates.catalog_file import CATALOG_STEM, check_catalog
from teardown_templates.checks import check_references
from teardown_templates.content_files import shipped_heads, shipped_template
from teardown_templates.merge import base_template, variant_template
from teardown_templates.problems import Problem, nearest, shown
from teardown_templates.shape import faults, load_schema
from teardown_templates.yaml_tree import Tree, read_tree

if TYPE_CHECKING:
    from pathlib import Path

    from teardown_templates.model import Template
    from teardown_templates.yaml_tree import Node

__all__ = ["CheckedFile", "Shelf"]

_MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file with all its problems, and the template if it can be used."""

    path: Path
    problems: tuple[Problem, ...]
    template: Template | None


class Shelf:
    """The templates in one folder, as they are on the disk at this moment."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._trees: dict[Path, Tree] = {}
        self._checked: dict[Path, CheckedFile] = {}
        self._files: list[Path] | None = None

    def files(self) -> list[Path]:
        """Return the folder's template files, sorted by name."""
        if self._files is None:
            self._files = sorted(self._find())[:_MOST_FILES]
        return self._files

    def check(self, path: Path) -> CheckedFile:
        """Return a file checked and, if nothing is wrong with it, merged."""
        return self._check(path, ())

    def _find(self) -> list[Path]:
        if self._folder is None:
            return []
        try:
            return [
                path
                for path in self._folder.iterdir()
                if path.suffix in {".yaml", ".yml"}
                and not path.name.startswith(".")
                and path.stem != CATALOG_STEM
            ]
        except OSError:
            return []  # no folder, no own templates

    def _tree(self, path: Path) -> Tree:
        if path not in self._trees:
            self._trees[path] = read_tree(path)
        return self._trees[path]

    def _own(self, template_id: str) -> Path | None:
        for path in self.files():
            if self._tree(path).root.get("id").text == template_id:
                return path
        return None

    def path_of(self, template_id: str) -> Path | None:
        """Return the own file with that id; None if there is none."""
        return self._own(template_id)

    def _known_ids(self) -> list[str]:
        own = [self._tree(path).root.get("id").text for path in self.files()]
        return [head["id"] for head in shipped_heads()] + [name for name in own if name]

    def _check(self, path: Path, children: tuple[Path, ...]) -> CheckedFile:
        if path in self._checked:
            return self._checked[path]
        tree = read_tree(path) if path not in self.files() else self._tree(path)
        tree = Tree(path, tree.root, list(tree.problems))
        template = None
        if isinstance(tree.root.value, dict):
            template = self._check_content(tree, (*children, path))
        elif not tree.problems:
            tree.report(tree.root.line, "", "a template is keys with values, such as “id: mine”")
        problems = tuple(sorted(tree.problems, key=lambda problem: problem.line))
        if any(problem.severity == "error" for problem in problems):
            template = None
        checked = CheckedFile(path, problems, template)
        if not children:  # seen from a child, a circle looks different
            self._checked[path] = checked
        return checked

    def _check_content(self, tree: Tree, line: tuple[Path, ...]) -> Template | None:
        if tree.root.get("kind").text == "catalog" or tree.path.stem == CATALOG_STEM:
            check_catalog(tree, template_ids=self._known_ids())
            return None
        for fault_line, key, message, near in faults(tree.root, load_schema("schema.json")):
            tree.problems.append(Problem(tree.path, fault_line, key, message, nearest=near))
        self._check_id(tree)
        parent = self._parent(tree, line)
        check_references(tree, parent, template_ids=self._known_ids())
        if any(problem.severity == "error" for problem in tree.problems):
            return None
        document = tree.root.plain()
        return base_template(document) if parent is None else variant_template(parent, document)

    def _check_id(self, tree: Tree) -> None:
        node = tree.root.get("id")
        first = self._own(node.text) if tree.path in self.files() and node.text else None
        if first is not None and first != tree.path and not _same(first, tree.path):
            message = f"“{shown(node.text)}” is the id of “{shown(first.name)}” too; choose another"
            tree.report(node.line, "id", message)

    def _parent(self, tree: Tree, line: tuple[Path, ...]) -> Template | None:
        node = tree.root.get("extends")
        if not node.text:
            return None
        own = self._own(node.text)
        if own is not None and own != tree.path:
            return self._own_parent(tree, node, own, line)
        if node.text in {head["id"] for head in shipped_heads()}:
            return shipped_template(node.text)
        if node.text == tree.root.get("id").text:
            tree.report(node.key_line, "extends", "a template cannot extend itself")
            return None
        known = self._known_ids()
        message = f"there is no template “{shown(node.text)}”"
        near = nearest(node.text, [name for name in known if name != tree.root.get("id").text])
        tree.problems.append(Problem(tree.path, node.key_line, "extends", message, nearest=near))
        return None

    def _own_parent(
        self, tree: Tree, node: Node, own: Path, line: tuple[Path, ...]
    ) -> Template | None:
        if own in line:
            circle = [self._tree(path).root.get("id").text for path in line[line.index(own) :]]
            names = " → ".join(shown(name) for name in [*circle, node.text])
            tree.report(node.key_line, "extends", f"this goes round in a circle: {names}")
            return None
        parent = self._check(own, line).template
        if parent is None:
            message = f"“{shown(own.name)}” has problems of its own; check that file first"
            tree.report(node.key_line, "extends", message)
        return parent


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
