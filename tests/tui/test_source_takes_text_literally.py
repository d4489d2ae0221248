"""No text from a record, a file name or an exception may meet Textual's markup.

Textual reads markup in most of its widgets: a product called ``[/a]`` would end the app,
``[@click=app.quit]`` would become a link that quits. So the app draws text with its own
widgets, and this test reads the app's source to see that nothing else is used.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

TUI: Final = Path(__file__).resolve().parents[2] / "tui"
SOURCES: Final = sorted(TUI.rglob("*.py"))

PLAIN: Final = (TUI / "widgets" / "plain.py", TUI / "widgets" / "field.py")
"""What may touch what reads markup; here the reading is off."""

LITERAL_WIDGETS: Final = {"Input", "TextArea"}
"""What of Textual's widgets takes text as it stands."""

READS_MARKUP: Final = {
    "from_markup",
    "from_text",
    "notify",
    "render_str",
    "visualize",
    "markup",
}
MARKUP_ATTRIBUTES: Final = {"border_title", "border_subtitle", "tooltip", "placeholder"}
TAKES_ITS_PLACEHOLDER_LITERALLY: Final = {"Field", "FilterField", "ProductField"}
SAFE_CALLS: Final = {"literal"}
"""Functions of ours whose result holds no markup."""


def test_there_is_a_source_to_read() -> None:
    assert set(PLAIN) <= set(SOURCES)
    assert len(SOURCES) > 20


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(TUI)))
def test_only_plain_widgets_are_given_text(path: Path) -> None:
    if path in PLAIN:
        pytest.skip("turns markup off")
    assert list(faults(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    "line",
    [
        "from textual.widgets import Static",
        "from textual.widgets import Input, Label",
        "from textual.widgets._static import Static",
        "import textual.widgets",
        "from textual.widgets.option_list import Option",
        "from textual.content import Content",
        "from rich.text import Text",
        "import rich.markup",
        "from textual.command import Hit",
        "app.notify(name)",
        "app.notify('[b]ours')",
        "Content.from_markup(name)",
        "Text.from_markup(name)",
        "self.border_title = name",
        "self.tooltip = f'{name}'",
        "self.placeholder = name",
        "AnswerEditor(placeholder=name)",
        "Container(markup=True)",
        "setattr(self, 'border_title', name)",
    ],
)
def test_what_reads_markup_is_found(line: str) -> None:
    assert list(faults(ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        "from textual.widgets import Input, TextArea",
        "self.border_title = 'Ours'",
        "self.placeholder = 'what you saw'",
        "Field(placeholder=hint)",
        "PlainText(name)",
        "self.placeholder = literal(name)",
        "self.placeholder = _OURS if short else _LONGER",
    ],
)
def test_what_takes_text_literally_is_let_through(line: str) -> None:
    assert list(faults(ast.parse(line))) == []


def faults(tree: ast.AST) -> Iterator[str]:
    """Yield everything in a module through which text could become markup."""
    for node in ast.walk(tree):
        for what in (*_imports(node), *_calls(node), *_assignments(node)):
            yield f"line {getattr(node, 'lineno', 0)}: {what}"


def _imports(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        modules = {alias.name: {"*"} for alias in node.names}
    elif isinstance(node, ast.ImportFrom):
        modules = {node.module or "": {alias.name for alias in node.names}}
    else:
        return
    for module, names in modules.items():
        if module.startswith("textual.widgets") and (
            module != "textual.widgets" or not names <= LITERAL_WIDGETS
        ):
            yield f"imports {', '.join(sorted(names))} from {module}"
        if module in {"textual.content", "textual.command", "textual.visual"} or (
            module.startswith("rich") and module not in {"rich.segment", "rich.style", "rich.cells"}
        ):
            yield f"imports {module}"


def _calls(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Call):
        return
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    if name in READS_MARKUP:
        yield f"calls {name}"
    if name == "setattr" and any(
        isinstance(argument, ast.Constant) and argument.value in MARKUP_ATTRIBUTES
        for argument in node.args
    ):
        yield "sets an attribute that reads markup"
    for keyword in node.keywords:
        if keyword.arg == "markup":
            yield "turns markup on or off"
        if keyword.arg in MARKUP_ATTRIBUTES and not _is_safe(keyword.value):
            harmless = keyword.arg == "tooltip" and name == "Binding"
            literal = keyword.arg == "placeholder" and name in TAKES_ITS_PLACEHOLDER_LITERALLY
            if not (harmless or literal):
                yield f"gives {keyword.arg} a text that is not literal"


def _assignments(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Assign):
        targets, value = node.targets, node.value
    elif isinstance(node, ast.AnnAssign | ast.AugAssign) and node.value is not None:
        targets, value = [node.target], node.value
    else:
        return
    for target in targets:
        if (
            isinstance(target, ast.Attribute)
            and target.attr in MARKUP_ATTRIBUTES
            and not _is_safe(value)
        ):
            yield f"assigns {target.attr} a text that is not literal"


def _is_safe(value: ast.expr) -> bool:
    """Return whether a value is our own text, or has been through a function of ours."""
    if isinstance(value, ast.IfExp):
        return _is_safe(value.body) and _is_safe(value.orelse)
    if isinstance(value, ast.Name):
        return value.id.isupper()  # a constant of the module
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id in SAFE_CALLS
    return isinstance(value, ast.Constant)
