"""Checks what a shape alone cannot say: names that refer to each other, and sums.

Every check goes on after a fault, so that an author sees all of them at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from teardown_templates.content_files import library_ids
from teardown_templates.nearest import nearest
from teardown_templates.problems import Problem, shown

if TYPE_CHECKING:
    from collections.abc import Collection

    from teardown_templates.model import Template
    from teardown_templates.yaml_tree import Node, Tree

__all__ = ["COUNTED", "LONGEST_SHORT_TEMPLATE", "MOST_QUESTIONS", "check_references"]

LONGEST_SHORT_TEMPLATE = 20
"""Minutes. Up to here a section has 1 to 3 questions, above it 3 to 6."""

MOST_QUESTIONS = 6
COUNTED = ("predictions", "claims", "findings", "options", "metric", "card")


def check_references(tree: Tree, parent: Template | None, *, template_ids: Collection[str]) -> None:
    """Report everything that does not fit together; ``parent`` is None if there is none."""
    root = tree.root
    check = _Check(tree)
    for kind in ("probes", "metrics", "failures"):
        for node in root.get(kind):
            check.known(node, kind, library_ids(kind), f"the {kind}")
    if goal := root.get("upgrade_to").text:
        check.known(root.get("upgrade_to"), "upgrade_to", template_ids, "the templates")
        if goal == root.get("id").text:
            check.report(root.get("upgrade_to"), "upgrade_to", "this is the template itself")
    if "extends" not in dict(root.items()):
        _Base(check).run()
    elif parent is not None:
        _Variant(check, parent).run()


class _Check:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.root = tree.root

    def report(self, node: Node, key: str, message: str, near: str = "") -> None:
        line = node.key_line or node.line
        self.tree.problems.append(Problem(self.tree.path, line, key, message, nearest=near))

    def known(self, node: Node, key: str, names: Collection[str], of_what: str) -> bool:
        """Report a name that is not among those known."""
        if not node.text or node.text in names:
            return True
        message = f"“{shown(node.text)}” is not one of {of_what}"
        self.report(node, key, message, nearest(node.text, names))
        return False

    def prompts(self, node: Node, key: str) -> list[str]:
        """Check the questions of a list against each other; return their ids."""
        ids: list[str] = []
        for prompt in node:
            name = prompt.get("id").text
            here = f"{key}.{shown(name)}"
            if name and name in ids:
                self.report(prompt.get("id"), here, f"the id “{shown(name)}” stands twice")
            ids.append(name)
            self.prompt_settings(prompt, here, prompt.get("kind").text or "text")
        return ids

    def prompt_settings(self, prompt: Node, key: str, kind: str) -> None:
        """Report settings that a question of its kind has no use for."""
        wanted = {"count": COUNTED, "min_trials": ("trials",), "vocabulary": ("tags",)}
        for setting, kinds in wanted.items():
            node = dict(prompt.items()).get(setting)
            if node is not None and kind not in kinds:
                message = (
                    f"this is only for questions of kind {', '.join(kinds)}, not {shown(kind)}"
                )
                self.report(node, f"{key}.{setting}", message)
        if kind == "tags" and prompt.get("kind").text and not prompt.get("vocabulary").text:
            message = "a question of kind tags needs “vocabulary: lib_failures”"
            self.report(prompt, key, message)

    def amount(self, node: Node, key: str, count: int) -> None:
        """Report a section with too few or too many questions."""
        minutes = self.root.get("minutes").value
        if not isinstance(minutes, int) or minutes < 1:
            return
        short = minutes <= LONGEST_SHORT_TEMPLATE
        least, most = (1, 3) if short else (3, MOST_QUESTIONS)
        if least <= count <= most:
            return
        length = f"up to {LONGEST_SHORT_TEMPLATE} minutes" if short else "of this length"
        questions = "1 question" if count == 1 else f"{count} questions"
        message = f"the section has {questions}; in a template {length} it has {least} to {most}"
        self.report(node, key, message)

    def minutes(self, parts: list[object]) -> None:
        """Report a total that is not the sum of the sections."""
        total = self.root.get("minutes")
        numbers = [part for part in parts if isinstance(part, int)]
        if not isinstance(total.value, int) or total.value < 1 or len(numbers) < len(parts):
            return
        if parts and sum(numbers) != total.value:
            message = f"the sections' minutes add up to {sum(numbers)}, not {total.value}"
            self.report(total, "minutes", message)

    def kind(self, expected: str) -> None:
        """Report a ``kind`` that contradicts the rest of the file."""
        node = self.root.get("kind")
        if node.text in {"base", "variant"} and node.text != expected:
            because = "extends another" if expected == "variant" else "extends nothing"
            message = f"a template that {because} is a {expected}, not a {node.text}"
            self.report(node, "kind", message)


class _Base:
    """The checks of a template that stands on its own."""

    def __init__(self, check: _Check) -> None:
        self._check = check

    def run(self) -> None:
        check = self._check
        check.kind("base")
        ids: list[str] = []
        minutes: list[object] = []
        for section in check.root.get("sections"):
            name = section.get("id").text
            key = f"sections.{shown(name)}"
            if name and name in ids:
                check.report(section.get("id"), key, f"the id “{shown(name)}” stands twice")
            ids.append(name)
            minutes.append(section.get("minutes").value)
            prompts = check.prompts(section.get("prompts"), f"{key}.prompts")
            if 0 < len(prompts) <= MOST_QUESTIONS:  # what lies outside, the shape has reported
                check.amount(section.get("prompts"), f"{key}.prompts", len(prompts))
        check.minutes(minutes)


class _Variant:
    """The checks of a template that changes another."""

    def __init__(self, check: _Check, parent: Template) -> None:
        self._check = check
        self._root = check.root
        self._parent = {section.id: section for section in parent.sections}
        self._new = {
            node.get("id").text: node
            for node in self._root.get("new_sections")
            if node.get("id").text and node.get("id").text not in self._parent
        }
        self._deltas = dict(self._root.get("deltas").items())
        self._order = self._section_order()

    def run(self) -> None:
        check = self._check
        check.kind("variant")
        self._check_new_sections()
        sections = [*self._parent, *self._new]
        for node in self._root.get("keep"):
            check.known(node, f"keep.{shown(node.text)}", sections, "the sections")
        for name in ("deltas", "add_counter_questions"):
            for section_id, node in self._root.get(name).items():
                self._check_section_name(section_id, node, f"{name}.{shown(section_id)}")
        for section_id in self._order:
            self._check_section(section_id)
        check.minutes([self._minutes(section_id) for section_id in self._order])

    def _section_order(self) -> list[str]:
        keep = [node.text for node in self._root.get("keep")] or list(self._parent)
        known = [name for name in dict.fromkeys(keep) if name in self._parent or name in self._new]
        return [*known, *(name for name in self._new if name not in known)]

    def _check_new_sections(self) -> None:
        check = self._check
        seen: list[str] = []
        for section in self._root.get("new_sections"):
            name = section.get("id").text
            key = f"new_sections.{shown(name)}"
            if name in self._parent:
                message = f"the parent has a section “{shown(name)}”; change it under “deltas”"
                check.report(section.get("id"), key, message)
            if name and name in seen:
                check.report(section.get("id"), key, f"the id “{shown(name)}” stands twice")
            seen.append(name)
            after = section.get("after")
            others = [other for other in self._order if other != name]
            check.known(after, f"{key}.after", others, "the sections of this template")

    def _check_section_name(self, section_id: str, node: Node, key: str) -> None:
        if section_id in self._order:
            return
        message = f"there is no section “{shown(section_id)}” in this template"
        if section_id in self._parent:
            message = f"the section “{shown(section_id)}” is not in “keep”"
        near = nearest(section_id, self._order)
        self._check.report(node, key, message, near)

    def _check_section(self, section_id: str) -> None:
        """Check a section as it is after merging."""
        check = self._check
        key = f"new_sections.{shown(section_id)}"
        node = self._new.get(section_id)
        before: dict[str, str] = {}
        if section_id in self._parent:
            before = {prompt.id: prompt.kind for prompt in self._parent[section_id].prompts}
        elif node is not None:
            ids = check.prompts(node.get("prompts"), f"{key}.prompts")
            kinds = [prompt.get("kind").text or "text" for prompt in node.get("prompts")]
            before = dict(zip(ids, kinds, strict=True))
        count: int | None = len(before)
        delta = self._deltas.get(section_id)
        if delta is not None:
            key, node = f"deltas.{shown(section_id)}", delta
            count = self._check_delta(delta, key, before)
        if node is None:
            key, node = "keep", self._root.get("keep")
            node = next((item for item in node if item.text == section_id), node)
        if count is not None:
            check.amount(node, key, count)

    def _check_delta(self, delta: Node, key: str, before: dict[str, str]) -> int | None:
        """Check the changes of one section; return how many questions it then has, if sure."""
        check = self._check
        fields = dict(delta.items())
        if "keep_prompts" in fields and "drop_prompts" in fields:
            message = "use “keep_prompts” or “drop_prompts”, not both"
            check.report(fields["drop_prompts"], f"{key}.drop_prompts", message)
        sure = True
        for name in ("keep_prompts", "drop_prompts"):
            for node in delta.get(name):
                known = check.known(node, f"{key}.{name}", before, "the questions of this section")
                sure = sure and known
        kept = [node.text for node in delta.get("keep_prompts")]
        dropped = [node.text for node in delta.get("drop_prompts")]
        left = {
            name: kind
            for name, kind in before.items()
            if (name in kept if "keep_prompts" in fields else name not in dropped)
        }
        for name, node in delta.get("set").items():
            self._check_set(name, node, f"{key}.set.{shown(name)}", before, left)
        added = check.prompts(delta.get("add_prompts"), f"{key}.add_prompts")
        for prompt in delta.get("add_prompts"):
            name = prompt.get("id").text
            if name in left:
                message = f"the section has a question “{shown(name)}”; change it under “set”"
                check.report(prompt.get("id"), f"{key}.add_prompts.{shown(name)}", message)
        return len(left) + len(added) if sure else None

    def _check_set(
        self, name: str, node: Node, key: str, before: dict[str, str], left: dict[str, str]
    ) -> None:
        check = self._check
        if name not in before:
            message = f"there is no question “{shown(name)}” in this section"
            check.report(node, key, message, nearest(name, left))
            return
        if name not in left:
            message = f"the question “{shown(name)}” does not stay in this section, so this is lost"
            check.report(node, key, message)
        check.prompt_settings(node, key, node.get("kind").text or before[name])

    def _minutes(self, section_id: str) -> object:
        delta = self._deltas.get(section_id)
        if delta is not None and delta.get("minutes").value is not None:
            return delta.get("minutes").value
        if section_id in self._new:
            return self._new[section_id].get("minutes").value
        return self._parent[section_id].minutes
