"""Where our content lies, and how it is read: once a process."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from teardown_templates.merge import base_template, variant_template
from teardown_templates.yaml_tree import read_tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from teardown_templates.model import Template

__all__ = [
    "CONTENT",
    "library_ids",
    "read_content",
    "ready_samples",
    "shipped_heads",
    "shipped_template",
]

CONTENT = Path(__file__).parent / "content"

_ITEMS = {"probes": "lib_probes", "metrics": "lib_metrics", "failures": "lib_failures"}


@cache
def read_content(name: str) -> Mapping[str, Any]:
    """Return one of our content files as plain values."""
    document: Mapping[str, Any] = read_tree(CONTENT / f"{name}.yaml").root.plain()
    return document


@cache
def shipped_heads() -> tuple[Mapping[str, Any], ...]:
    """Return what a list shows of our templates, without reading them.

    ``content/index.json`` repeats the heads; a test fails when it and a file differ.
    """
    index = json.loads((CONTENT / "index.json").read_text("utf-8"))
    return tuple(index["templates"])


def ready_samples() -> dict[str, Any]:
    """Return the files of the demo's library by their path inside it, as JSON values.

    They repeat the texts beside them; a test fails when the two differ.
    """
    files: dict[str, Any] = json.loads((CONTENT / "samples" / "ready.json").read_bytes())
    return files


@cache
def shipped_template(template_id: str) -> Template:
    """Return one of our templates, merged. Ours never depend on the user's own."""
    document = read_content(template_id)
    if "extends" not in document:
        return base_template(document)
    return variant_template(shipped_template(document["extends"]), document)


@cache
def library_ids(kind: str) -> tuple[str, ...]:
    """Return the ids of all ``probes``, ``metrics`` or ``failures``."""
    library = read_content(_ITEMS[kind])
    groups = library.get("groups", [library])
    return tuple(item["id"] for group in groups for item in group["items"])
