"""Imports for tests: files written into a folder, and read in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.drafting import NewTeardown
from lab.importing import FileReport, Options
from store.exchange.markdown import to_markdown

if TYPE_CHECKING:
    from pathlib import Path

    from lab.importing import Keep
    from lab.workspace import Workspace
    from store.records import Teardown

__all__ = ["bring", "bring_one", "changed", "mine", "write"]


def write(folder: Path, text: str | bytes, name: str = "file.md") -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def bring(
    workspace: Workspace,
    *paths: Path,
    keep: Keep | None = None,
    as_new: bool = False,
    dry_run: bool = False,
) -> list[FileReport]:
    """Import these files and folders."""
    options = Options(dry_run=dry_run, keep=keep, as_new=as_new)
    return [*workspace.imports.begin(paths, options=options)]


def bring_one(workspace: Workspace, path: Path, **options: bool) -> FileReport:
    """Import one file."""
    (report,) = bring(workspace, path, **options)  # type: ignore[arg-type]  # flags only
    return report


def mine(workspace: Workspace, product: str = "Notion AI", *, author: str = "Ana") -> Teardown:
    """Write a teardown with two answers into the library."""
    record = workspace.create(NewTeardown(product, template="quick", author=author))
    workspace.answer(record.id, "frame.what", "The draft button.")
    return workspace.answer(record.id, "frame.who", "Somebody in a hurry.")


def changed(record: Teardown, old: str, new: str) -> str:
    """Return a teardown's Markdown with one text changed by hand."""
    text = to_markdown(record)
    assert text.count(old) >= 1
    return text.replace(old, new)
