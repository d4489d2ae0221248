"""A folder of the user's own templates: which there are, and each one checked and merged.

An own template may extend one of ours or another own one, and shadows ours when it
has the same id. Ours never depend on it: what we ship is merged from what we ship.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from teardown_templates.catalog_file import CATALOG, check_catalog
from teardown_templates.checks import check_references
from teardown_templates.content_files import shipped_heads, shipped_template
from teardown_templates.merge import base_template, variant_template
from teardown_templates.nearest import nearest
from teardown_templates.problems import Problem, shown
from teardown_templates.shape import faults, load_schema
from teardown_templates.yaml_tree import Tree, read_tree

if TYPE_CHECKING:
    from pathlib import Path

    from teardown_templates.model import Template

__all__ = ["CheckedFile", "Shelf"]

_MOST_FILES = 200
_LONGEST_LINE = 10


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file with all its problems, and the template if it can be used."""

    path: Path
    problems: tuple[Problem, ...]
    template: Template | None


class Shelf:
    """The templates in one folder, as they are on the disk at this moment."""

    def __init__(self, folder: Path) -> None:
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
        if path not in self.files():  # it may be named in another way: other case, a link
            path = next((own for own in self.files() if _same(own, path)), path)
        if path not in self._checked:
            read = self._tree(path)
            tree = Tree(path, read.root, list(read.problems), read.cut)
            template = self._check_tree(tree)
            problems = tuple(sorted(tree.problems, key=lambda problem: problem.line))
            if any(problem.severity == "error" for problem in problems):
                template = None
            self._checked[path] = CheckedFile(path, problems, template)
        return self._checked[path]

    def path_of(self, template_id: str) -> Path | None:
        """Return the own file with that id; None if there is none."""
        for path in self.files() if template_id else ():
            if self._tree(path).root.get("id").text == template_id:
                return path
        return None

    def _find(self) -> list[Path]:
        try:
            return [
                path
                for path in self._folder.iterdir()
                if path.suffix in {".yaml", ".yml"}
                and not path.name.startswith(".")
                and path.stem != CATALOG
            ]
        except OSError:
            return []  # no folder, no own templates

    def _tree(self, path: Path) -> Tree:
        if path not in self._trees:
            self._trees[path] = read_tree(path)
        return self._trees[path]

    def _known_ids(self) -> list[str]:
        own = [self._tree(path).root.get("id").text for path in self.files()]
        return [head["id"] for head in shipped_heads()] + [name for name in own if name]

    def _check_tree(self, tree: Tree) -> Template | None:
        if not isinstance(tree.root.value, dict):
            if not tree.problems:
                message = "a template is keys with values, such as “id: mine”"
                tree.report(tree.root.line, "", message)
            return None
        if tree.cut:  # what is missing may stand in the part that could not be read
            return None
        if CATALOG in (tree.root.get("kind").text, tree.path.stem):
            check_catalog(tree, template_ids=self._known_ids())
            return None
        for line, key, message, near in faults(tree.root, load_schema("schema.json")):
            tree.problems.append(Problem(tree.path, line, key, message, nearest=near))
        self._check_id(tree)
        parent = self._parent(tree)
        check_references(tree, parent, template_ids=self._known_ids())
        if any(problem.severity == "error" for problem in tree.problems):
            return None
        document = tree.root.plain()
        return base_template(document) if parent is None else variant_template(parent, document)

    def _check_id(self, tree: Tree) -> None:
        node = tree.root.get("id")
        if not node.text:
            return
        first = self.path_of(node.text) if tree.path in self.files() else None
        if first is not None and first != tree.path:
            message = f"“{shown(node.text)}” is the id of “{shown(first.name)}” too; choose another"
            tree.report(node.line, "id", message)
        if node.text != tree.path.stem:
            message = f"the file is easier to find when it is called “{shown(node.text)}.yaml”"
            tree.problems.append(Problem(tree.path, node.line, "id", message, "warning"))

    def _parent(self, tree: Tree) -> Template | None:
        node = tree.root.get("extends")
        if not node.text:
            return None
        own = self._own_parent(tree)
        if own is not None:
            if fault := self._fault_of_line(tree):
                tree.report(node.key_line, "extends", fault)
                return None
            parent = self.check(own).template
            if parent is None:
                message = f"“{shown(own.name)}” has problems of its own; check that file first"
                tree.report(node.key_line, "extends", message)
            return parent
        if _is_shipped(node.text):
            return shipped_template(node.text)
        own_id = tree.root.get("id").text
        if node.text == own_id:
            tree.report(node.key_line, "extends", "a template cannot extend itself")
            return None
        message = f"there is no template “{shown(node.text)}”"
        near = nearest(node.text, [name for name in self._known_ids() if name != own_id])
        tree.problems.append(Problem(tree.path, node.key_line, "extends", message, nearest=near))
        # The name that was probably meant stands in, so that the other faults show too.
        return shipped_template(near) if _is_shipped(near) else None

    def _own_parent(self, tree: Tree) -> Path | None:
        """Return the own file that a template extends; its own id means ours of that id."""
        path = self.path_of(tree.root.get("extends").text)
        return None if path == tree.path else path

    def _fault_of_line(self, tree: Tree) -> str:
        """Return what is wrong with the line of own templates that one comes from."""
        line = [tree.path]
        names = [tree.root.get("id").text]
        while (own := self._own_parent(self._tree(line[-1]))) is not None:
            names.append(self._tree(own).root.get("id").text)
            if own == tree.path:
                circle = " → ".join(shown(name) for name in names)
                return f"this goes round in a circle: {circle}"
            if own in line:
                return f"“{shown(names[1])}” has problems of its own; check that file first"
            line.append(own)
            if len(line) > _LONGEST_LINE:
                return f"templates extend each other at most {_LONGEST_LINE} deep"
        return ""


def _is_shipped(template_id: str) -> bool:
    return any(head["id"] == template_id for head in shipped_heads())


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
