"""YAML without its dangerous and surprising parts, for the front matter of other people's files.

No aliases (a few lines can stand for gigabytes), no deep nesting, no tags. Only what JSON
would take for a number is one, so that ``1:30``, ``007`` and ``no`` stay what was typed,
and a day stays text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from yaml import MappingNode, Node, SafeLoader, ScalarNode, SequenceNode
from yaml.composer import ComposerError
from yaml.events import AliasEvent

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["compose", "to_value"]

_NULL, _BOOL, _INT, _FLOAT, _TEXT = (
    f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "str")
)


class _PlainLoader(SafeLoader):
    """Composes a tree of nodes; never builds a Python object by tag."""

    most_deep = 0
    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012 - PyYAML's way to declare them

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        """Compose one node, unless it is an alias or lies too deep."""
        event = self.peek_event()  # type: ignore[no-untyped-call]  # PyYAML has no types here
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None) is not None:
            raise ComposerError(None, None, "“&” and “*” names are not allowed", event.start_mark)
        if self._depth > self.most_deep:
            raise ComposerError(None, None, "this is nested too deep", event.start_mark)
        self._depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self._depth -= 1


_PlainLoader.add_implicit_resolver(_NULL, re.compile(r"(?:~|null|Null|NULL|)\Z"), None)
_PlainLoader.add_implicit_resolver(
    _BOOL, re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"), list("tTfF")
)
_PlainLoader.add_implicit_resolver(
    _INT, re.compile(r"-?(?:0|[1-9][0-9]{0,300})\Z"), list("-0123456789")
)
_PlainLoader.add_implicit_resolver(
    _FLOAT,
    re.compile(r"(?:-?(?:0|[1-9][0-9]{0,300})(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|-?\.inf|\.nan)\Z"),
    list("-.0123456789"),
)


def compose(text: str, *, most_deep: int) -> Node | None:
    """Return the root of the node graph, or None for an empty text; raise ``YAMLError``."""
    loader = _PlainLoader(text)
    loader.most_deep = most_deep
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def to_value(node: Node) -> Any:
    """Return a node as a JSON value; raise ``ValueError`` with what is wrong."""
    if isinstance(node, SequenceNode):
        return [to_value(one) for one in node.value]
    if isinstance(node, MappingNode):
        values = {}
        for key, one in node.value:
            if not isinstance(key, ScalarNode):
                raise ValueError("a key is no word")  # noqa: TRY004 - one kind for the caller
            values[str(key.value)] = to_value(one)
        return values
    return _scalar(node)


def _scalar(node: Node) -> Any:
    word = str(node.value)
    read = _SCALARS.get(node.tag)
    if read is None:
        raise ValueError("only plain values can stand here")
    try:
        return read(word)
    except ValueError:
        raise ValueError(f"“{word[:40]}” is no number") from None


_SCALARS: dict[str, Callable[[str], Any]] = {
    _TEXT: str,
    _NULL: lambda _: None,
    _BOOL: lambda word: word.casefold() == "true",
    _INT: int,
    _FLOAT: lambda word: float(word.replace(".inf", "inf").replace(".nan", "nan")),
}
