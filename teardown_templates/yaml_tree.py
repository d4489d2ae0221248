"""Reads YAML into a tree that remembers its lines, and trusts nothing that it reads.

The parser's events are taken one by one, so no depth of nesting can exhaust the
stack and no alias can unfold. Scalars follow YAML 1.2: ``yes`` and ``12:30`` are
text. Every fault is reported with its line; what can be read is returned beside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from teardown_templates.problems import Problem, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["LARGEST_FILE", "Node", "Tree", "read_tree"]

LARGEST_FILE = 1_000_000
"""Bytes. Our longest file has about 25,000."""
_DEEPEST = 20
_MOST_NODES = 50_000

_NULL = re.compile(r"(?:~|null|Null|NULL)?")
_TRUE_OR_FALSE = re.compile(r"true|True|TRUE|false|False|FALSE")
_WHOLE = re.compile(r"[-+]?[0-9]{1,15}")
_FRACTION = re.compile(
    r"[-+]?[0-9]{0,15}(?:\.[0-9]{1,15}|(?=[eE]))(?:(?<=[0-9])[eE][-+]?[0-9]{1,2})?"
)
_NOT_IN_A_FILE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

_IN_OTHER_WORDS = {
    "mapping values are not allowed": "a colon ends the text too early; put the text in double"
    " quotes",
    "cannot start any token": "this character cannot stand here; put the text in double quotes"
    " and indent with spaces, not tabs",
    "found a tab character": "a tab stands here; indent with spaces",
    "could not find expected ':'": "a key needs a colon and a space behind it",
    "did not find expected key": "the line is not indented like the ones above it, or a quote is"
    " missing",
    "did not find expected '-' indicator": "the line is not indented like the list above it",
    "did not find expected ',' or": "a comma, a quote or a closing bracket is missing",
    "found unexpected end of stream": "a quote is opened here and never closed",
    "found unknown escape character": "a backslash stands in double quotes; write two of them",
}


@dataclass(slots=True)
class Node:
    """One value and the line where it stands."""

    value: str | int | float | bool | list[Node] | dict[str, Node] | None
    line: int
    key_line: int = 0
    """Where the key of this value stands; 0 for what has no key."""

    def items(self) -> Iterator[tuple[str, Node]]:
        """Go through a mapping; nothing for any other value."""
        if isinstance(self.value, dict):
            yield from self.value.items()

    def __iter__(self) -> Iterator[Node]:
        """Go through a list; nothing for any other value."""
        if isinstance(self.value, list):
            yield from self.value

    def get(self, key: str) -> Node:
        """Return the value of a key, or an empty node on this line."""
        found = self.value.get(key) if isinstance(self.value, dict) else None
        return found or Node(None, self.line)

    @property
    def text(self) -> str:
        """The value if it is text, or empty."""
        return self.value if isinstance(self.value, str) else ""

    def plain(self) -> Any:
        """Return the value without its lines."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


@dataclass(slots=True)
class Tree:
    """What a file holds, as far as it can be read, and what is wrong with it."""

    path: Path
    root: Node = field(default_factory=lambda: Node(None, 1))
    problems: list[Problem] = field(default_factory=list)
    cut: bool = False
    """True if the file could not be read to its end."""

    def report(self, line: int, key: str, message: str) -> None:
        """Add an error."""
        self.problems.append(Problem(self.path, line, key, message))


def read_tree(path: Path) -> Tree:
    """Read a file; whatever is wrong with it stands in ``problems``."""
    tree = Tree(path)
    text = _read_text(tree)
    if text is None:
        return tree
    import yaml  # a start that needs no template must not pay for YAML

    builder = _Builder(tree)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if not builder.take(event):
                tree.cut = True
                break
    except yaml.YAMLError as error:
        tree.cut = True
        _report_syntax(tree, error)
    tree.root = builder.root or tree.root
    if tree.root.value is None and not tree.problems:
        tree.report(1, "", "the file is empty")
    return tree


def _read_text(tree: Tree) -> str | None:
    try:
        if not S_ISREG(tree.path.stat().st_mode):
            tree.report(1, "", "this is not a file")
            return None
        with tree.path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name cannot be used"
        tree.report(1, "", f"the file cannot be read: {reason}")
        return None
    if len(raw) > LARGEST_FILE:
        tree.report(1, "", f"the file is larger than {LARGEST_FILE:,} bytes")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        tree.report(line, "", "this is not UTF-8 text; save the file as UTF-8")
        return None
    if found := _NOT_IN_A_FILE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        tree.report(line, "", f"a control character (code {ord(found[0])}) stands here; remove it")
        return None
    return text


def _report_syntax(tree: Tree, error: Exception) -> None:
    problem = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    if "unexpected end of stream" in problem:
        mark = getattr(error, "context_mark", None) or mark
    line = mark.line + 1 if mark else 1
    for part, words in _IN_OTHER_WORDS.items():
        if part in problem:
            tree.report(line, "", f"the YAML cannot be read: {words}")
            return
    tree.report(line, "", f"the YAML cannot be read: {shown(problem)}")


class _Builder:
    """Puts nodes together from events."""

    def __init__(self, tree: Tree) -> None:
        self.root: Node | None = None
        self._tree = tree
        self._open: list[Node] = []
        self._names: list[str] = []
        """Under which key each open list or mapping stands."""
        self._keys: list[tuple[str, int] | None] = []
        """The key that waits for its value, for each open list or mapping."""
        self._count = 0
        self._documents = 0

    def take(self, event: Any) -> bool:
        """Take one event; false once there is no point in reading on."""
        line = event.start_mark.line + 1
        kind = type(event).__name__
        if kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                self._tree.report(line, "", "a second document starts here; a file holds one")
                return False
        elif kind in ("SequenceEndEvent", "MappingEndEvent"):
            self._open.pop()
            self._keys.pop()
            self._names.pop()
        elif kind in ("ScalarEvent", "SequenceStartEvent", "MappingStartEvent", "AliasEvent"):
            return self._add(event, kind, line)
        return True

    def _add(self, event: Any, kind: str, line: int) -> bool:
        self._count += 1
        if self._count > _MOST_NODES:
            self._tree.report(line, "", f"the file has more than {_MOST_NODES:,} values")
            return False
        if event.anchor:
            name = shown(event.anchor)
            message = f"“&{name}” and “*{name}” (anchors) are not used here; write it out"
            self._tree.report(line, self._here(), message)
        if getattr(event, "tag", None) and event.tag != "!":
            name = shown(event.tag.replace("tag:yaml.org,2002:", "!!"))
            message = f"tags such as “{name}” are not used here; leave it out"
            self._tree.report(line, self._here(), message)
        if kind == "ScalarEvent":
            self._place(self._scalar(event, line))
            return True
        if kind == "AliasEvent":
            self._place(Node(None, line))
            return True
        node = Node([] if kind == "SequenceStartEvent" else {}, line)
        waiting = self._keys[-1] if self._keys else None
        self._names.append(shown(waiting[0]) if waiting else "")
        self._place(node)
        self._open.append(node)
        self._keys.append(None)
        if len(self._open) > _DEEPEST:
            message = f"lists and keys are nested more than {_DEEPEST} deep"
            self._tree.report(line, "", message)
            return False
        return True

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1].value
        if isinstance(parent, list):
            parent.append(node)
        elif isinstance(parent, dict):
            self._place_in_mapping(parent, node)

    def _place_in_mapping(self, parent: dict[str, Node], node: Node) -> None:
        waiting = self._keys[-1]
        if waiting is None:
            self._keys[-1] = (self._key(node), node.line)
            return
        key, node.key_line = waiting
        self._keys[-1] = None
        if key in parent:
            first = parent[key].key_line
            message = f"“{shown(key)}” stands twice; the first is on line {first}"
            here = self._here()
            self._tree.report(
                node.key_line, f"{here}.{shown(key)}" if here else shown(key), message
            )
        else:
            parent[key] = node

    def _key(self, node: Node) -> str:
        if isinstance(node.value, dict | list):
            self._tree.report(node.line, self._here(), "a key is one word, not a list or keys")
            return f"line {node.line}"
        return "null" if node.value is None else str(node.value)

    def _here(self) -> str:
        waiting = self._keys[-1] if self._keys else None
        names = [*self._names, shown(waiting[0]) if waiting else ""]
        return ".".join(name for name in names if name)

    def _scalar(self, event: Any, line: int) -> Node:
        text: str = event.value
        if event.style in (None, ""):
            return Node(_plain_scalar(text), line)
        if _NOT_IN_TEXT.search(text):
            message = "the text holds a control character, written as an escape; remove it"
            self._tree.report(line, self._here(), message)
        return Node(text, line)


def _plain_scalar(text: str) -> str | float | bool | None:
    if _NULL.fullmatch(text):
        return None
    if _TRUE_OR_FALSE.fullmatch(text):
        return text[0] in "tT"
    if _WHOLE.fullmatch(text):
        return int(text)
    if _FRACTION.fullmatch(text):
        return float(text)
    return text
