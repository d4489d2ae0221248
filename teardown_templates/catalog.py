"""The catalogue: what to tear down next. Ours, with what the user added and changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from teardown_templates.catalog_file import find_own_catalog
from teardown_templates.content_files import read_content
from teardown_templates.shelf import Shelf
from teardown_templates.yaml_tree import read_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["CatalogEntry", "catalog", "next_entries"]

_ENOUGH_OF_A_LEVEL = 2


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """A product that is worth a teardown, and what to look at first."""

    id: str
    name: str
    maker: str = ""
    category: str = "other"
    homepage: str = ""
    template: str = "quick"
    level: int = 2
    """1 one narrow job … 5 limited access and high stakes."""
    access: str = "free_tier"
    study: str = ""
    first_probe: str = ""


def catalog(own_folder: Path | None = None) -> tuple[CatalogEntry, ...]:
    """Return our entries with the user's changes, then the user's own.

    An own file with an error is left out whole; ``Templates.problems`` says why.
    """
    entries = {item["id"]: _entry(item) for item in read_content("catalog")["entries"]}
    own = _own_document(own_folder)
    for item in own.get("entries", ()):
        known = entries.get(item["id"])
        entries[item["id"]] = replace(known, **item) if known else _entry(item)
    for name in own.get("hide", ()):
        entries.pop(name, None)
    return tuple(entries.values())


def next_entries(done: Iterable[str], entries: Iterable[CatalogEntry]) -> tuple[CatalogEntry, ...]:
    """Return what has not been done yet, the best suggestion first.

    ``done`` names one product for each teardown made. First come the entries of the
    lowest level with fewer than two teardowns, and among those the categories with
    the fewest. What can only be watched in a demonstration comes last.
    """
    every = tuple(entries)
    by_name = {_folded(name): entry for entry in every for name in (entry.id, entry.name)}
    made = [by_name[name] for name in map(_folded, done) if name in by_name]
    levels = Counter(entry.level for entry in made)
    categories = Counter(entry.category for entry in made)
    left = [entry for entry in every if entry not in made]
    return tuple(
        sorted(
            left,
            key=lambda entry: (
                entry.access == "demo",
                levels[entry.level] >= _ENOUGH_OF_A_LEVEL,
                entry.level,
                categories[entry.category],
            ),
        )
    )


def _entry(item: Mapping[str, Any]) -> CatalogEntry:
    known = {field.name for field in fields(CatalogEntry)}
    return CatalogEntry(**{key: value for key, value in item.items() if key in known})


def _own_document(folder: Path | None) -> Mapping[str, Any]:
    path = find_own_catalog(folder)
    if folder is None or path is None:
        return {}
    checked = Shelf(folder).check(path)
    if any(problem.severity == "error" for problem in checked.problems):
        return {}
    document: Mapping[str, Any] = read_tree(path).root.plain()
    return document


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
